"""Witnesses for the tests of notifications."""

import pytest

from identity.witnesses import Ear
from longhouse.app import Longhouse
from posts.steps import read_no_pages


@pytest.fixture
def ear(longhouse: Longhouse) -> Ear:
    return Ear(longhouse)


@pytest.fixture(autouse=True)
async def quiet(longhouse: Longhouse) -> None:
    await read_no_pages(longhouse)
