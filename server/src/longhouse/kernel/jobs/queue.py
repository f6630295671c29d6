"""Putting jobs into PgQueuer's tables, on the connection of whoever wants them done."""

from collections.abc import Sequence
from datetime import timedelta
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

from longhouse.kernel.db import Tx
from longhouse.kernel.jobs.declare import Job

if TYPE_CHECKING:
    import asyncpg

P = TypeVar("P", bound=msgspec.Struct)

SCHEMA = "jobs"
CHANNEL = Channel("longhouse_jobs")


def queries(driver: Driver) -> Queries:
    settings = DBSettings(db_schema=SCHEMA, channel=CHANNEL)
    return Queries(
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
    connection = cast("asyncpg.Connection[asyncpg.Record]", tx.connection)
    await queries(AsyncpgDriver(connection)).enqueue(
        [name for name, _ in jobs],
        [payload for _, payload in jobs],
        [0] * len(jobs),
        [after] * len(jobs),
    )
