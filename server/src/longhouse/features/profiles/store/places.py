"""The cities of the world, kept in tables so that no process has to hold them."""

from collections.abc import Sequence

import msgspec

from longhouse.features.profiles.model import Place
from longhouse.kernel.db import Read, Tx

_LAST = "\U0010ffff"


class Known(msgspec.Struct, frozen=True, kw_only=True):
    id: int
    city: str
    country: str
    label: str
    keys: Sequence[str]
    """What it is called, in small letters without accents."""
    population: int


async def is_empty(read: Read) -> bool:
    return not await read.exists("SELECT true FROM profiles.place_name LIMIT 1")


async def fill(tx: Tx, every: Sequence[Known]) -> None:
    """One of several processes that come at once does it."""
    await tx.execute("LOCK TABLE profiles.place IN SHARE ROW EXCLUSIVE MODE")
    await tx.execute(
        """
        INSERT INTO profiles.place (id, city, country, label, population)
        SELECT * FROM unnest($1::integer[], $2::text[], $3::text[], $4::text[], $5::integer[])
        ON CONFLICT (id) DO NOTHING
        """,
        [one.id for one in every],
        [one.city for one in every],
        [one.country for one in every],
        [one.label for one in every],
        [one.population for one in every],
    )
    names = [(key, one.id) for one in every for key in one.keys]
    await tx.execute(
        """
        INSERT INTO profiles.place_name (key, place_id)
        SELECT * FROM unnest($1::text[], $2::integer[]) ON CONFLICT DO NOTHING
        """,
        [key for key, _ in names],
        [place_id for _, place_id in names],
    )


async def find(read: Read, place_id: int) -> Place | None:
    return await read.row(
        Place, "SELECT id, city, country, label FROM profiles.place WHERE id = $1", place_id
    )


async def search(read: Read, start: str, most: int) -> Sequence[Place]:
    """By a range of the names and not by a pattern: nothing in what was typed means anything."""
    return await read.rows(
        Place,
        """
        SELECT p.id, p.city, p.country, p.label FROM profiles.place AS p
        WHERE p.id IN (SELECT n.place_id FROM profiles.place_name AS n
                       WHERE n.key >= $1 AND n.key < $2)
        ORDER BY p.population DESC, p.id LIMIT $3
        """,
        start,
        start + _LAST,
        most,
    )
