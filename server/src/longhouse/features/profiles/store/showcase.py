"""What members show of what they like, in their own order."""

from collections.abc import Sequence
from uuid import UUID

import msgspec

from longhouse.kernel.db import Read, Tx
from longhouse.kernel.ids import UserId, new_id


class Item(msgspec.Struct, frozen=True, kw_only=True):
    id: UUID
    collection: str
    entity_id: UUID
    note: str | None


class Favourite(msgspec.Struct, frozen=True):
    entity_id: UUID
    note: str | None = None


async def list_of(read: Read, user_id: UserId) -> list[Item]:
    return await read.rows(
        Item,
        """
        SELECT id, collection, entity_id, note FROM profiles.showcase_item
        WHERE user_id = $1 ORDER BY collection, position LIMIT 100
        """,
        user_id,
    )


async def set_items(
    tx: Tx, user_id: UserId, collection: str, favourites: Sequence[Favourite]
) -> None:
    """In place of what was there; the profile's row is locked."""
    await tx.execute(
        "DELETE FROM profiles.showcase_item WHERE user_id = $1 AND collection = $2",
        user_id,
        collection,
    )
    await tx.execute_many(
        """
        INSERT INTO profiles.showcase_item (id, user_id, collection, entity_id, note, position)
        VALUES ($1, $2, $3, $4, $5, $6)
        """,
        [
            (new_id(), user_id, collection, one.entity_id, one.note, at)
            for at, one in enumerate(favourites)
        ],
    )
