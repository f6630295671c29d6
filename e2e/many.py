"""The same house as many processes behind one address: two servers, two gateways, a worker.

nginx and Redis are those of the server's tests, with the configuration that the house recommends.
"""

import functools
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import httpx

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "server" / "tests"))

from support.nginx import Nginx  # noqa: E402 -- found by the line above
from support.redis_server import RedisServer  # noqa: E402 -- found by the line above
from support.running import free_port  # noqa: E402 -- found by the line above

START_SECONDS = 90
STOP_SECONDS = 60
FIRST_LINK = re.compile(r"https?://\S+/welcome#\S+")


class ManyProcesses:
    def __init__(self, data: Path, settings: Mapping[str, str]) -> None:
        self._log = (data / "house.log").open("w+")
        self._data = data / "data"
        self._servers = [free_port(), free_port()]
        self._gateways = [free_port(), free_port()]
        self._redis = RedisServer()
        self._nginx = Nginx(self._servers, self._gateways, secure=False)
        self._processes: list[subprocess.Popen[bytes]] = []
        self.url = self._nginx.url
        kept = {k: v for k, v in os.environ.items() if not k.startswith("LONGHOUSE_")}
        self._environment = {
            **kept,
            **settings,
            "LONGHOUSE_LIVE_BACKEND": "redis",
            "LONGHOUSE_LIVE_REDIS_URL": self._redis.url,
            "LONGHOUSE_PUBLIC_URL": self.url,
            "LONGHOUSE_HTTP_TRUSTED_PROXIES": "127.0.0.1",
        }

    def start(self) -> str:
        """Start all of it, and return the link for the first admin."""
        self._redis.start()
        self._nginx.start()
        for role, ports in (("serve", self._servers), ("gateway", self._gateways)):
            for port in ports:
                self._run(role, "--port", str(port))
                self._wait_until(functools.partial(answers, port))
        self._run("worker")
        self._wait_until(lambda: "Longhouse takes jobs" in self._read_log())
        # The link that was issued last is the one that counts.
        return FIRST_LINK.findall(self._read_log())[-1]

    def stop(self) -> None:
        for process in reversed(self._processes):
            process.send_signal(signal.SIGTERM)
            try:
                code = process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                code = process.wait()
            if code != 0:
                sys.stdout.write(f"A process ended with {code}:\n{self._read_log()}\n")
        self._nginx.remove()
        self._redis.remove()

    def _run(self, role: str, *flags: str) -> None:
        command = [sys.executable, "-m", "longhouse", role, "--data", str(self._data), *flags]
        process = subprocess.Popen(
            command, env=self._environment, stdout=self._log, stderr=self._log
        )
        self._processes.append(process)

    def _wait_until(self, holds: Callable[[], bool]) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not holds():
            if time.monotonic() > deadline or self._processes[-1].poll() is not None:
                raise SystemExit(f"The house did not start:\n{self._read_log()}")
            time.sleep(0.1)

    def _read_log(self) -> str:
        self._log.seek(0)
        return self._log.read()


def answers(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/ready", timeout=2).is_success
    except httpx.TransportError:
        return False
