"""Sessions, their tokens, and the devices that they came from."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from longhouse.features.identity.model import Identified, SessionKind, SessionRow
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.ids import SessionId, UserId


async def insert(
    tx: Tx,
    *,
    session_id: SessionId,
    account_id: UserId,
    kind: SessionKind,
    token_hash: bytes,
    token_expires_at: datetime,
    device: str,
    address: str | None,
    expires_at: datetime,
) -> None:
    await tx.execute(
        """
        INSERT INTO identity.session
            (id, account_id, kind, token_hash, token_expires_at, device, address, created_at,
             last_seen_at, expires_at, reauthenticated_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $8)
        """,
        session_id,
        account_id,
        kind,
        token_hash,
        token_expires_at,
        device,
        address,
        tx.now,
        expires_at,
    )


async def find_by_token(
    read: Read, kind: SessionKind, token_hash: bytes, idle_since: datetime
) -> Identified | None:
    """Who a token stands for now: an open session of an approved member who is not deleted."""
    return await read.row(
        Identified,
        """
        SELECT a.id AS account_id, a.username, a.is_admin, s.id AS session_id,
               s.reauthenticated_at, s.last_seen_at, s.expires_at AS ends_at
        FROM identity.session s JOIN identity.account a ON a.id = s.account_id
        WHERE s.token_hash = $3 AND s.kind = $4 AND s.token_expires_at > $1
          AND s.ended_at IS NULL AND s.expires_at > $1 AND s.last_seen_at > $2
          AND a.approved_at IS NOT NULL AND a.deleted_at IS NULL
        """,
        read.now,
        idle_since,
        token_hash,
        kind,
    )


async def find_open(read: Read, session_id: SessionId, idle_since: datetime) -> Identified | None:
    """Who an open session belongs to now, if it is still good."""
    return await read.row(
        Identified,
        """
        SELECT a.id AS account_id, a.username, a.is_admin, s.id AS session_id,
               s.reauthenticated_at, s.last_seen_at, s.expires_at AS ends_at
        FROM identity.session s JOIN identity.account a ON a.id = s.account_id
        WHERE s.id = $3
          AND s.ended_at IS NULL AND s.expires_at > $1 AND s.last_seen_at > $2
          AND a.approved_at IS NOT NULL AND a.deleted_at IS NULL
        """,
        read.now,
        idle_since,
        session_id,
    )


async def list_open(read: Read, account_id: UserId, idle_since: datetime) -> list[SessionRow]:
    return await read.rows(
        SessionRow,
        """
        SELECT s.id, s.account_id, s.device, s.address, s.created_at, s.last_seen_at,
               s.expires_at, s.reauthenticated_at
        FROM identity.session s
        WHERE s.account_id = $3
          AND s.ended_at IS NULL AND s.expires_at > $1 AND s.last_seen_at > $2
        ORDER BY s.last_seen_at DESC, s.id DESC LIMIT 200
        """,
        read.now,
        idle_since,
        account_id,
    )


async def find(read: Read, session_id: SessionId, account_id: UserId) -> SessionRow | None:
    return await read.row(
        SessionRow,
        """
        SELECT id, account_id, device, address, created_at, last_seen_at, expires_at,
               reauthenticated_at
        FROM identity.session WHERE id = $1 AND account_id = $2 AND ended_at IS NULL
        """,
        session_id,
        account_id,
    )


async def replace_token(
    tx: Tx, session_id: SessionId, token_hash: bytes, token_expires_at: datetime
) -> None:
    await tx.execute(
        """
        UPDATE identity.session SET token_hash = $2, token_expires_at = $3, last_seen_at = $4
        WHERE id = $1 AND ended_at IS NULL
        """,
        session_id,
        token_hash,
        token_expires_at,
        tx.now,
    )


async def mark_reauthenticated(tx: Tx, session_id: SessionId, token_hash: bytes | None) -> bool:
    """With a new token when one is given; then the old one finds nothing any more."""
    done = await tx.execute(
        """
        UPDATE identity.session
        SET token_hash = coalesce($2::bytea, token_hash), reauthenticated_at = $3,
            last_seen_at = $3
        WHERE id = $1 AND ended_at IS NULL AND expires_at > $3
        """,
        session_id,
        token_hash,
        tx.now,
    )
    return done == 1


async def end(tx: Tx, account_id: UserId, session_id: SessionId, reason: str) -> bool:
    done = await tx.execute(
        """
        UPDATE identity.session SET ended_at = $3, end_reason = $4
        WHERE id = $2 AND account_id = $1 AND ended_at IS NULL
        """,
        account_id,
        session_id,
        tx.now,
        reason,
    )
    return done == 1


async def end_all(
    tx: Tx, account_id: UserId, reason: str, *, but: SessionId | None = None
) -> list[SessionId]:
    ended = await tx.values(
        UUID,
        """
        UPDATE identity.session SET ended_at = $3, end_reason = $4
        WHERE account_id = $1 AND ended_at IS NULL AND id IS DISTINCT FROM $2::uuid
        RETURNING id
        """,
        account_id,
        but,
        tx.now,
        reason,
    )
    return [SessionId(session_id) for session_id in ended]


async def note_seen(tx: Tx, seen: Sequence[tuple[UUID, datetime]]) -> None:
    """Skips rows that someone is changing: who is being signed out needs no last seen."""
    await tx.execute(
        """
        UPDATE identity.session s SET last_seen_at = n.at
        FROM (SELECT o.id, i.at
              FROM unnest($1::uuid[], $2::timestamptz[]) AS i (id, at)
              JOIN identity.session o ON o.id = i.id AND o.last_seen_at < i.at
              FOR NO KEY UPDATE OF o SKIP LOCKED) n
        WHERE s.id = n.id AND s.ended_at IS NULL
        """,
        [session_id for session_id, _ in seen],
        [at for _, at in seen],
    )


async def remove_old(tx: Tx, before: datetime, most: int) -> int:
    return await tx.execute(
        """
        DELETE FROM identity.session
        WHERE id IN (SELECT id FROM identity.session WHERE expires_at < $1 LIMIT $2)
        """,
        before,
        most,
    )


# Refresh tokens


class Refresh(msgspec.Struct, frozen=True, kw_only=True):
    session_id: SessionId
    account_id: UserId
    expires_at: datetime
    used: bool
    usable: bool
    """Whether the session is open and its account active."""


async def insert_refresh(tx: Tx, session_id: SessionId, token_hash: bytes) -> None:
    await tx.execute(
        """
        INSERT INTO identity.refresh_token (token_hash, session_id, issued_at) VALUES ($1, $2, $3)
        """,
        token_hash,
        session_id,
        tx.now,
    )


async def lock_refresh(tx: Tx, token_hash: bytes, idle_since: datetime) -> Refresh | None:
    """The token together with its session, held so that of two who use it one comes second."""
    return await tx.row(
        Refresh,
        """
        SELECT r.session_id, s.account_id, s.expires_at, r.used_at IS NOT NULL AS used,
               s.ended_at IS NULL AND s.expires_at > $1 AND s.last_seen_at > $2
                   AND a.approved_at IS NOT NULL AND a.deleted_at IS NULL AS usable
        FROM identity.refresh_token r
        JOIN identity.session s ON s.id = r.session_id
        JOIN identity.account a ON a.id = s.account_id
        WHERE r.token_hash = $3
        FOR UPDATE OF r, s
        """,
        tx.now,
        idle_since,
        token_hash,
    )


async def mark_refresh_used(tx: Tx, token_hash: bytes) -> None:
    await tx.execute(
        "UPDATE identity.refresh_token SET used_at = $2 WHERE token_hash = $1", token_hash, tx.now
    )


# Known devices


async def is_known_device(read: Read, account_id: UserId, device_hash: bytes) -> bool:
    return await read.exists(
        "SELECT true FROM identity.known_device WHERE account_id = $1 AND device_hash = $2",
        account_id,
        device_hash,
    )


async def keep_device(tx: Tx, account_id: UserId, device_hash: bytes) -> None:
    await tx.execute(
        """
        INSERT INTO identity.known_device (account_id, device_hash, last_used_at)
        VALUES ($1, $2, $3)
        ON CONFLICT (account_id, device_hash) DO UPDATE SET last_used_at = excluded.last_used_at
        """,
        account_id,
        device_hash,
        tx.now,
    )


async def forget_devices(tx: Tx, account_id: UserId, *, but: bytes | None = None) -> None:
    await tx.execute(
        """
        DELETE FROM identity.known_device
        WHERE account_id = $1 AND device_hash IS DISTINCT FROM $2::bytea
        """,
        account_id,
        but,
    )


async def remove_old_devices(tx: Tx, before: datetime) -> None:
    await tx.execute("DELETE FROM identity.known_device WHERE last_used_at < $1", before)
