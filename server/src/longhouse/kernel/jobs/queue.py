"""Putting jobs into PgQueuer's tables, on the connection of whoever wants them done."""

from collections.abc import Sequence
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, TypeVar, cast

import msgspec
from pgqueuer.adapters.drivers.asyncpg import AsyncpgDriver
from pgqueuer.adapters.persistence.qb import (
    QueryBuilderEnvironment,
    QueryQueueBuilder,
    QuerySchedulerBuilder,
)
from pgqueuer.adapters.persistence.queries import Queries
from pgqueuer.domain.settings import DBSettings
from pgqueuer.domain.types import Channel
from pgqueuer.ports.driver import Driver

from longhouse.kernel.db import Read, Tx
from longhouse.kernel.jobs.declare import Job

if TYPE_CHECKING:
    import asyncpg

P = TypeVar("P", bound=msgspec.Struct)
Q = TypeVar("Q", bound=Queries)

SCHEMA = "jobs"
CHANNEL = Channel("longhouse_jobs")
_AT_ONCE = 500
# What the queue writes down of its own work, and makes anew; and what of a job is of the process
# that does it. Neither has a meaning in another life of the database.
BOOKKEEPING = ("jobs.pgqueuer_log", "jobs.pgqueuer_schedules", "jobs.pgqueuer_statistics")
OF_A_PROCESS = ("queue_manager_id", "slot")


def queries(driver: Driver) -> Queries:
    return queries_of(Queries, driver)


def queries_of(kind: type[Q], driver: Driver) -> Q:
    settings = _settings()
    return kind(
        driver,
        qbe=QueryBuilderEnvironment(settings),
        qbq=QueryQueueBuilder(settings),
        qbs=QuerySchedulerBuilder(settings),
    )


async def enqueue(tx: Tx, job: Job[P], payload: P, *, after: timedelta | None = None) -> None:
    """Have `job` done once `tx` has committed, and not before `after` has passed."""
    await enqueue_many(tx, [(job.name, msgspec.json.encode(payload))], after=after)


async def enqueue_many(
    tx: Tx, jobs: Sequence[tuple[str, bytes]], *, after: timedelta | None = None
) -> None:
    """Enqueue encoded jobs by name in one statement."""
    if not jobs:
        return
    await _queries_in(tx).enqueue(
        [name for name, _ in jobs],
        [payload for _, payload in jobs],
        [0] * len(jobs),
        [after] * len(jobs),
    )


async def forget_all(tx: Tx, names: Sequence[str]) -> None:
    """Take every job of these names off the queue."""
    await _queries_in(tx).clear_queue(list(names))


async def put_back(tx: Tx) -> None:
    """After a restore: whoever had begun a job then is not at it any more."""
    known = _queries_in(tx)
    while begun := await known.browse_queue(limit=_AT_ONCE, statuses=["picked"]):
        for job in begun:
            await known.retry_job(job, timedelta(), None)


async def count_by_name(read: Read) -> tuple[int, dict[str, int]]:
    """How many wait or are being done; and, by name, how many kept failing and were set aside."""
    sizes = await _queries_in(read).queue_size()
    aside: dict[str, int] = {}
    for size in sizes:
        if size.status == "failed":
            aside[size.entrypoint] = aside.get(size.entrypoint, 0) + size.count
    return sum(size.count for size in sizes) - sum(aside.values()), aside


def _queries_in(tx: Read) -> Queries:
    """What they do is done when the transaction commits."""
    connection = cast("asyncpg.Connection[asyncpg.Record]", tx.connection)
    return queries(AsyncpgDriver(connection))


@cache
def _settings() -> DBSettings:
    """Always the same, and made by looking through the environment, which takes its time."""
    return DBSettings(db_schema=SCHEMA, channel=CHANNEL)
