"""Houses as real processes: started, spoken to over real connections, stopped and killed."""

import asyncio
import os
import signal
import socket
import sys
from asyncio.subprocess import DEVNULL, PIPE, STDOUT, Process
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

_START_SECONDS = 120.0
_STOP_SECONDS = 40.0
_READY = {"worker": "Longhouse takes jobs", "gateway": "Longhouse takes sockets"}
_READY_TO_SERVE = "Longhouse is ready at"
_WITHOUT_ADDRESS = ("worker",)
# Hashing at the lowest cost that a house accepts; asking as often as a test wants to.
EASY: Mapping[str, str] = {
    "LONGHOUSE_IDENTITY_BCRYPT_COST": "10",
    "LONGHOUSE_IDENTITY_SIGN_INS_A_MINUTE": "100000",
    "LONGHOUSE_IDENTITY_SIGN_UPS_AN_HOUR": "100000",
    "LONGHOUSE_HTTP_REQUESTS_PER_MINUTE": "1000000",
    "LONGHOUSE_HTTP_ANONYMOUS_REQUESTS_PER_MINUTE": "1000000",
}


class NotStarted(Exception):
    """The process ended before it was ready; what it said."""


class Said(NamedTuple):
    code: int
    out: str
    err: str


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(settings: Mapping[str, str]) -> dict[str, str]:
    """What this machine has, without any setting of a house but these."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("LONGHOUSE_")}
    source = Path(__file__).parents[2] / "src"
    return {**inherited, "PYTHONPATH": str(source), "PYTHONUNBUFFERED": "1", **settings}


async def command(
    *arguments: str, settings: Mapping[str, str] | None = None, typed: str = ""
) -> Said:
    """Run one command to its end; `typed` is what stands on its standard input."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "longhouse", *arguments),
        stdin=PIPE,
        stdout=PIPE,
        stderr=PIPE,
        env=environment(settings or {}),
    )
    try:
        async with asyncio.timeout(_START_SECONDS):
            out, err = await process.communicate(typed.encode())
    except TimeoutError:
        process.kill()
        await process.wait()
        raise
    assert process.returncode is not None
    return Said(process.returncode, out.decode(), err.decode())


class RunningHouse:
    """One process that runs until it is told to stop, or is killed."""

    def __init__(
        self,
        data: Path,
        *,
        role: str = "up",
        settings: Mapping[str, str] | None = None,
        flags: Sequence[str] = (),
    ) -> None:
        self.data = data
        self.port = free_port()
        self.lines: list[str] = []
        self.trusted = None
        self.role = role
        self._flags = flags
        self._ready_line = _READY.get(role, _READY_TO_SERVE)
        self._settings = {**EASY, **(settings or {})}
        self._process: Process | None = None
        self._reading: asyncio.Task[None] | None = None
        self._ready = asyncio.Event()

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def public_url(self) -> str:
        return self._settings.get("LONGHOUSE_PUBLIC_URL", self.url)

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def first_link(self) -> str | None:
        return next((line.strip() for line in self.lines if "/welcome#" in line), None)

    async def start(self) -> float:
        """Start it and wait until it says that it is ready; how many seconds that took."""
        self._ready.clear()
        self.lines.clear()
        loop = asyncio.get_running_loop()
        began = loop.time()
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "longhouse", self.role, "--data", str(self.data)),
            *(() if self.role in _WITHOUT_ADDRESS else self._address),
            *self._flags,
            stdin=DEVNULL,
            stdout=PIPE,
            stderr=STDOUT,
            env=environment({"LONGHOUSE_PUBLIC_URL": self.url, **self._settings}),
        )
        self._reading = asyncio.create_task(self._read(self._process))
        async with asyncio.timeout(_START_SECONDS):
            await self._ready.wait()
        if not any(self._ready_line in line for line in self.lines):
            raise NotStarted("\n".join(self.lines))
        return loop.time() - began

    async def stop(self) -> int:
        """As a service manager does; its exit code."""
        return await self._end(signal.SIGTERM)

    async def kill(self) -> None:
        """As a crash does: nothing is said to anybody and nothing is finished."""
        await self._end(signal.SIGKILL)

    @property
    def _address(self) -> tuple[str, ...]:
        return ("--host", "127.0.0.1", "--port", str(self.port))

    async def _end(self, how: signal.Signals) -> int:
        process, reading = self._process, self._reading
        if process is None or reading is None:
            return 0
        # Signalling a process that has just ended would take its exit code away from who waits.
        if not reading.done():
            process.send_signal(how)
        async with asyncio.timeout(_STOP_SECONDS):
            code = await process.wait()
            await reading
        self._process = None
        return code

    async def _read(self, process: Process) -> None:
        """Set ready also at the end, so that a start that failed is not waited for."""
        assert process.stdout is not None
        async for line in process.stdout:
            self.lines.append(line.decode().rstrip("\n"))
            if self._ready_line in self.lines[-1]:
                self._ready.set()
        self._ready.set()
