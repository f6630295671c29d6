"""Where the mail of a house under test arrives."""

from pathlib import Path

import pytest

from identity.witnesses import Mailbox
from longhouse.app import Longhouse


@pytest.fixture
def mailbox(longhouse: Longhouse, tmp_path: Path) -> Mailbox:
    return Mailbox(tmp_path / "mail")
