"""What every test may ask for: a database of its own, a house, and people who live in it."""

import gc
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from identity.witnesses import Ear
from longhouse.app import Longhouse
from support.clocks import FakeClock
from support.houses import configure
from support.people import People
from support.postgres import Postgres, folder_of


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-cases", action="store_true", help="write anew what events look like to the web"
    )
    parser.addoption(
        "--update-fields", action="store_true", help="write anew which fields are shown to whom"
    )


def pytest_collection_finish() -> None:
    """Everything is loaded now, and stays: looking through it for what could go would take longer
    than many a test. A house is made of many small things, so it is looked less often, too."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000)


def pytest_unconfigure(config: pytest.Config) -> None:
    """The process that started the workers cleans up when all of them are done."""
    if not hasattr(config, "workerinput"):
        shutil.rmtree(folder_of(os.getpid()), ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def without_web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A test's house is the same whether the web client has been built or not."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("longhouse.app.visited._WEB", tmp_path_factory.mktemp("web"))
        yield


@pytest.fixture(scope="session")
def postgres(request: pytest.FixtureRequest) -> Iterator[Postgres]:
    """One real server for all workers of this run, with a migrated template in it."""
    run = os.getppid() if hasattr(request.config, "workerinput") else os.getpid()
    server = Postgres(folder_of(run))
    server.start()
    yield server
    server.stop()


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
def ear(longhouse: Longhouse) -> Ear:
    return Ear(longhouse)


@pytest.fixture
async def people(longhouse: Longhouse) -> AsyncIterator[People]:
    people = People(longhouse)
    yield people
    await people.leave()
