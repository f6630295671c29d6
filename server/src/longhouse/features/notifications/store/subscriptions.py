"""Browsers that take pushes, and the key by which push services know the house."""

import hashlib
from uuid import UUID

import msgspec

from longhouse.features.notifications.model import SubscriptionId, SubscriptionRow
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.ids import SessionId, UserId


class KeyRow(msgspec.Struct, frozen=True, kw_only=True):
    public: bytes
    sealed_private: bytes


async def find_key(read: Read) -> KeyRow | None:
    return await read.row(KeyRow, "SELECT public, sealed_private FROM notifications.push_key")


async def add_key(tx: Tx, public: bytes, sealed_private: bytes) -> None:
    """Of two processes that make one at the same time, the first one's stays."""
    await tx.execute(
        """
        INSERT INTO notifications.push_key (public, sealed_private, created_at)
        VALUES ($1, $2, $3) ON CONFLICT (is_only) DO NOTHING
        """,
        public,
        sealed_private,
        tx.now,
    )


async def remove_key(tx: Tx, public: bytes) -> None:
    """Subscriptions were made for the key, and end with it."""
    gone = await tx.execute("DELETE FROM notifications.push_key WHERE public = $1", public)
    if gone:
        await tx.execute("DELETE FROM notifications.push_subscription")


async def keep(
    tx: Tx,
    *,
    subscription_id: UUID,
    user_id: UserId,
    session_id: SessionId,
    endpoint: str,
    public_key: bytes,
    auth: bytes,
    device: str,
) -> SubscriptionId:
    """The same endpoint is the same browser: it now belongs to whoever is signed in there."""
    kept = await tx.value(
        UUID,
        """
        INSERT INTO notifications.push_subscription AS s
            (id, user_id, session_id, endpoint, endpoint_hash, public_key, auth, device, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (endpoint_hash) DO UPDATE
            SET user_id = excluded.user_id, session_id = excluded.session_id,
                public_key = excluded.public_key, auth = excluded.auth, device = excluded.device,
                created_at = CASE WHEN s.user_id = excluded.user_id THEN s.created_at
                                  ELSE excluded.created_at END
        RETURNING id
        """,
        subscription_id,
        user_id,
        session_id,
        endpoint,
        hashlib.sha256(endpoint.encode()).digest(),
        public_key,
        auth,
        device,
        tx.now,
    )
    if kept is None:
        raise LookupError("an upsert that always touches a row touched none")
    # What waited for who was signed in there before is not for who is there now.
    await tx.execute(
        "DELETE FROM notifications.outgoing_push WHERE subscription_id = $1 AND user_id <> $2",
        kept,
        user_id,
    )
    return SubscriptionId(kept)


async def keep_newest(tx: Tx, user_id: UserId, most: int) -> None:
    await tx.execute(
        """
        DELETE FROM notifications.push_subscription WHERE id IN (
            SELECT id FROM notifications.push_subscription
            WHERE user_id = $1 ORDER BY id DESC OFFSET $2)
        """,
        user_id,
        most,
    )


async def list_of(read: Read, user_id: UserId) -> list[SubscriptionRow]:
    """The newest first; those of sessions that have run out are not there any more."""
    return await read.rows(
        SubscriptionRow,
        """
        SELECT b.id, b.device, b.session_id, b.created_at
        FROM notifications.push_subscription AS b
        JOIN identity.session AS s ON s.id = b.session_id
        WHERE b.user_id = $1 AND s.ended_at IS NULL AND s.expires_at > $2
        ORDER BY b.id DESC LIMIT 100
        """,
        user_id,
        read.now,
    )


async def find(read: Read, user_id: UserId, subscription_id: UUID) -> SubscriptionRow | None:
    return await read.row(
        SubscriptionRow,
        """
        SELECT id, device, session_id, created_at FROM notifications.push_subscription
        WHERE id = $1 AND user_id = $2
        """,
        subscription_id,
        user_id,
    )


async def remove(tx: Tx, user_id: UserId, subscription_id: UUID) -> bool:
    removed = await tx.execute(
        "DELETE FROM notifications.push_subscription WHERE id = $1 AND user_id = $2",
        subscription_id,
        user_id,
    )
    return bool(removed)


async def remove_gone(tx: Tx, subscription_id: UUID, endpoint: str) -> None:
    """The push service knows it no more; unless the browser has a new one by now."""
    await tx.execute(
        "DELETE FROM notifications.push_subscription WHERE id = $1 AND endpoint = $2",
        subscription_id,
        endpoint,
    )


async def remove_of_session(tx: Tx, session_id: SessionId) -> None:
    await tx.execute(
        "DELETE FROM notifications.push_subscription WHERE session_id = $1", session_id
    )


async def remove_of_member(tx: Tx, user_id: UserId) -> None:
    await tx.execute("DELETE FROM notifications.push_subscription WHERE user_id = $1", user_id)


async def remove_of_ended(tx: Tx) -> None:
    """Sessions end by themselves too, and then nobody says so."""
    await tx.execute(
        """
        DELETE FROM notifications.push_subscription AS b WHERE NOT EXISTS (
            SELECT FROM identity.session AS s
            WHERE s.id = b.session_id AND s.ended_at IS NULL AND s.expires_at > $1)
        """,
        tx.now,
    )
