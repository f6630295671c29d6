"""What keeps a job whose work was broken off, where PgQueuer would let go of it for good, and a
schedule in time, whatever the clocks of those who keep it say.

PgQueuer forgets a job that is cancelled, and gives up one whose next try it could not write down.
Both happen when the process stops or the database restarts, and neither is the job's fault. It asks
the clock of each process when a schedule is due next; two that differ would do it twice.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import cast

from croniter import croniter
from pgqueuer.core.executors import (
    DatabaseRetryEntrypointExecutor,
    EntrypointExecutorParameters,
    ScheduleExecutor,
)
from pgqueuer.domain.errors import RetryRequested
from pgqueuer.domain.models import (
    Context,
    CronExpressionEntrypoint,
    Job,
    Schedule,
    TracebackRecord,
)

from longhouse.kernel.db import TROUBLE, NotConnected
from longhouse.kernel.errors import Unavailable
from longhouse.kernel.jobs.structure import StructuredQueries

log = logging.getLogger(__name__)

_SOON = timedelta(seconds=3)
# While it restarts there may not even be a socket to knock at, and PgQueuer meets connections that
# are gone.
_TROUBLE = (*TROUBLE, Unavailable, OSError, NotConnected)


class PatientExecutor(DatabaseRetryEntrypointExecutor):
    """Counts only what the work itself did wrong."""

    async def execute(self, job: Job, context: Context) -> None:
        try:
            await super().execute(job, context)
        except asyncio.CancelledError:
            # Whoever cancels waits for this, and only for the one statement that puts it back.
            raise RetryRequested(reason="The process was stopped.") from None
        except (*TROUBLE, Unavailable) as error:
            raise RetryRequested(_SOON, reason="The database was in trouble.") from error


class PatientQueries(StructuredQueries):
    async def retry_job(
        self, job: Job, delay: timedelta, traceback_record: TracebackRecord | None
    ) -> None:
        try:
            await super().retry_job(job, delay, traceback_record)
        except _TROUBLE:
            # As if this process had died: another one, or this, picks the job up when its
            # heartbeat is old.
            log.warning("job %s is left where it was, for the database did not answer", job.id)

    async def insert_schedule(self, schedules: dict[CronExpressionEntrypoint, timedelta]) -> None:
        await super().insert_schedule(await self._due(schedules))

    async def fetch_schedule(
        self, entrypoints: dict[CronExpressionEntrypoint, timedelta]
    ) -> list[Schedule]:
        return await super().fetch_schedule(await self._due(entrypoints))

    async def _due(
        self, schedules: Iterable[CronExpressionEntrypoint]
    ) -> dict[CronExpressionEntrypoint, timedelta]:
        """In how long each is due, by the one clock that all processes have in common."""
        [row] = await self.driver.fetch("SELECT now() AS now")
        now = cast("datetime", row["now"])
        return {one: next_after(one.expression, now) - now for one in schedules}


class ReadOnceExecutor(ScheduleExecutor):
    """PgQueuer asks several times in a row when each schedule is due, and reads it anew each time,
    which takes longer than finding the answer."""

    def get_next(self) -> datetime:
        return next_after(self.parameters.expression, datetime.now(UTC))


def next_after(expression: str, after: datetime) -> datetime:
    """When it is due next; what was asked before does not matter."""
    return _read(expression).get_next(datetime, start_time=after)


@lru_cache(maxsize=100)
def _read(expression: str) -> croniter:
    return croniter(expression)


def retrying(
    max_attempts: int,
) -> Callable[[EntrypointExecutorParameters], DatabaseRetryEntrypointExecutor]:
    def make(parameters: EntrypointExecutorParameters) -> DatabaseRetryEntrypointExecutor:
        return PatientExecutor(parameters, max_attempts=max_attempts)

    return make
