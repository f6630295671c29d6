"""The cities of the world, kept in a table so that no process has to hold them."""

from collections.abc import Iterable, Sequence

import msgspec

from longhouse.features.profiles.model import Place
from longhouse.kernel.db import Read, Tx

_LAST = "\U0010ffff"


class Known(msgspec.Struct, frozen=True, kw_only=True):
    id: int
    city: str
    country: str
    label: str
    key: str
    population: int


async def is_empty(read: Read) -> bool:
    return await read.value(bool, "SELECT true FROM profiles.place LIMIT 1") is None


async def fill(tx: Tx, every: Iterable[Known]) -> None:
    """One of several processes that come at once does it."""
    await tx.execute("LOCK TABLE profiles.place IN SHARE ROW EXCLUSIVE MODE")
    await tx.execute_many(
        """
        INSERT INTO profiles.place (id, city, country, label, key, population)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING
        """,
        (msgspec.structs.astuple(one) for one in every),
    )


async def find(read: Read, place_id: int) -> Place | None:
    return await read.row(
        Place, "SELECT id, city, country, label FROM profiles.place WHERE id = $1", place_id
    )


async def search(read: Read, start: str, most: int) -> Sequence[Place]:
    """By a range of the key and not by a pattern: nothing in what was typed means anything."""
    return await read.rows(
        Place,
        """
        SELECT id, city, country, label FROM profiles.place
        WHERE key >= $1 AND key < $2 ORDER BY population DESC, id LIMIT $3
        """,
        start,
        start + _LAST,
        most,
    )
