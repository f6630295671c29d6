"""The PostgreSQL of a house, as an operator with root on its machine has it in hand."""

import asyncio
import os
import signal
import subprocess
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import asyncpg

from longhouse.kernel.adapters.embedded_postgres import EmbeddedPostgres
from longhouse.kernel.adapters.embedded_postgres.machine import binaries, system_account

if TYPE_CHECKING:
    Connection = asyncpg.Connection[asyncpg.Record]


class Cluster:
    """That of one data folder, whoever started it."""

    def __init__(self, data: Path) -> None:
        self._folder = data / "postgres"
        self._server = EmbeddedPostgres(data)

    @property
    def owner_url(self) -> str:
        return self._server.owner_url

    @property
    def socket(self) -> Path:
        """Where a proxy reaches it."""
        host = self.owner_url.partition("host=")[2].replace("%2F", "/")
        return Path(host) / ".s.PGSQL.5432"

    async def start(self) -> None:
        """Run it from outside of the house."""
        await self._server.hold()

    async def stop(self) -> None:
        await self._server.release()

    async def remove(self) -> None:
        """Stop it whatever state it is in."""
        with suppress(FileNotFoundError, ProcessLookupError, IndexError, ValueError):
            for pid in self._everybody():
                os.kill(pid, signal.SIGCONT)
            os.kill(self.pid, signal.SIGQUIT)
            for _ in range(100):
                os.kill(self.pid, 0)
                await asyncio.sleep(0.05)
            for pid in self._everybody():
                os.kill(pid, signal.SIGKILL)

    @property
    def pid(self) -> int:
        return int((self._folder / "postmaster.pid").read_text("utf-8").split()[0])

    def crash(self) -> None:
        """`pg_ctl -m immediate stop`: every backend ends at once and recovery follows."""
        os.kill(self.pid, signal.SIGQUIT)

    async def restart_at_once(self) -> None:
        """`pg_ctl -m immediate restart`."""
        await asyncio.to_thread(self._pg_ctl, "restart", "-w", "-t", "60", "-m", "immediate")

    def freeze(self) -> None:
        """The postmaster first, so that nobody new comes meanwhile."""
        for pid in self._everybody():
            os.kill(pid, signal.SIGSTOP)

    def thaw(self) -> None:
        for pid in reversed(self._everybody()):
            os.kill(pid, signal.SIGCONT)

    @asynccontextmanager
    async def connect(self) -> AsyncGenerator["Connection"]:
        connection = await asyncpg.connect(self.owner_url, timeout=10)
        try:
            yield connection
        finally:
            with suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError):
                await connection.close(timeout=3)

    async def rows(self, statement: str, *values: object) -> Sequence[Any]:
        async with self.connect() as connection:
            return await connection.fetch(statement, *values)

    async def value(self, statement: str, *values: object) -> Any:
        async with self.connect() as connection:
            return await connection.fetchval(statement, *values)

    async def execute(self, statement: str, *values: object) -> str:
        async with self.connect() as connection:
            return await connection.execute(statement, *values)

    def _everybody(self) -> list[int]:
        postmaster = self.pid
        listed = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text("ascii")
        return [postmaster, *(int(pid) for pid in listed.split())]

    def _pg_ctl(self, *arguments: str) -> None:
        account = system_account() if os.geteuid() == 0 else None
        subprocess.run(
            [
                str(binaries() / "pg_ctl"),
                *arguments,
                *("-D", str(self._folder), "-l", str(self._folder / "server.log")),
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self._folder,
            check=True,
            user=account.pw_uid if account else None,
            group=account.pw_gid if account else None,
            extra_groups=[] if account else None,
        )
