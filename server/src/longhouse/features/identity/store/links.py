"""One-time links: only the hash of their token is kept."""

from datetime import datetime

from longhouse.features.identity.model import Link, LinkId, LinkKind
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.ids import UserId


async def insert(
    tx: Tx,
    *,
    link_id: LinkId,
    kind: LinkKind,
    account_id: UserId | None,
    token_hash: bytes,
    created_by: UserId | None,
    expires_at: datetime,
    email: str | None = None,
) -> None:
    await tx.execute(
        """
        INSERT INTO identity.one_time_link
            (id, kind, account_id, token_hash, created_at, created_by, expires_at, email)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        """,
        link_id,
        kind,
        account_id,
        token_hash,
        tx.now,
        created_by,
        expires_at,
        email,
    )


async def find_usable(read: Read, token_hash: bytes) -> Link | None:
    return await read.row(
        Link,
        """
        SELECT l.id, l.kind, l.account_id, a.username, l.email, l.expires_at
        FROM identity.one_time_link l LEFT JOIN identity.account a ON a.id = l.account_id
        WHERE l.token_hash = $1 AND l.used_at IS NULL AND l.expires_at > $2
          AND (l.kind = 'first_admin' OR (a.approved_at IS NOT NULL AND a.deleted_at IS NULL))
        """,
        token_hash,
        read.now,
    )


async def take(tx: Tx, link_id: LinkId) -> bool:
    """True for exactly one of all who use the link."""
    done = await tx.execute(
        """
        UPDATE identity.one_time_link SET used_at = $2
        WHERE id = $1 AND used_at IS NULL AND expires_at > $2
        """,
        link_id,
        tx.now,
    )
    return done == 1


async def remove_first_admin(tx: Tx) -> None:
    await tx.execute("DELETE FROM identity.one_time_link WHERE kind = 'first_admin'")


async def remove_of(tx: Tx, account_id: UserId) -> None:
    """The links that still wait for the account, of every kind: whoever had its password until now
    may have asked for them."""
    await tx.execute(
        "DELETE FROM identity.one_time_link WHERE account_id = $1 AND used_at IS NULL", account_id
    )


async def remove_of_kind(tx: Tx, account_id: UserId, kind: LinkKind) -> None:
    await tx.execute(
        """
        DELETE FROM identity.one_time_link
        WHERE account_id = $1 AND kind = $2 AND used_at IS NULL
        """,
        account_id,
        kind,
    )


async def remove_old(tx: Tx, before: datetime) -> None:
    await tx.execute("DELETE FROM identity.one_time_link WHERE expires_at < $1", before)
