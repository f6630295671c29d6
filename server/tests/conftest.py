"""What every test may ask for: a database of its own, a house, and people who live in it."""

import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from longhouse.app import Longhouse
from support.clocks import FakeClock
from support.houses import configure
from support.people import People
from support.postgres import Postgres


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """One real server for all workers of this run, with a migrated template in it."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    folder = Path(tempfile.gettempdir()) / f"longhouse-test-{run}"
    server = Postgres(folder)
    server.start()
    yield server
    server.stop()
    if not server.running:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
async def database_url(postgres: Postgres) -> AsyncIterator[str]:
    """A fresh copy of the template, for the owner; gone after the test."""
    async with postgres.copy() as url:
        yield url


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
async def longhouse(
    database_url: str, clock: FakeClock, tmp_path: Path
) -> AsyncIterator[Longhouse]:
    """A whole house in this process: requests, sockets, jobs and relay."""
    house = Longhouse(configure(database_url, tmp_path), frozenset({"http", "jobs"}), clock=clock)
    await house.open()
    yield house
    await house.close()


@pytest.fixture
async def people(longhouse: Longhouse) -> AsyncIterator[People]:
    people = People(longhouse)
    yield people
    await people.leave()
