"""A house to measure: `longhouse up` in a folder of its own, with one member who is signed in."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

import httpx
import msgspec

from longhouse.kernel.adapters.embedded_postgres import EmbeddedPostgres

_LINK = re.compile(r"/welcome#(\S+)")
_READY_SECONDS = 60


class Member(msgspec.Struct, frozen=True):
    id: str
    headers: dict[str, str]
    """What the browser of this member sends with everything."""
    csrf_token: str


class House:
    def __init__(self, folder: Path, cores: set[int]) -> None:
        """`cores` are those of the house and of its database."""
        self.port = free_port()
        self.data = folder / "data"
        self.data.mkdir(parents=True, exist_ok=True)
        self._log = folder / "house.log"
        self._cores = cores

    def __enter__(self) -> "House":
        environment = {
            **os.environ,
            "LONGHOUSE_DATA": str(self.data),
            "LONGHOUSE_PORT": str(self.port),
            "LONGHOUSE_LOG_LEVEL": "warning",
            # The limits that one member meets in daily life would end the bench in a second.
            "LONGHOUSE_HTTP_REQUESTS_PER_MINUTE": "1000000",
            "LONGHOUSE_HTTP_REQUESTS_AT_ONCE": "1000",
            "LONGHOUSE_POSTS_POSTS_PER_MINUTE": "1000000",
            # Nor do so many sockets come from one address, or of one member.
            "LONGHOUSE_REALTIME_SOCKETS_PER_ADDRESS": "1000000",
            "LONGHOUSE_REALTIME_SOCKETS_PER_MEMBER": "1000000",
        }
        self._output = self._log.open("wb")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "longhouse", "up"],
            stdin=subprocess.DEVNULL,
            stdout=self._output,
            stderr=subprocess.STDOUT,
            env=environment,
            preexec_fn=lambda: os.sched_setaffinity(0, self._cores),  # noqa: PLW1509 -- no threads here
        )
        self._wait_until_ready()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(timeout=45)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._output.close()

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def database_pid(self) -> int:
        """The postmaster."""
        return int((self.data / "postgres" / "postmaster.pid").read_text("utf-8").split()[0])

    @property
    def database_url(self) -> str:
        return EmbeddedPostgres(self.data).app_url

    @property
    def owner_url(self) -> str:
        return EmbeddedPostgres(self.data).owner_url

    @property
    def origin(self) -> str:
        return f"http://localhost:{self.port}"

    def first_member(self) -> Member:
        """Use the link that the house printed at its first start."""
        link = self._wait_for_link()
        with httpx.Client(base_url=f"http://127.0.0.1:{self.port}/api/v1") as browser:
            browser.headers["Origin"] = self.origin
            browser.headers["Host"] = f"localhost:{self.port}"
            made = browser.post(
                "/auth/first-admin",
                json={"token": link, "username": "bench", "password": "kettle-on-the-stove-7"},
            )
            made.raise_for_status()
            cookie = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
            headers = {"Cookie": cookie, "Origin": self.origin}
            return Member(made.json()["id"], headers, _csrf_token(browser, headers))

    def members(self, sessions: Mapping[str, str]) -> list[Member]:
        """Members by their ids, who are signed in already with these tokens."""
        with httpx.Client(base_url=f"http://127.0.0.1:{self.port}/api/v1") as browser:
            shown = [
                (user_id, {"Cookie": f"session_id={token}", "Origin": self.origin})
                for user_id, token in sessions.items()
            ]
            return [
                Member(user_id, headers, _csrf_token(browser, headers))
                for user_id, headers in shown
            ]

    def _wait_for_link(self) -> str:
        """It is printed when the house is ready, which others may have noticed a moment before."""
        deadline = time.monotonic() + _READY_SECONDS
        while time.monotonic() < deadline:
            found = _LINK.search(self._log.read_text("utf-8"))
            if found is not None:
                return found[1]
            time.sleep(0.1)
        raise RuntimeError(f"The house printed no link:\n{self._log.read_text('utf-8')}")

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + _READY_SECONDS
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                break
            try:
                answer = httpx.get(f"http://127.0.0.1:{self.port}/ready", timeout=2)
            except httpx.TransportError:
                time.sleep(0.1)
                continue
            if answer.is_success:
                return
        raise RuntimeError(f"The house did not start:\n{self._log.read_text('utf-8')}")


class Bare:
    """One of the bare servers, as a process of its own."""

    def __init__(self, script: str, cores: set[int], *arguments: str, **environment: str) -> None:
        self.port = free_port()
        self._cores = cores
        self._command = [sys.executable, str(Path(__file__).with_name(script))]
        self._command += [str(self.port), *arguments]
        self._environment = {**os.environ, **environment}

    def __enter__(self) -> "Bare":
        self._process = subprocess.Popen(
            self._command,
            env=self._environment,
            preexec_fn=lambda: os.sched_setaffinity(0, self._cores),  # noqa: PLW1509 -- no threads here
        )
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return self
            time.sleep(0.05)
        raise RuntimeError(f"{self._command[1]} did not start")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._process.terminate()
        self._process.wait(timeout=10)

    @property
    def pid(self) -> int:
        return self._process.pid


def _csrf_token(browser: httpx.Client, headers: Mapping[str, str]) -> str:
    answer = browser.get("/auth/csrf", headers=headers)
    answer.raise_for_status()
    token: str = answer.json()["csrf_token"]
    return token


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
