"""Places that are there already, so that no test reads all the cities of the world."""

import pytest

from longhouse.app import Longhouse
from longhouse.features.profiles.store import places
from posts.steps import read_no_pages

VIENNA = places.Known(
    id=2761369,
    city="Vienna",
    country="AT",
    label="Vienna, Austria",
    keys=["vienna", "wien"],
    population=1,
)
VILA = places.Known(
    id=11,
    city="São Vila",
    country="PT",
    label="São Vila, Portugal",
    keys=["sao vila"],
    population=2,
)


@pytest.fixture(autouse=True)
async def _places(longhouse: Longhouse) -> None:
    async with longhouse.db.transaction() as tx:
        await places.fill(tx, [VIENNA, VILA])


@pytest.fixture(autouse=True)
async def _quiet(longhouse: Longhouse) -> None:
    await read_no_pages(longhouse)
