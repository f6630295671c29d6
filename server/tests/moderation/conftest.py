"""Houses for the tests of moderation read no pages."""

import pytest

from longhouse.app import Longhouse
from posts.steps import read_no_pages


@pytest.fixture(autouse=True)
async def quiet(longhouse: Longhouse) -> None:
    await read_no_pages(longhouse)
