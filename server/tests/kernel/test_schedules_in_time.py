"""When a schedule is due is said by the database, whatever the clock of a process says."""

from datetime import UTC, datetime, timedelta

from croniter import croniter
from pgqueuer.adapters.drivers.asyncpg import AsyncpgPoolDriver
from pgqueuer.domain.models import CronExpressionEntrypoint
from pgqueuer.domain.types import CronEntrypoint, CronExpression

from longhouse.kernel.db import Database
from longhouse.kernel.jobs.patience import PatientQueries, next_after
from longhouse.kernel.jobs.queue import queries_of

AT_SEVENTEEN = CronExpressionEntrypoint(CronEntrypoint("drums.tune"), CronExpression("17 * * * *"))
# What a process says whose clock is wrong.
_WRONG = timedelta(minutes=3, seconds=11)


async def next_run(db: Database) -> datetime:
    async with db.read() as read:
        due = await read.value(
            datetime,
            "SELECT next_run FROM jobs.pgqueuer_schedules WHERE entrypoint = 'drums.tune'",
        )
    assert due is not None
    return due


async def test_a_clock_that_is_wrong_does_not_move_a_schedule(db: Database) -> None:
    queries = queries_of(PatientQueries, AsyncpgPoolDriver(db.pool))
    await queries.insert_schedule({AT_SEVENTEEN: _WRONG})
    first = await next_run(db)
    assert (first.minute, first.second) == (17, 0)


async def test_a_schedule_that_was_due_is_not_due_again_before_its_time(db: Database) -> None:
    queries = queries_of(PatientQueries, AsyncpgPoolDriver(db.pool))
    await queries.insert_schedule({AT_SEVENTEEN: _WRONG})
    async with db.transaction() as tx:
        await tx.execute(
            "UPDATE jobs.pgqueuer_schedules SET next_run = now() - interval '1 second'"
        )
    [picked] = await queries.fetch_schedule({AT_SEVENTEEN: timedelta()})
    await queries.set_schedule_queued({picked.id})
    assert await queries.fetch_schedule({AT_SEVENTEEN: timedelta()}) == []
    after = await next_run(db)
    assert (after.minute, after.second) == (17, 0)


def test_what_was_asked_before_does_not_matter() -> None:
    noon = datetime(2026, 5, 1, 12, tzinfo=UTC)
    for expression in ("17 * * * *", "*/5 * * * *", "41 3 * * *", "* * * * *"):
        for minutes in (0, 400_000, 17, -3_000, 16.5, 17):
            after = noon + timedelta(minutes=minutes)
            due = croniter(expression, after).get_next(datetime)
            assert next_after(expression, after) == due, (expression, after)
