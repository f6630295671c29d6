"""A mailbox for the tests of notifications, and a push service that the house can reach."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from identity.witnesses import Mailbox
from links.internet import Internet
from longhouse.app import Longhouse
from longhouse.kernel.outbound.dial import Dialer
from notifications.service import PushService
from posts.steps import read_no_pages
from support.clocks import FakeClock
from support.houses import configure


@pytest.fixture
async def internet() -> AsyncIterator[Internet]:
    internet = Internet()
    await internet.open()
    yield internet
    await internet.close()


@pytest.fixture
async def service(internet: Internet) -> PushService:
    service = PushService(internet)
    await service.open()
    return service


@pytest.fixture
async def longhouse(
    database_url: str,
    clock: FakeClock,
    tmp_path: Path,
    internet: Internet,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[Longhouse]:
    """A whole house whose pushes lead to the internet of the test; the guard is the real one."""

    def dialer(*_of_the_machine: object) -> Dialer:
        return internet.dialer()

    monkeypatch.setattr("longhouse.features.notifications.module.Dialer", dialer)
    house = Longhouse(configure(database_url, tmp_path), frozenset({"http", "jobs"}), clock=clock)
    await house.open()
    yield house
    await house.close()


@pytest.fixture
def mailbox(tmp_path: Path) -> Mailbox:
    return Mailbox(tmp_path / "mail")


@pytest.fixture(autouse=True)
async def quiet(longhouse: Longhouse) -> None:
    await read_no_pages(longhouse)
