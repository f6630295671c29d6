"""The ledger of what lies in the store."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from longhouse.features.media.model import Source
from longhouse.kernel.blobs import Kept, Stored
from longhouse.kernel.db import Read, Tx

SOURCE = "source"
"""The role of what was uploaded; all other objects are of what was made of it."""


async def write_down(tx: Tx, asset_id: UUID, role: str, keys: Sequence[str]) -> None:
    """Before anything is put under `keys`."""
    await tx.execute(
        """
        INSERT INTO media.object (key, asset_id, role, state, since)
        SELECT key, $2, $3, 'writing', $4 FROM unnest($1::text[]) AS key
        """,
        list(keys),
        asset_id,
        role,
        tx.now,
    )


async def keep(tx: Tx, key: str, stored: Stored, position: int = 0) -> bool:
    """False when the object was given up in the meantime."""
    return bool(
        await tx.execute(
            """
            UPDATE media.object SET state = 'kept', size = $2, sha256 = $3, position = $4
            WHERE key = $1 AND state = 'writing'
            """,
            key,
            stored.size,
            stored.sha256,
            position,
        )
    )


async def get_sources(read: Read, asset_id: UUID) -> list[Source]:
    return await read.rows(
        Source,
        """
        SELECT key, position, size, sha256 FROM media.object
        WHERE asset_id = $1 AND role = 'source' AND state = 'kept' ORDER BY position
        """,
        asset_id,
    )


async def list_kept(read: Read, after: str, limit: int) -> list[Kept]:
    return await read.rows(
        Kept,
        """
        SELECT key, size, sha256 FROM media.object
        WHERE state = 'kept' AND key > $1 ORDER BY key LIMIT $2
        """,
        after,
        limit,
    )


async def list_unknown(read: Read, keys: Sequence[str]) -> list[str]:
    return await read.values(
        str,
        """
        SELECT k.key FROM unnest($1::text[]) AS k (key)
        WHERE NOT EXISTS (SELECT FROM media.object AS o WHERE o.key = k.key)
        """,
        list(keys),
    )


async def drop_sources(tx: Tx, asset_id: UUID) -> None:
    await tx.execute(
        """
        UPDATE media.object SET state = 'dropped', since = $2
        WHERE asset_id = $1 AND role = 'source' AND state <> 'dropped'
        """,
        asset_id,
        tx.now,
    )


async def drop_all(tx: Tx, asset_ids: Sequence[UUID]) -> None:
    await tx.execute(
        """
        UPDATE media.object SET state = 'dropped', since = $2
        WHERE asset_id = ANY($1::uuid[]) AND state <> 'dropped'
        """,
        list(asset_ids),
        tx.now,
    )


async def drop(tx: Tx, keys: Sequence[str]) -> None:
    await tx.execute(
        "UPDATE media.object SET state = 'dropped', since = $2 WHERE key = ANY($1::text[])",
        list(keys),
        tx.now,
    )


async def take_dropped(tx: Tx, writing_before: datetime, limit: int) -> list[str]:
    """What may leave the store. What was written down and never finished is given up first, so
    that a put which is still under way cannot be kept after its object was deleted."""
    await tx.execute(
        """
        UPDATE media.object SET state = 'dropped', since = $2
        WHERE state = 'writing' AND since < $1
        """,
        writing_before,
        tx.now,
    )
    return await tx.values(
        str,
        "SELECT key FROM media.object WHERE state = 'dropped' ORDER BY since LIMIT $1",
        limit,
    )


async def forget(tx: Tx, keys: Sequence[str]) -> None:
    await tx.execute("DELETE FROM media.object WHERE key = ANY($1::text[])", list(keys))
