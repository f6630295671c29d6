"""Rows of uploads, and how much room they take."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from longhouse.features.media.model import Asset, MediaId, Variant
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.ids import UserId

_COLUMNS = """
    id, owner_id, kind, purpose, status, format, mime, uploaded_bytes, received_bytes, size, width,
    height, duration, placeholder, alt, variants::text AS variants_json, progress, attempts, failure,
    created_at, attached_at
"""
_GET_MANY = f"SELECT {_COLUMNS} FROM media.asset WHERE id = ANY($1::uuid[])"  # noqa: S608 -- constants alone
_LOCK = f"SELECT {_COLUMNS} FROM media.asset WHERE id = $1 FOR UPDATE"  # noqa: S608 -- constants alone
_LOCK_MANY = f"SELECT {_COLUMNS} FROM media.asset WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE"  # noqa: S608 -- constants alone
_EXPIRED = f"""
    SELECT {_COLUMNS} FROM media.asset WHERE expires_at < $1
    ORDER BY expires_at LIMIT 100 FOR UPDATE SKIP LOCKED
"""  # noqa: S608 -- constants alone
_OF_OWNER = f"SELECT {_COLUMNS} FROM media.asset WHERE owner_id = $1 ORDER BY id FOR UPDATE"  # noqa: S608 -- constants alone


async def get_many(read: Read, ids: Sequence[UUID]) -> list[Asset]:
    return await read.rows(Asset, _GET_MANY, list(ids))


async def find(read: Read, media_id: UUID) -> Asset | None:
    return next(iter(await get_many(read, [media_id])), None)


async def lock(tx: Tx, media_id: UUID) -> Asset | None:
    return await tx.row(Asset, _LOCK, media_id)


async def lock_many(tx: Tx, ids: Sequence[UUID]) -> list[Asset]:
    return await tx.rows(Asset, _LOCK_MANY, list(ids))


async def lock_expired(tx: Tx) -> list[Asset]:
    return await tx.rows(Asset, _EXPIRED, tx.now)


async def lock_of_owner(tx: Tx, owner_id: UserId) -> list[Asset]:
    return await tx.rows(Asset, _OF_OWNER, owner_id)


async def insert(tx: Tx, asset: Asset, expires_at: datetime) -> None:
    await tx.execute(
        """
        INSERT INTO media.asset
            (id, owner_id, kind, purpose, status, format, mime, uploaded_bytes, received_bytes,
             size, alt, created_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        """,
        asset.id,
        asset.owner_id,
        asset.kind,
        asset.purpose,
        asset.status,
        asset.format,
        asset.mime,
        asset.uploaded_bytes,
        asset.received_bytes,
        asset.size,
        asset.alt,
        asset.created_at,
        expires_at,
    )


async def advance(tx: Tx, media_id: UUID, offset: int, by: int) -> bool:
    """Count what arrived, unless another request of the same upload was faster."""
    return bool(
        await tx.execute(
            """
            UPDATE media.asset SET received_bytes = received_bytes + $3
            WHERE id = $1 AND status = 'uploading' AND received_bytes = $2
            """,
            media_id,
            offset,
            by,
        )
    )


async def set_format(tx: Tx, media_id: UUID, kind: str, form: str, mime: str) -> None:
    await tx.execute(
        """
        UPDATE media.asset SET kind = $2, format = $3, mime = $4
        WHERE id = $1 AND status = 'uploading'
        """,
        media_id,
        kind,
        form,
        mime,
    )


async def begin_processing(tx: Tx, media_id: UUID) -> bool:
    return bool(
        await tx.execute(
            """
            UPDATE media.asset SET status = 'processing', progress = 0
            WHERE id = $1 AND status = 'uploading' AND received_bytes = uploaded_bytes
            """,
            media_id,
        )
    )


async def count_attempt(tx: Tx, media_id: UUID) -> Asset | None:
    """The upload that is to be worked on; None when there is nothing left to do."""
    found = await tx.execute(
        "UPDATE media.asset SET attempts = attempts + 1 WHERE id = $1 AND status = 'processing'",
        media_id,
    )
    return await find(tx, media_id) if found else None


async def forget_attempt(tx: Tx, media_id: UUID) -> None:
    await tx.execute("UPDATE media.asset SET attempts = attempts - 1 WHERE id = $1", media_id)


async def set_progress(tx: Tx, media_id: UUID, progress: int) -> bool:
    return bool(
        await tx.execute(
            "UPDATE media.asset SET progress = $2 WHERE id = $1 AND status = 'processing'",
            media_id,
            progress,
        )
    )


async def stay_awake(read: Read) -> None:
    """A connection that says nothing for a minute is closed by the database."""
    await read.value(int, "SELECT 1")


async def set_ready(
    tx: Tx,
    media_id: MediaId,
    *,
    variants: Mapping[str, Variant],
    width: int | None,
    height: int | None,
    duration: float | None,
    placeholder: str | None,
) -> bool:
    original = variants["original"]
    return bool(
        await tx.execute(
            """
            UPDATE media.asset
            SET status = 'ready', variants = $2::text::jsonb, width = $3, height = $4,
                duration = $5, placeholder = $6, size = $7, mime = $8, progress = NULL
            WHERE id = $1 AND status IN ('uploading', 'processing')
            """,
            media_id,
            msgspec.json.encode(variants).decode(),
            width,
            height,
            duration,
            placeholder,
            original.size,
            original.mime,
        )
    )


async def set_failed(tx: Tx, media_id: UUID, status: str, failure: str) -> bool:
    return bool(
        await tx.execute(
            """
            UPDATE media.asset SET status = $2, failure = $3, progress = NULL
            WHERE id = $1 AND status IN ('uploading', 'processing')
            """,
            media_id,
            status,
            failure,
        )
    )


async def set_alt(tx: Tx, media_id: UUID, alt: str | None) -> None:
    await tx.execute("UPDATE media.asset SET alt = $2 WHERE id = $1", media_id, alt)


async def set_attached(tx: Tx, ids: Sequence[UUID]) -> None:
    await tx.execute(
        """
        UPDATE media.asset SET attached_at = $2, expires_at = NULL WHERE id = ANY($1::uuid[])
        """,
        list(ids),
        tx.now,
    )


async def set_released(tx: Tx, ids: Sequence[UUID], expires_at: datetime) -> None:
    await tx.execute(
        """
        UPDATE media.asset SET attached_at = NULL, expires_at = $2 WHERE id = ANY($1::uuid[])
        """,
        list(ids),
        expires_at,
    )


async def remove(tx: Tx, ids: Sequence[UUID]) -> None:
    await tx.execute("DELETE FROM media.asset WHERE id = ANY($1::uuid[])", list(ids))


async def get_used(read: Read, owner_id: UserId) -> int:
    return (
        await read.value(int, "SELECT used_bytes FROM media.standing WHERE owner_id = $1", owner_id)
        or 0
    )


async def use(tx: Tx, owner_id: UserId, size: int, quota: int) -> bool:
    """Take room from the quota; two at once meet at the row, and the second sees what is left."""
    return (
        await tx.value(
            int,
            """
            INSERT INTO media.standing AS s (owner_id, used_bytes)
            SELECT $1, $2::bigint WHERE $2::bigint <= $3::bigint
            ON CONFLICT (owner_id) DO UPDATE SET used_bytes = s.used_bytes + $2
            WHERE s.used_bytes + $2 <= $3
            RETURNING used_bytes
            """,
            owner_id,
            size,
            quota,
        )
        is not None
    )


async def give_back(tx: Tx, owner_id: UserId, size: int) -> None:
    await tx.execute(
        """
        UPDATE media.standing SET used_bytes = greatest(0, used_bytes - $2) WHERE owner_id = $1
        """,
        owner_id,
        size,
    )
