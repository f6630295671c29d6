"""Commands as a keeper types them: real processes, on a database of the test's own."""

from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

import pytest

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
