"""Invites. A code is kept readable, since admins are shown it again."""

from datetime import datetime
from uuid import UUID

from longhouse.features.identity.model import InviteId, InviteRow
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.ids import UserId

_INVITE = """
    SELECT i.id, i.code, i.note, i.max_uses, i.uses, i.created_at, i.expires_at, i.created_by,
           a.username AS created_by_username
    FROM identity.invite i JOIN identity.account a ON a.id = i.created_by
    WHERE i.revoked_at IS NULL
"""


async def insert(
    tx: Tx,
    *,
    invite_id: InviteId,
    code: str,
    note: str | None,
    max_uses: int,
    expires_at: datetime,
    created_by: UserId,
) -> None:
    await tx.execute(
        """
        INSERT INTO identity.invite (id, code, note, max_uses, created_at, expires_at, created_by)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        """,
        invite_id,
        code,
        note,
        max_uses,
        tx.now,
        expires_at,
        created_by,
    )


async def take(tx: Tx, code: str) -> InviteId | None:
    """Use an invite once more, if it may be; callers at the same moment wait for each other."""
    taken = await tx.value(
        UUID,
        """
        UPDATE identity.invite SET uses = uses + 1
        WHERE code = $1 AND uses < max_uses AND expires_at > $2 AND revoked_at IS NULL
        RETURNING id
        """,
        code,
        tx.now,
    )
    return None if taken is None else InviteId(taken)


async def is_usable(read: Read, code: str) -> bool:
    return await read.exists(
        """
        SELECT true FROM identity.invite
        WHERE code = $1 AND uses < max_uses AND expires_at > $2 AND revoked_at IS NULL
        """,
        code,
        read.now,
    )


async def find(read: Read, invite_id: InviteId) -> InviteRow | None:
    return await read.row(InviteRow, f"{_INVITE} AND i.id = $1", invite_id)


async def list_invites(read: Read, after: UUID | None, most: int) -> list[InviteRow]:
    return await read.rows(
        InviteRow,
        f"{_INVITE} AND ($1::uuid IS NULL OR i.id < $1) ORDER BY i.id DESC LIMIT $2",
        after,
        most,
    )


async def revoke(tx: Tx, invite_id: InviteId) -> bool:
    done = await tx.execute(
        "UPDATE identity.invite SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL",
        invite_id,
        tx.now,
    )
    return done == 1
