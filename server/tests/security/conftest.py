"""A house with somebody in every room of it, and generous about how often one may ask."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from longhouse.app import Longhouse
from support.clocks import FakeClock
from support.households import GENEROUS, Household, furnish, open_house
from support.people import People


@pytest.fixture
async def longhouse(
    database_url: str, clock: FakeClock, tmp_path: Path
) -> AsyncIterator[Longhouse]:
    async with open_house(database_url, tmp_path, clock, *GENEROUS) as house:
        yield house


@pytest.fixture
async def household(people: People) -> Household:
    return await furnish(people)
