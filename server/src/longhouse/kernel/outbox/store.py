"""All SQL of the outbox."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from longhouse.kernel.db import Tx
from longhouse.kernel.events import Recorded

NOTIFICATION = "longhouse_outbox"


class Waiting(msgspec.Struct, frozen=True):
    id: UUID
    name: str
    payload: str
    created_at: datetime


async def append(tx: Tx, recorded: Sequence[Recorded]) -> None:
    await tx.execute(
        """
        INSERT INTO kernel.outbox (id, name, payload, created_at)
        SELECT e.id, e.name, e.payload, $4
        FROM unnest($1::uuid[], $2::text[], $3::jsonb[]) AS e (id, name, payload)
        """,
        [entry.id for entry in recorded],
        [entry.event.name for entry in recorded],
        [msgspec.json.encode(entry.event).decode() for entry in recorded],
        tx.now,
    )


async def append_and_notify(tx: Tx, recorded: Sequence[Recorded]) -> None:
    """For a process that relays nothing itself: the house hears of it at the commit."""
    await append(tx, recorded)
    await tx.execute("SELECT pg_notify($1, '')", NOTIFICATION)


async def mark_relayed(tx: Tx, ids: Sequence[UUID]) -> set[UUID]:
    """Mark what was told; those that nobody had marked before."""
    marked = await tx.values(
        UUID,
        """
        UPDATE kernel.outbox SET relayed_at = $2
        WHERE id = ANY($1::uuid[]) AND relayed_at IS NULL
        RETURNING id
        """,
        ids,
        tx.now,
    )
    return set(marked)


async def take_waiting(
    tx: Tx, names: Sequence[str], older_than: timedelta, limit: int
) -> list[Waiting]:
    """Events that were not told, locked so that no two sweepers tell the same."""
    return await tx.rows(
        Waiting,
        """
        SELECT id, name, payload::text AS payload, created_at FROM kernel.outbox
        WHERE relayed_at IS NULL AND created_at <= $1 AND name = ANY($2::text[])
        ORDER BY id LIMIT $3
        FOR UPDATE SKIP LOCKED
        """,
        tx.now - older_than,
        names,
        limit,
    )


async def forget_relayed(tx: Tx, before: datetime) -> int:
    return await tx.execute("DELETE FROM kernel.outbox WHERE relayed_at < $1", before)
