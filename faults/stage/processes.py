"""One process of a house: started, signalled, frozen, killed, measured."""

import asyncio
import os
import resource
import signal
import socket
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from typing import Literal

import httpx

from stage.waiting import Violation, until

Role = Literal["up", "serve", "gateway", "worker"]
_START_SECONDS = 60.0
_STOP_SECONDS = 50.0
_SOURCE = Path(__file__).parents[2] / "server" / "src"


class Process:
    def __init__(self, role: Role, data: Path, settings: Mapping[str, str], log: Path) -> None:
        self.role: Role = role
        self.says_to: int | None = None
        """A descriptor to write its log to, instead of the file."""
        self.port = free_port()
        self.log = log
        self.open = False
        """Whether it has said that it takes visitors or jobs."""
        self._data = data
        self._settings = settings
        self._process: asyncio.subprocess.Process | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self._process is not None and self._process.returncode is None

    async def start(self, within: float = _START_SECONDS) -> float:
        """Start it and wait until it takes visitors or jobs; how many seconds that took."""
        began = time.monotonic()
        self.open = False
        said = self.log.stat().st_size if self.log.exists() else 0
        with self.log.open("ab") as output:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "longhouse", self.role, "--data", str(self._data)),
                *(() if self.role == "worker" else ("--host", "127.0.0.1")),
                *(() if self.role == "worker" else ("--port", str(self.port))),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=output if self.says_to is None else self.says_to,
                stderr=output if self.says_to is None else self.says_to,
                env=environment(self._settings),
                # Its helpers are ended with it when the experiment is over.
                start_new_session=True,
            )
        async with httpx.AsyncClient() as visitor:
            while not await self._takes(visitor, said):
                if not self.alive or time.monotonic() - began > within:
                    raise Violation("recovery", f"{self.role} did not start:\n{self.tail()}")
                await asyncio.sleep(0.05)
        self.open = True
        return time.monotonic() - began

    def kill(self) -> None:
        """As a crash does: nothing is said to anybody and nothing is finished."""
        self._signal(signal.SIGKILL)

    def freeze(self) -> None:
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    async def stop(self) -> int:
        """As a service manager does; its exit code."""
        self._signal(signal.SIGTERM)
        return await self.wait()

    async def wait(self) -> int:
        assert self._process is not None
        async with asyncio.timeout(_STOP_SECONDS):
            return await self._process.wait()

    async def remove(self) -> None:
        """It, and every helper that it has started and not taken along."""
        if self._process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        await self._process.wait()

    def resident_bytes(self) -> int:
        pages = int(Path(f"/proc/{self.pid}/statm").read_text("ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")

    def processor_seconds(self) -> float:
        """What it has taken of a processor until now."""
        after_name = Path(f"/proc/{self.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return sum(map(int, after_name[11:13])) / os.sysconf("SC_CLK_TCK")

    def open_files(self) -> int:
        return len(os.listdir(f"/proc/{self.pid}/fd"))  # noqa: PTH208 -- ten times as fast for 10,000

    def tail(self, lines: int = 15) -> str:
        return "\n".join(self.log.read_text("utf-8", "replace").splitlines()[-lines:])

    async def _takes(self, visitor: httpx.AsyncClient, said: int) -> bool:
        if self.role == "worker":
            return b"takes jobs" in self.log.read_bytes()[said:]
        with suppress(httpx.TransportError):
            return (await visitor.get(f"{self.url}/ready", timeout=3)).is_success
        return False

    def _signal(self, number: signal.Signals) -> None:
        if self.alive:
            os.kill(self.pid, number)


def environment(settings: Mapping[str, str]) -> dict[str, str]:
    """What this machine has, without any setting of a house but these."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("LONGHOUSE_")}
    return {**inherited, "PYTHONPATH": str(_SOURCE), **settings}


async def answers(url: str, path: str = "/ready", *, timeout: float = 5.0) -> int:
    """The status of one address now, or 0 when nobody answers in time."""
    try:
        async with httpx.AsyncClient() as visitor:
            return (await visitor.get(url + path, timeout=timeout)).status_code
    except httpx.TransportError:
        return 0


async def ready_again(process: Process, within: float) -> float:
    async def is_ready() -> bool:
        return await answers(process.url) == HTTPStatus.OK

    try:
        return await until(is_ready, f"{process.role} being ready", within=within)
    except Violation as violation:
        async with httpx.AsyncClient() as visitor:
            said = (await visitor.get(f"{process.url}/ready", timeout=10)).text
        raise Violation(violation.promise, f"{violation.seen}: {said}") from None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def allow_many_files() -> int:
    """Raise the limit of open files to what the system lets us have; the limit."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard
