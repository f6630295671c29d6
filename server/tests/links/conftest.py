"""An internet for each test, and what looks at it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from links.internet import Internet
from longhouse.app import Longhouse
from longhouse.features.links.service.unfold import Unfold
from longhouse.features.links.settings import LinksSettings
from longhouse.kernel.outbound.client import Fetcher, Wanted
from longhouse.kernel.outbound.dial import Dialer
from support.clocks import FakeClock
from support.houses import configure


@pytest.fixture
async def internet() -> AsyncIterator[Internet]:
    internet = Internet()
    await internet.open()
    yield internet
    await internet.close()


@pytest.fixture
def fetcher(internet: Internet) -> Fetcher:
    return Fetcher(internet.dialer(), at_once=8)


@pytest.fixture
async def longhouse(
    database_url: str,
    clock: FakeClock,
    tmp_path: Path,
    internet: Internet,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[Longhouse]:
    """A whole house whose links lead to the internet of the test."""

    def dialer(*_of_the_machine: object) -> Dialer:
        return internet.dialer()

    monkeypatch.setattr("longhouse.features.links.module.Dialer", dialer)
    config = configure(database_url, tmp_path, LinksSettings(fetch_seconds=2.0))
    house = Longhouse(config, frozenset({"http", "jobs"}), clock=clock)
    await house.open()
    yield house
    await house.close()


@pytest.fixture
def unfold(longhouse: Longhouse) -> Unfold:
    found = next(module for module in longhouse.modules if module.name == "links")
    unfold = found.dependencies["unfold"]
    assert isinstance(unfold, Unfold)
    return unfold


async def anybody(_host: str) -> bool:
    return True


def wanting(*media_types: str, most_bytes: int = 200_000, patience: float = 3.0) -> Wanted:
    taken = media_types or ("text/html",)
    return Wanted(
        accept="text/html",
        takes=taken.__contains__,
        most_bytes=most_bytes,
        patience=patience,
        allow=anybody,
    )
