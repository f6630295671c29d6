"""Houses as real processes, each on a data folder of its own."""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from longhouse.kernel.adapters.embedded_postgres import EmbeddedPostgres
from support.postgres import quick_folder
from support.redis_server import RedisServer
from support.running import RunningHouse

MakeHouse = Callable[..., RunningHouse]


@pytest.fixture
async def data() -> AsyncIterator[Path]:
    """A data folder; whatever still runs in it afterwards is stopped."""
    folder = Path(tempfile.mkdtemp(prefix="longhouse-flow-", dir=quick_folder()))
    yield folder
    if (folder / "postgres" / "PG_VERSION").exists():
        embedded = EmbeddedPostgres(folder)
        await embedded.hold()
        await embedded.release()
    await asyncio.to_thread(shutil.rmtree, folder)


@pytest.fixture
async def house_of(data: Path) -> AsyncIterator[MakeHouse]:
    """Makes processes of one house; those that still run afterwards are killed."""
    made: list[RunningHouse] = []

    def make(
        role: str = "up",
        settings: Mapping[str, str] | None = None,
        folder: Path = data,
        flags: Sequence[str] = (),
    ) -> RunningHouse:
        made.append(RunningHouse(folder, role=role, settings=settings, flags=flags))
        return made[-1]

    yield make
    for house in made:
        await house.kill()


@pytest.fixture
def redis_server() -> Iterator[RedisServer]:
    server = RedisServer()
    server.start()
    yield server
    server.remove()
