"""The audit log: who did what to whom, written in the transaction of the act.

Owns: `kernel.audit_entry`.
Promises: an act and its entry commit together or not at all; entries are numbered without gaps and
chained by digests, so that changing, removing or inserting one shows; the role of the house can
only insert and read.
Never does: rewrite.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import msgspec

from longhouse.kernel.db import Read, Tx
from longhouse.kernel.ids import new_id
from longhouse.kernel.principal import Principal

# Entries are written one at a time, because each carries the digest of the one before it.
_LOCK = 0x6175646974
_START = b"\x00" * 32


class Entry(msgspec.Struct, frozen=True):
    seq: int
    id: UUID
    actor_id: UUID | None
    actor_name: str | None
    action: str
    target_type: str | None
    target_id: str | None
    target_label: str | None
    details: str
    created_at: datetime


class _Chained(Entry, frozen=True):
    digest: bytes


async def record(
    tx: Tx,
    actor: Principal | None,
    action: str,
    *,
    target_type: str | None = None,
    target_id: object = None,
    target_label: str | None = None,
    details: Mapping[str, object] | None = None,
) -> UUID:
    """Write down an act. `actor` is None for the command line and for the house itself."""
    await tx.execute("SELECT pg_advisory_xact_lock($1)", _LOCK)
    last = await tx.connection.fetchrow(
        "SELECT seq, digest FROM kernel.audit_entry ORDER BY seq DESC LIMIT 1"
    )
    entry = Entry(
        seq=1 if last is None else int(last["seq"]) + 1,
        id=new_id(),
        actor_id=actor.user_id if actor else None,
        actor_name=actor.username if actor else None,
        action=action,
        target_type=target_type,
        target_id=None if target_id is None else str(target_id),
        target_label=target_label,
        details=msgspec.json.encode(details or {}, order="sorted").decode(),
        created_at=tx.now,
    )
    await tx.execute(
        """
        INSERT INTO kernel.audit_entry
            (seq, id, actor_id, actor_name, action, target_type, target_id, target_label,
             details, created_at, digest)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        """,
        entry.seq,
        entry.id,
        entry.actor_id,
        entry.actor_name,
        entry.action,
        entry.target_type,
        entry.target_id,
        entry.target_label,
        entry.details,
        entry.created_at,
        _digest(_START if last is None else last["digest"], entry),
    )
    return entry.id


async def find(read: Read, entry_id: UUID) -> Entry | None:
    return await read.row(
        Entry,
        """
        SELECT seq, id, actor_id, actor_name, action, target_type, target_id, target_label,
               details, created_at
        FROM kernel.audit_entry WHERE id = $1
        """,
        entry_id,
    )


async def list_entries(
    read: Read, *, before: int | None, action: str | None, limit: int
) -> list[Entry]:
    """The newest first, older than `before`."""
    return await read.rows(
        Entry,
        """
        SELECT seq, id, actor_id, actor_name, action, target_type, target_id, target_label,
               details, created_at
        FROM kernel.audit_entry
        WHERE ($1::bigint IS NULL OR seq < $1) AND ($2::text IS NULL OR action = $2)
        ORDER BY seq DESC LIMIT $3
        """,
        before,
        action,
        limit,
    )


async def find_break(read: Read, *, batch: int = 1000) -> int | None:
    """The number of the first entry that is not as it was written, or None for a sound log."""
    digest, seq = _START, 0
    while True:
        entries = await read.rows(
            _Chained,
            """
            SELECT seq, id, actor_id, actor_name, action, target_type, target_id, target_label,
                   details, created_at, digest
            FROM kernel.audit_entry WHERE seq > $1 ORDER BY seq LIMIT $2
            """,
            seq,
            batch,
        )
        for entry in entries:
            digest, seq = _digest(digest, entry), seq + 1
            if entry.seq != seq or entry.digest != digest:
                return seq
        if len(entries) < batch:
            return None


def _digest(previous: bytes, entry: Entry) -> bytes:
    fields = [
        entry.seq,
        entry.id,
        entry.actor_id,
        entry.actor_name,
        entry.action,
        entry.target_type,
        entry.target_id,
        entry.target_label,
        entry.details,
        entry.created_at,
    ]
    return hashlib.sha256(previous + msgspec.json.encode(fields)).digest()
