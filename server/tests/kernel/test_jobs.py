"""Events that were told together are one job, and one bad event among them holds up no other."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any, ClassVar

import pytest
from pgqueuer.adapters.persistence.queries import Queries
from pgqueuer.domain.models import Job

from longhouse.kernel import outbox
from longhouse.kernel.adapters.live_memory import MemoryLive
from longhouse.kernel.db import Database, Tx
from longhouse.kernel.errors import Unavailable
from longhouse.kernel.events import Event, Recorded
from longhouse.kernel.jobs import JobRunner
from longhouse.kernel.outbox import Relay, Subscriber
from longhouse.kernel.telemetry.metrics import Metrics
from support.clocks import FakeClock
from support.waiting import until

_PATIENCE = 10.0


class DrumBeaten(Event, frozen=True, kw_only=True):
    number: int
    name: ClassVar[str]


class Counter:
    """Writes down what it counted in the same transaction; refuses one number."""

    def __init__(self, refuses: int | None = None) -> None:
        self._refuses = refuses
        self.tries: list[int] = []

    async def count(self, tx: Tx, event: DrumBeaten) -> None:
        self.tries.append(event.number)
        await tx.execute(
            "INSERT INTO kernel.idempotency_key (user_id, route, key, body_digest, created_at)"
            " VALUES (gen_random_uuid(), 'drum', $1, '', $2)",
            str(event.number),
            tx.now,
        )
        if event.number == self._refuses:
            raise LookupError


async def counted(db: Database) -> list[int]:
    async with db.read() as read:
        keys = await read.values(str, "SELECT key FROM kernel.idempotency_key")
    return sorted(int(key) for key in keys)


async def tell_together(
    db: Database, live: MemoryLive, metrics: Metrics, handed_on: list[Recorded], counter: Counter
) -> Subscriber[DrumBeaten]:
    subscriber = Subscriber("drums.count_beat", DrumBeaten, counter.count)
    relay = Relay(metrics)
    relay.use(db, outbox.EventRegistry([DrumBeaten], [subscriber], []), live)
    async with db.transaction() as tx:
        for number in range(5):
            tx.emit(DrumBeaten(number=number))
    relay.hand_on(handed_on)
    relay.stop()
    await relay.run()
    return subscriber


@asynccontextmanager
async def working(
    db: Database, clock: FakeClock, metrics: Metrics, subscriber: Subscriber[DrumBeaten]
) -> AsyncGenerator[None]:
    runner = JobRunner(db, clock, metrics, jobs=[subscriber.job()], schedules=[])
    running = asyncio.create_task(runner.run())
    try:
        yield
    finally:
        runner.stop()
        await running


async def wait_until_counted(db: Database, expected: list[int]) -> None:
    async with asyncio.timeout(_PATIENCE):
        while await counted(db) != expected:
            await asyncio.sleep(0.02)


async def test_events_told_together_are_one_job(
    db: Database,
    live: MemoryLive,
    metrics: Metrics,
    handed_on: list[Recorded],
    clock: FakeClock,
) -> None:
    counter = Counter()
    subscriber = await tell_together(db, live, metrics, handed_on, counter)
    async with db.read() as read:
        assert await read.value(int, "SELECT count(*) FROM jobs.pgqueuer") == 1
    async with working(db, clock, metrics, subscriber):
        await wait_until_counted(db, [0, 1, 2, 3, 4])
    assert counter.tries == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("bad", [0, 2, 4])
async def test_one_bad_event_holds_up_none_that_was_told_with_it(
    db: Database,
    live: MemoryLive,
    metrics: Metrics,
    handed_on: list[Recorded],
    clock: FakeClock,
    bad: int,
) -> None:
    subscriber = await tell_together(db, live, metrics, handed_on, Counter(refuses=bad))
    async with working(db, clock, metrics, subscriber):
        await wait_until_counted(db, [number for number in range(5) if number != bad])


class Film:
    """Takes long; says when it has begun."""

    def __init__(self) -> None:
        self.begun = asyncio.Event()
        self.breaks_with: BaseException | None = None
        self.shown = 0

    async def show(self, _tx: Tx, _event: DrumBeaten) -> None:
        self.begun.set()
        if self.breaks_with is not None:
            raise self.breaks_with
        if self.shown == 0:
            self.shown = 1
            await asyncio.Event().wait()
        self.shown += 1


async def enqueued(
    db: Database, live: MemoryLive, metrics: Metrics, handed_on: list[Recorded], film: Film
) -> Subscriber[DrumBeaten]:
    subscriber = Subscriber("drums.show_film", DrumBeaten, film.show)
    relay = Relay(metrics)
    relay.use(db, outbox.EventRegistry([DrumBeaten], [subscriber], []), live)
    async with db.transaction() as tx:
        tx.emit(DrumBeaten(number=1))
    relay.hand_on(handed_on)
    relay.stop()
    await relay.run()
    return subscriber


async def states(db: Database) -> list[str]:
    async with db.read() as read:
        return await read.values(str, "SELECT status::text FROM jobs.pgqueuer")


async def break_off(runner: JobRunner, *moments: asyncio.Event) -> None:
    running = asyncio.create_task(runner.run())
    for moment in moments:
        await moment.wait()
    running.cancel()
    await asyncio.wait({running}, timeout=_PATIENCE)
    assert running.done(), "a stop waits for no film"


async def test_work_that_is_broken_off_by_a_stop_is_done_by_the_next(
    db: Database, live: MemoryLive, metrics: Metrics, clock: FakeClock, handed_on: list[Recorded]
) -> None:
    film = Film()
    subscriber = await enqueued(db, live, metrics, handed_on, film)
    runner = JobRunner(db, clock, metrics, jobs=[subscriber.job()], schedules=[])
    await break_off(runner, film.begun)
    assert await states(db) == ["queued"]
    async with working(db, clock, metrics, subscriber):
        await until(lambda: film.shown == 2, within=_PATIENCE)


async def test_work_that_is_handed_to_who_is_stopping_is_put_back(
    db: Database,
    live: MemoryLive,
    metrics: Metrics,
    clock: FakeClock,
    handed_on: list[Recorded],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The question for more was on its way; its answer is the very job that was just put back."""
    film = Film()
    asked_again, put_back = asyncio.Event(), asyncio.Event()
    answers: list[asyncio.Task[list[Job]]] = []
    retry_job, dequeue = Queries.retry_job, Queries.dequeue

    async def put_back_first(*args: Any) -> None:
        await retry_job(*args)
        put_back.set()

    async def answered_anyhow(*args: Any, **how: Any) -> list[Job]:
        async def answer() -> list[Job]:
            if len(answers) > 1:
                asked_again.set()
                await put_back.wait()
            return await dequeue(*args, **how)

        answers.append(asyncio.create_task(answer()))
        return await asyncio.shield(answers[-1])

    monkeypatch.setattr(Queries, "retry_job", put_back_first)
    monkeypatch.setattr(Queries, "dequeue", answered_anyhow)
    subscriber = await enqueued(db, live, metrics, handed_on, film)
    runner = JobRunner(db, clock, metrics, jobs=[subscriber.job()], schedules=[])
    await break_off(runner, film.begun, asked_again)
    await asyncio.wait(answers)
    assert await states(db) == ["queued"]
    assert film.shown == 1


@pytest.mark.parametrize(
    "trouble", [ConnectionResetError("gone"), ConnectionRefusedError("down"), Unavailable("full")]
)
async def test_no_job_is_given_up_for_a_database_in_trouble(
    db: Database,
    live: MemoryLive,
    metrics: Metrics,
    clock: FakeClock,
    handed_on: list[Recorded],
    trouble: Exception,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Neither when its work meets the trouble, nor when its next try cannot be written down."""
    film = Film()
    film.breaks_with = trouble
    tried = asyncio.Event()

    async def refuse(*_: object) -> None:
        tried.set()
        raise trouble

    monkeypatch.setattr(Queries, "retry_job", refuse)
    subscriber = await enqueued(db, live, metrics, handed_on, film)
    async with working(db, clock, metrics, subscriber):
        await tried.wait()
    assert await states(db) == ["picked"]
