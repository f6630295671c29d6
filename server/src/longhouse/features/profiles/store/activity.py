"""What members did lately."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec

from longhouse.kernel.db import Read, Tx
from longhouse.kernel.ids import UserId, new_id
from longhouse.kernel.paging import PlaceInTime, behind

Kind = Literal["joined", "posted", "commented", "befriended", "visibility_changed"]


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    id: UUID
    kind: Kind
    subject_id: UUID | None
    changes: str | None
    """JSON: each field with its old and its new level."""
    at: datetime


class Doing(Entry, frozen=True, kw_only=True):
    user_id: UserId


async def note(
    tx: Tx,
    user_id: UserId,
    kind: Kind,
    subject_id: UUID | None = None,
    *,
    at: datetime | None = None,
    changes: Mapping[str, Mapping[str, str]] | None = None,
) -> None:
    """Once for the same thing, however often it is told."""
    await tx.execute(
        """
        INSERT INTO profiles.activity (id, user_id, kind, subject_id, changes, at)
        VALUES ($1, $2, $3, $4, $5::text::jsonb, $6)
        ON CONFLICT (user_id, kind, subject_id) DO NOTHING
        """,
        new_id(),
        user_id,
        kind,
        subject_id,
        None if changes is None else msgspec.json.encode(changes).decode(),
        at or tx.now,
    )


async def forget(tx: Tx, kind: Kind, subject_id: UUID, *, of: UserId | None = None) -> None:
    await tx.execute(
        """
        DELETE FROM profiles.activity
        WHERE subject_id = $1 AND kind = $2 AND ($3::uuid IS NULL OR user_id = $3)
        """,
        subject_id,
        kind,
        of,
    )


async def list_latest(
    read: Read, user_ids: Sequence[UserId], kinds: Sequence[Kind], most: int
) -> list[Doing]:
    """The last few of each, the newest first."""
    return await read.rows(
        Doing,
        """
        SELECT theirs.user_id, lately.id, lately.kind, lately.subject_id,
               NULL::text AS changes, lately.at
        FROM unnest($1::uuid[]) AS theirs (user_id)
        CROSS JOIN LATERAL (
            SELECT id, kind, subject_id, at FROM profiles.activity AS a
            WHERE a.user_id = theirs.user_id AND a.kind = ANY($2::text[])
            ORDER BY at DESC, id DESC LIMIT $3
        ) AS lately
        ORDER BY lately.at DESC, lately.id DESC
        """,
        list(user_ids),
        list(kinds),
        most,
    )


async def list_of(
    read: Read, user_id: UserId, kinds: Sequence[Kind], after: PlaceInTime | None, most: int
) -> list[Entry]:
    return await read.rows(
        Entry,
        """
        SELECT id, kind, subject_id, changes::text AS changes, at FROM profiles.activity
        WHERE user_id = $1 AND kind = ANY($2::text[])
          AND ($3::timestamptz IS NULL OR (at, id) < ($3, $4))
        ORDER BY at DESC, id DESC LIMIT $5
        """,
        user_id,
        list(kinds),
        *behind(after),
        most,
    )
