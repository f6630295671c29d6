"""Commands as a keeper types them: real processes, on a database of the test's own."""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from pathlib import Path

import pytest

from commands.homes import Home
from support.postgres import Postgres, quick_folder
from support.running import EASY, Said, command

Type = Callable[..., Awaitable[Said]]


@pytest.fixture
def type_command(database_url: str, tmp_path: Path) -> Type:
    """Run one command; the house that is open in the test, if any, is on the same database."""

    async def run(
        *arguments: str, typed: str = "", settings: Mapping[str, str] | None = None
    ) -> Said:
        base = {
            **EASY,
            "LONGHOUSE_DATA": str(tmp_path),
            "LONGHOUSE_DATABASE_URL": database_url,
        }
        return await command(*arguments, typed=typed, settings={**base, **(settings or {})})

    return run


@pytest.fixture
def home(database_url: str, tmp_path: Path) -> Home:
    """Where the house of the test is."""
    data = tmp_path / "home"
    data.mkdir()
    return Home(database_url, data)


@pytest.fixture
async def elsewhere(postgres: Postgres, tmp_path: Path) -> AsyncIterator[Home]:
    """Where no house has ever been."""
    data = tmp_path / "elsewhere"
    data.mkdir()
    async with postgres.copy("template0") as url:
        yield Home(url, data)


@pytest.fixture
async def new_machine() -> AsyncIterator[Path]:
    """A folder that a database server of its own can live in."""
    folder = Path(tempfile.mkdtemp(prefix="longhouse-new-", dir=quick_folder()))
    yield folder
    await asyncio.to_thread(shutil.rmtree, folder)
