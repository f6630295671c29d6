"""A real proxy with the configuration that the house recommends for it, on ports of this machine."""

import os
import shutil
import signal
import ssl
import subprocess
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

import httpx
import pytest

from support.certificates import Certificates
from support.running import free_port

RECOMMENDED = Path(__file__).parents[3] / "deploy"
_REDIRECTS = (301, 308)


class Proxy(ABC):
    """Hands everything on to the ports of servers, and sockets to those of gateways."""

    program: ClassVar[str]
    package: ClassVar[str]
    """What Debian calls it."""

    def __init__(
        self, servers: Sequence[int], gateways: Sequence[int], *, secure: bool = True
    ) -> None:
        self.servers = servers
        self.gateways = gateways
        self.port = free_port()
        self.plain_port = free_port()
        self._secure = secure
        self._binary = self._find()
        self._folder = Path(tempfile.mkdtemp(prefix=f"longhouse-{self.program}-"))
        self._certificates = Certificates()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"{'https' if self._secure else 'http'}://localhost:{self.port}"

    @property
    def trusted(self) -> ssl.SSLContext:
        return self._certificates.client()

    def start(self) -> None:
        pem = self._folder / "house.pem"
        pem.write_bytes(self._certificates.pem("localhost"))
        log = self._folder / "error.log"
        with log.open("ab") as errors:
            self._process = subprocess.Popen(
                [self._binary, *self._configure(self._folder, pem)],
                stdin=subprocess.DEVNULL,
                stdout=errors,
                stderr=errors,
            )
        deadline = time.monotonic() + 10
        while not self._answers():
            if time.monotonic() > deadline or self._process.poll() is not None:
                raise RuntimeError(log.read_text())
            time.sleep(0.02)

    def remove(self) -> None:
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait(timeout=10)
        shutil.rmtree(self._folder, ignore_errors=True)

    @abstractmethod
    def _configure(self, folder: Path, pem: Path) -> list[str]:
        """Write what is recommended, but for ports, names and certificates; the flags to run it."""

    def _answers(self) -> bool:
        try:
            answer = httpx.get(f"http://localhost:{self.plain_port}/")
        except httpx.TransportError:
            return False
        return answer.status_code in _REDIRECTS

    def _find(self) -> str:
        """Its path. Where it is missing the test says so, and fails where it is required."""
        found = shutil.which(self.program, path=f"{os.environ.get('PATH', '')}:/usr/sbin")
        if found is not None:
            return found
        sentence = (
            f"{self.program} is not installed (Debian: {self.package}), and this house is reached "
            "through it"
        )
        if os.environ.get("PROXY_TESTS") == "required":
            pytest.fail(f"{sentence}; PROXY_TESTS=required.")
        pytest.skip(f"{sentence}.")


def filled_in(text: str, *changes: tuple[str, str]) -> str:
    for recommended, here in changes:
        assert recommended in text
        text = text.replace(recommended, here)
    return text
