"""Witnesses for the tests of identity."""

from pathlib import Path

import pytest

from identity.witnesses import Ear, Mailbox
from longhouse.app import Longhouse


@pytest.fixture
def mailbox(longhouse: Longhouse, tmp_path: Path) -> Mailbox:
    return Mailbox(tmp_path / "mail")


@pytest.fixture
def ear(longhouse: Longhouse) -> Ear:
    return Ear(longhouse)
