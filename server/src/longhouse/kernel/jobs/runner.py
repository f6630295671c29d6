"""Runs jobs and schedules in this process until it is told to stop."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Protocol, cast

import msgspec
from pgqueuer.adapters.drivers.asyncpg import AsyncpgPoolDriver
from pgqueuer.core.applications import PgQueuer
from pgqueuer.domain.models import Job as StoredJob
from pgqueuer.domain.models import Schedule as StoredSchedule

from longhouse.kernel.clock import Clock
from longhouse.kernel.db import Database
from longhouse.kernel.errors import Unavailable
from longhouse.kernel.jobs.declare import Job, Schedule
from longhouse.kernel.jobs.patience import PatientQueries, ReadOnceExecutor, retrying
from longhouse.kernel.jobs.queue import CHANNEL, enqueue_many, queries_of

if TYPE_CHECKING:
    import asyncpg

log = logging.getLogger(__name__)

_BATCH = 4
# Each holds a connection, and those who wait for a page come first: half of the pool is left to
# them and to the relay.
_AT_ONCE = 8
# A worker that died is noticed, and its jobs given to another, after this long.
_HEARTBEAT = timedelta(seconds=30)
# Jobs are woken by a notification; this is how long a lost notification can delay one.
_POLL = timedelta(seconds=5)
# What is broken off is put back by one statement; a database that does not take it is not waited for.
_BREAKING_OFF = 5.0


class Observe(Protocol):
    def job_finished(self, job: str, outcome: str, seconds: float) -> None: ...


class JobRunner:
    """One per process that takes jobs. Any number of processes may."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        observe: Observe,
        *,
        jobs: Sequence[Job[Any]],
        schedules: Sequence[Schedule],
    ) -> None:
        self._db = db
        self._clock = clock
        self._observe = observe
        self._jobs = jobs
        self._schedules = schedules
        self._running: PgQueuer | None = None
        self._under_way: set[asyncio.Task[Any]] = set()
        self._breaks_off = False

    async def check(self) -> None:
        if self._running is None:
            raise Unavailable("No jobs are taken.")

    async def run(self) -> None:
        pool: asyncpg.Pool[Any] = self._db.pool
        app = self._running = self._app(AsyncpgPoolDriver(pool))
        running = asyncio.create_task(
            app.run(
                dequeue_timeout=_POLL,
                batch_size=_BATCH,
                max_concurrent_tasks=_AT_ONCE,
                heartbeat_timeout=_HEARTBEAT,
            )
        )
        try:
            await asyncio.wait({running})
            await running
        except asyncio.CancelledError:
            # In this order: as long as more is taken, it may be what was just put back, and a
            # cancelled question for more may still be answered with a job that nobody then does.
            self.stop()
            self._break_off()
            await asyncio.wait({running}, timeout=_BREAKING_OFF)
            running.cancel()
            await asyncio.wait({running})
            raise
        finally:
            self._running = None
            self._breaks_off = False

    def stop(self) -> None:
        """Take no more; `run` returns when what is under way is done."""
        if self._running is not None:
            self._running.shutdown.set()

    def _app(self, driver: AsyncpgPoolDriver) -> PgQueuer:
        """A queue that knows every job and every schedule."""
        app = PgQueuer(driver, CHANNEL, queries=queries_of(PatientQueries, driver))
        for job in self._jobs:
            app.entrypoint(
                job.name,
                concurrency_limit=job.concurrency,
                on_failure="hold",
                executor_factory=retrying(job.max_attempts),
            )(self._work(job))
        for schedule in self._schedules:
            app.schedule(
                schedule.name, schedule.cron, executor_factory=ReadOnceExecutor, clean_old=True
            )(self._tick(schedule))
        return app

    def _break_off(self) -> None:
        """Put back what is under way, and whatever is still handed to this process."""
        self._breaks_off = True
        for task in self._under_way:
            task.cancel()

    def _work(self, job: Job[Any]) -> Callable[[StoredJob], Awaitable[None]]:
        decoder = msgspec.json.Decoder(job.payload)

        async def work(stored: StoredJob) -> None:
            async with self._counted(), self._observed(job.name):
                payload = decoder.decode(stored.payload or b"{}")
                try:
                    async with self._db.transaction() as tx:
                        await job.run(tx, payload)
                except Exception as error:
                    if not await self._divide(job, payload, error):
                        raise

        return work

    async def _divide(self, job: Job[Any], payload: msgspec.Struct, error: Exception) -> bool:
        """Put the parts of a failed payload on the queue instead of it. False when it has none."""
        parts = job.divide(payload) if job.divide else ()
        if len(parts) < 2:
            return False
        log.info("job %s is divided after it failed", job.name, exc_info=error)
        async with self._db.transaction() as tx:
            await enqueue_many(tx, [(job.name, msgspec.json.encode(part)) for part in parts])
        return True

    def _tick(self, schedule: Schedule) -> Callable[[StoredSchedule], Awaitable[None]]:
        async def tick(_stored: StoredSchedule) -> None:
            async with (
                self._counted(),
                self._observed(schedule.name),
                self._db.transaction() as tx,
            ):
                await schedule.run(tx)

        return tick

    @asynccontextmanager
    async def _counted(self) -> AsyncGenerator[None]:
        if self._breaks_off:
            raise asyncio.CancelledError
        task = cast("asyncio.Task[Any]", asyncio.current_task())
        self._under_way.add(task)
        try:
            yield
        finally:
            self._under_way.discard(task)

    def _observed(self, name: str) -> "_Observed":
        return _Observed(name, self._clock, self._observe)


class _Observed:
    """Tells how a piece of work went: to the metrics always, to the log when it failed."""

    def __init__(self, name: str, clock: Clock, observe: Observe) -> None:
        self._name = name
        self._clock = clock
        self._observe = observe
        self._started = 0.0

    async def __aenter__(self) -> None:
        self._started = self._clock.monotonic()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _trace: object
    ) -> None:
        seconds = self._clock.monotonic() - self._started
        outcome = "done" if error is None else "failed"
        self._observe.job_finished(self._name, outcome, seconds)
        if error is not None and kind is not None and issubclass(kind, Exception):
            log.warning("job %s failed and will be tried again", self._name, exc_info=error)
