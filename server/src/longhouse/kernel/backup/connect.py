"""The one connection of a backup or a restore: patient, and spelling everything the same way."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from longhouse.kernel.db import Probe, Read, Tx
from longhouse.kernel.reach import reach
from longhouse.kernel.telemetry.traces import Untraced

if TYPE_CHECKING:
    import asyncpg

    Connection = asyncpg.Connection[asyncpg.Record]

# Held by a backup for as long as it copies objects, and shortly by whoever deletes some.
OBJECTS_STAY = 0x6B656570
_IN_THE_HOUSE = ("longhouse", "longhouse outbox")
_SPELLING = {
    "application_name": "longhouse backup",
    "TimeZone": "UTC",
    "DateStyle": "ISO, MDY",
    "IntervalStyle": "postgres",
    "bytea_output": "hex",
    "extra_float_digits": "1",
    "statement_timeout": "0",
    "lock_timeout": "0",
    "idle_in_transaction_session_timeout": "0",
    "idle_session_timeout": "0",
}


@asynccontextmanager
async def connected(owner_url: str) -> AsyncGenerator["Connection"]:
    connection = await reach(owner_url, _SPELLING)
    try:
        yield connection
    finally:
        await connection.close()


def read_on(connection: "Connection", now: datetime) -> Read:
    """For what features say of themselves, in the transaction of this connection."""
    return Read(connection, now, Probe(_Nobody(), Untraced()))


def write_on(connection: "Connection", now: datetime) -> Tx:
    """The same; events that are emitted in it go nowhere."""
    return Tx(connection, now, Probe(_Nobody(), Untraced()))


async def is_lived_in(connection: "Connection") -> bool:
    """Whether a house runs on this database."""
    return bool(
        await connection.fetchval(
            """
            SELECT EXISTS (SELECT FROM pg_stat_activity
                           WHERE datname = current_database()
                             AND application_name = ANY($1::text[]))
            """,
            list(_IN_THE_HOUSE),
        )
    )


async def may_delete_objects(tx: Tx) -> bool:
    """Whether no backup is being made.

    Asked in the transaction that says what is to be deleted: a backup that begins after the answer
    waits for the end of that transaction, and shows a moment in which those objects are not shown.
    """
    return bool(await tx.value(bool, "SELECT pg_try_advisory_xact_lock_shared($1)", OBJECTS_STAY))


class _Nobody:
    def query_finished(self, outcome: Literal["ok", "error"], seconds: float) -> None: ...
