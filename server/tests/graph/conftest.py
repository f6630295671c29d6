"""Witnesses for the tests of the graph."""

import pytest

from identity.witnesses import Ear
from longhouse.app import Longhouse


@pytest.fixture
def ear(longhouse: Longhouse) -> Ear:
    return Ear(longhouse)
