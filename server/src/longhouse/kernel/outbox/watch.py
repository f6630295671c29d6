"""One connection held for the life of a process: it hears of events that others left in the outbox.

It also holds a lock. Where live state is in memory this process has it alone, because a second would
neither hear what the first tells nor count with it; processes that share a Redis share the lock too.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress

import asyncpg

from longhouse.kernel.errors import Unavailable
from longhouse.kernel.outbox.store import NOTIFICATION

_LOCK = 0x6C6976
_ALONE = "SELECT pg_try_advisory_lock($1)"
_TOGETHER = "SELECT pg_try_advisory_lock_shared($1)"
_PATIENCE = 5.0
_TRY_EVERY = 0.1
_CHECK_EVERY = 10.0


class NotAlone(Exception):
    """Another process serves this database, and this one or that has its live state in memory."""

    def __init__(self) -> None:
        super().__init__(
            "Another Longhouse is running on this database. To run more than one process, set "
            "LONGHOUSE_LIVE_BACKEND=redis and LONGHOUSE_LIVE_REDIS_URL for each of them."
        )


class OutboxWatch:
    def __init__(
        self, url: str, *, role: str | None, alone: bool, wake: Callable[[], None]
    ) -> None:
        self._url = url
        self._settings = {"application_name": "longhouse outbox"}
        if role is not None:
            self._settings["role"] = role
        self._alone = alone
        self._wake = wake
        self._connection: asyncpg.Connection[asyncpg.Record] | None = None

    async def open(self) -> None:
        """Connect; waits a moment for a process that is just stopping, then refuses."""
        connection = await asyncpg.connect(self._url, server_settings=self._settings)
        try:
            await self._claim(connection)
            await connection.add_listener(NOTIFICATION, self._heard)
        except BaseException:
            await connection.close()
            raise
        self._connection = connection

    async def run(self) -> None:
        """Stay connected; end with an error when the connection is lost, to be opened again."""
        if self._connection is None:
            await self.open()
        connection = self._connection
        self._wake()
        try:
            while connection is not None:
                await asyncio.sleep(_CHECK_EVERY)
                await connection.execute("SELECT 1")
        finally:
            await self.close()
        raise Unavailable

    async def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
                await connection.close(timeout=2)

    async def _claim(self, connection: "asyncpg.Connection[asyncpg.Record]") -> None:
        deadline = asyncio.get_running_loop().time() + _PATIENCE
        claim = _ALONE if self._alone else _TOGETHER
        while not await connection.fetchval(claim, _LOCK):
            if asyncio.get_running_loop().time() > deadline:
                raise NotAlone
            await asyncio.sleep(_TRY_EVERY)

    def _heard(self, *_what: object) -> None:
        self._wake()
