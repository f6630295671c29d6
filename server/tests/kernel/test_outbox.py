"""Events are told exactly when their change was committed: live and to durable subscribers."""

import asyncio
from collections.abc import Sequence
from typing import ClassVar

import asyncpg
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from longhouse.kernel import outbox
from longhouse.kernel.adapters.live_memory import MemoryLive
from longhouse.kernel.db import Database, Read, Tx
from longhouse.kernel.events import Event, Recorded
from longhouse.kernel.live import Delivery, Message, Position
from longhouse.kernel.outbox import Relay, Subscriber
from longhouse.kernel.outbox.declare import Told
from longhouse.kernel.push import Push, Telling
from longhouse.kernel.telemetry.metrics import Metrics
from support.clocks import FakeClock


class BellRung(Event, frozen=True, kw_only=True):
    number: int
    name: ClassVar[str]


class Ring(msgspec.Struct):
    number: int


async def tell(_read: Read, event: BellRung) -> Sequence[Telling]:
    return [Telling("room:hall", "bell_rung", Ring(event.number))]


async def note(_tx: Tx, _event: BellRung) -> None: ...


REGISTRY = outbox.EventRegistry(
    [BellRung], [Subscriber("bells.note_ring", BellRung, note)], [Push(BellRung, tell)]
)


class Listener:
    def __init__(self) -> None:
        self.heard: list[int] = []

    def __call__(self, delivery: Delivery) -> None:
        self.heard.append(msgspec.json.decode(delivery.message.data, type=Ring).number)


@pytest.fixture
async def listener(live: MemoryLive) -> Listener:
    listener = Listener()
    await live.listen("room:hall", listener)
    return listener


@pytest.fixture
def relay(db: Database, live: MemoryLive, metrics: Metrics) -> Relay:
    relay = Relay(metrics)
    relay.use(db, REGISTRY, live)
    return relay


async def ring(db: Database, *numbers: int) -> None:
    async with db.transaction() as tx:
        for number in numbers:
            tx.emit(BellRung(number=number))


async def noted(database_url: str) -> list[int]:
    """What waits for the durable subscriber."""
    connection = await asyncpg.connect(database_url)
    try:
        rows = await connection.fetch(
            "SELECT payload FROM jobs.pgqueuer WHERE entrypoint = 'bells.note_ring' ORDER BY id"
        )
    finally:
        await connection.close()
    told = [msgspec.json.decode(row["payload"], type=Told) for row in rows]
    return [msgspec.json.decode(one.event, type=Ring).number for job in told for one in job.each()]


async def tell_handed_on(relay: Relay, handed_on: list[Recorded]) -> None:
    relay.hand_on(handed_on)
    relay.stop()
    await relay.run()


async def test_what_is_committed_is_told_once_and_in_order(
    db: Database, relay: Relay, listener: Listener, handed_on: list[Recorded], database_url: str
) -> None:
    await ring(db, 1, 2)
    await ring(db, 3)
    await tell_handed_on(relay, handed_on)
    assert listener.heard == [1, 2, 3]
    assert await noted(database_url) == [1, 2, 3]


async def test_what_is_rolled_back_is_never_told(
    db: Database, relay: Relay, listener: Listener, handed_on: list[Recorded], database_url: str
) -> None:
    with pytest.raises(LookupError):
        async with db.transaction() as tx:
            tx.emit(BellRung(number=1))
            raise LookupError
    await tell_handed_on(relay, handed_on)
    await relay.sweep_all()
    assert listener.heard == []
    assert await noted(database_url) == []


async def test_a_sweeper_tells_what_a_crash_left_behind(
    db: Database, relay: Relay, listener: Listener, handed_on: list[Recorded], database_url: str
) -> None:
    await ring(db, 1)
    handed_on.clear()
    await relay.sweep_all()
    await relay.sweep_all()
    assert listener.heard == [1]
    assert await noted(database_url) == [1]


async def test_a_relay_and_a_sweeper_that_tell_the_same_tell_it_once(
    db: Database, relay: Relay, listener: Listener, handed_on: list[Recorded], database_url: str
) -> None:
    await ring(db, *range(30))
    await asyncio.gather(tell_handed_on(relay, handed_on), relay.sweep_all(), relay.sweep_all())
    assert listener.heard == list(range(30))
    assert sorted(await noted(database_url)) == list(range(30))


async def test_events_of_newer_code_are_left_for_it(
    db: Database, relay: Relay, database_url: str
) -> None:
    connection = await asyncpg.connect(database_url)
    await connection.execute(
        "INSERT INTO kernel.outbox VALUES (gen_random_uuid(), 'x.New', '{}', '2020-01-01', NULL)"
    )
    await relay.sweep_all()
    waiting = await connection.fetchval(
        "SELECT count(*) FROM kernel.outbox WHERE relayed_at IS NULL"
    )
    await connection.close()
    assert waiting == 1


async def test_a_fault_in_one_view_does_not_hold_up_the_others(
    db: Database,
    live: MemoryLive,
    listener: Listener,
    metrics: Metrics,
    handed_on: list[Recorded],
    database_url: str,
) -> None:
    async def stumble(read: Read, event: BellRung) -> Sequence[Telling]:
        if event.number == 1:
            await read.value(int, "SELECT 1 / 0")
        return await tell(read, event)

    registry = outbox.EventRegistry(
        [BellRung], [Subscriber("bells.note_ring", BellRung, note)], [Push(BellRung, stumble)]
    )
    relay = Relay(metrics)
    relay.use(db, registry, live)
    await ring(db, 1, 2)
    await tell_handed_on(relay, handed_on)
    assert listener.heard == [2]
    assert await noted(database_url) == [1, 2]


class MoodyLive(MemoryLive):
    """Loses its connection before or after it has published, as its moods say."""

    def __init__(self, clock: FakeClock, moods: list[str]) -> None:
        super().__init__(clock)
        self._moods = moods

    async def publish(
        self, topic: str, message: Message, *, after: Position | None = None
    ) -> Position:
        mood = self._moods.pop(0) if self._moods else "well"
        if mood == "lost before":
            raise ConnectionError(mood)
        position = await super().publish(topic, message, after=after)
        if mood == "lost after":
            raise ConnectionError(mood)
        return position


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    rings=st.lists(st.integers(1, 4), min_size=1, max_size=5),
    crashes=st.lists(st.booleans(), max_size=5),
    moods=st.lists(st.sampled_from(["well", "lost before", "lost after"]), max_size=12),
)
async def test_whatever_breaks_each_event_is_told_exactly_once(
    db: Database,
    metrics: Metrics,
    clock: FakeClock,
    handed_on: list[Recorded],
    database_url: str,
    rings: list[int],
    crashes: list[bool],
    moods: list[str],
) -> None:
    live = MoodyLive(clock, moods)
    listener = Listener()
    await live.listen("room:hall", listener)
    relay = Relay(metrics)
    relay.use(db, REGISTRY, live)
    before = len(await noted(database_url))
    expected: list[int] = []
    for index, count in enumerate(rings):
        numbers = list(range(len(expected), len(expected) + count))
        handed_on.clear()
        await ring(db, *numbers)
        expected += numbers
        crashed = index < len(crashes) and crashes[index]
        if not crashed:
            await tell_handed_on(relay, handed_on)
    for _ in range(len(moods) + 1):
        await relay.sweep_all()
    assert sorted(listener.heard) == expected
    assert sorted((await noted(database_url))[before:]) == expected
