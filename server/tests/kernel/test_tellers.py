"""Two who tell at once leave everybody with the newest, whoever comes last."""

import asyncio
from collections.abc import Sequence
from typing import ClassVar

import msgspec

from longhouse.kernel import outbox
from longhouse.kernel.adapters.live_memory import MemoryLive
from longhouse.kernel.db import Database, Read
from longhouse.kernel.events import Event, Recorded
from longhouse.kernel.live import Delivery
from longhouse.kernel.outbox import Relay
from longhouse.kernel.push import Push, Telling
from longhouse.kernel.telemetry.metrics import Metrics

HALL = "room:hall"


class PlateSet(Event, frozen=True, kw_only=True):
    guest: int
    name: ClassVar[str]


class Plates(msgspec.Struct):
    count: int


class Table:
    """How many plates stand there; one who looks may be slow to say what they saw."""

    def __init__(self) -> None:
        self.count = 0
        self.looked = asyncio.Event()
        self.may_say = asyncio.Event()

    async def tell(self, _read: Read, event: PlateSet) -> Sequence[Telling]:
        seen = self.count
        if event.guest == 1 and not self.looked.is_set():
            self.looked.set()
            await self.may_say.wait()
        return [Telling(HALL, "plate_set", Plates(seen))]


async def test_who_looked_first_and_speaks_last_looks_again(
    db: Database, live: MemoryLive, metrics: Metrics, handed_on: list[Recorded]
) -> None:
    table = Table()
    registry = outbox.EventRegistry([PlateSet], [], [Push(PlateSet, table.tell)])
    here, there = Relay(metrics), Relay(metrics)
    heard: list[int] = []

    def hear(delivery: Delivery) -> None:
        heard.append(msgspec.json.decode(delivery.message.data, type=Plates).count)

    await live.listen(HALL, hear)
    for relay in (here, there):
        relay.use(db, registry, live)
    for guest in (1, 2):
        async with db.transaction() as tx:
            tx.emit(PlateSet(guest=guest))
    first, second = handed_on

    table.count = 1
    here.hand_on([first])
    here.stop()
    slow = asyncio.create_task(here.run())
    await table.looked.wait()
    table.count = 2
    there.hand_on([second])
    there.stop()
    await there.run()
    table.may_say.set()
    await slow
    assert heard == [2, 2], "the table with one plate was told after the one with two"


async def test_what_else_they_looked_at_before_is_looked_at_again_too(
    db: Database, live: MemoryLive, metrics: Metrics, handed_on: list[Recorded]
) -> None:
    table = Table()
    registry = outbox.EventRegistry([PlateSet], [], [Push(PlateSet, table.tell)])
    here, there = Relay(metrics), Relay(metrics)
    heard: list[int] = []
    await live.listen(
        HALL, lambda one: heard.append(msgspec.json.decode(one.message.data, type=Plates).count)
    )
    for relay in (here, there):
        relay.use(db, registry, live)
    for guest in (3, 1, 4, 2):
        async with db.transaction() as tx:
            tx.emit(PlateSet(guest=guest))

    table.count = 1
    here.hand_on(handed_on[:3])
    here.stop()
    slow = asyncio.create_task(here.run())
    await table.looked.wait()
    table.count = 2
    there.hand_on(handed_on[3:])
    there.stop()
    await there.run()
    table.may_say.set()
    await slow
    assert heard == [2, 2, 2, 2]


async def test_who_tells_alone_looks_once(
    db: Database, live: MemoryLive, metrics: Metrics, handed_on: list[Recorded]
) -> None:
    looks = 0

    async def tell(_read: Read, _event: PlateSet) -> Sequence[Telling]:
        nonlocal looks
        looks += 1
        return [Telling(HALL, "plate_set", Plates(looks))]

    relay = Relay(metrics)
    relay.use(db, outbox.EventRegistry([PlateSet], [], [Push(PlateSet, tell)]), live)
    for round_of_guests in range(3):
        handed_on.clear()
        for guest in range(5):
            async with db.transaction() as tx:
                tx.emit(PlateSet(guest=guest))
        relay.hand_on(handed_on)
        relay.stop()
        await relay.run()
        assert looks == 5 * (round_of_guests + 1)
