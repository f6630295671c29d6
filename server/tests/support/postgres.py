"""A real PostgreSQL for a test run, and a copy of a migrated database for each test."""

import asyncio
import fcntl
import secrets
import shutil
import tempfile
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg

from longhouse.kernel.adapters.embedded_postgres import OWNER, EmbeddedPostgres
from longhouse.kernel.migrate import migrate

TEMPLATE = "template_house"
_MEMORY = Path("/dev/shm")
# A run keeps a cluster, its log of changes and two databases at a time.
_ENOUGH = 1 << 30


def quick_folder() -> Path:
    """In memory where the machine offers that: copying a database is then 50 times as fast."""
    roomy = _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ENOUGH
    return _MEMORY if roomy else Path(tempfile.gettempdir())


def folder_of(run: int) -> Path:
    return quick_folder() / f"longhouse-test-{run}"


class Postgres:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._server = EmbeddedPostgres(folder)

    def start(self) -> None:
        asyncio.run(self._start())

    def stop(self) -> None:
        asyncio.run(self._server.release())

    def url(self, database: str) -> str:
        return self._server.url(OWNER, database)

    @asynccontextmanager
    async def copy(self, template: str = TEMPLATE) -> AsyncGenerator[str]:
        name = f"test_{secrets.token_hex(6)}"
        # Copying the files writes a tenth of what copying page by page through the log does.
        await self._execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        try:
            yield self.url(name)
        finally:
            await self._execute(f"DROP DATABASE {name} WITH (FORCE)")

    async def _start(self) -> None:
        await self._server.hold()
        with (self._folder / "template.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            await self._make_template()

    async def _make_template(self) -> None:
        connection = await asyncpg.connect(self.url("postgres"))
        try:
            if await connection.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", TEMPLATE):
                return
            # What a test run writes need not survive a power cut.
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                await connection.execute(f"ALTER SYSTEM SET {setting} = off")
            await connection.execute("ALTER SYSTEM SET autovacuum = off")
            await connection.execute("SELECT pg_reload_conf()")
            await connection.execute(f"CREATE DATABASE {TEMPLATE}")
        finally:
            await connection.close()
        await migrate(self.url(TEMPLATE))

    async def _execute(self, statement: str) -> None:
        connection = await asyncpg.connect(self.url("postgres"))
        try:
            await connection.execute(statement)
        finally:
            await connection.close()
