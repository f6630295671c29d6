"""A real nginx with the configuration that the house recommends, on ports of this machine."""

import getpass
import os
import re
import shutil
import signal
import ssl
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import httpx
import pytest

from support.certificates import Certificates
from support.running import free_port

RECOMMENDED = Path(__file__).parents[3] / "deploy" / "nginx.conf"
_MAIN = """
daemon off;
user {user};
pid {folder}/nginx.pid;
error_log {folder}/error.log;
worker_processes 1;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    types {{ text/html html; }}
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/house.conf;
}}
"""


def find_nginx() -> str:
    """Its path. Where it is missing the test says so, and fails where it is required."""
    found = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if found is not None:
        return found
    sentence = "nginx is not installed (Debian: nginx-light), and this house is reached through it"
    if os.environ.get("PROXY_TESTS") == "required":
        pytest.fail(f"{sentence}; PROXY_TESTS=required.")
    pytest.skip(f"{sentence}.")


class Nginx:
    def __init__(
        self, servers: Sequence[int], gateways: Sequence[int], *, secure: bool = True
    ) -> None:
        """Hands everything on to the ports of servers, and sockets to those of gateways."""
        self._secure = secure
        self._binary = find_nginx()
        self._folder = Path(tempfile.mkdtemp(prefix="longhouse-nginx-"))
        self._certificates = Certificates()
        self.servers = servers
        self.gateways = gateways
        self._process: subprocess.Popen[bytes] | None = None
        self.port = free_port()
        self.plain_port = free_port()

    @property
    def url(self) -> str:
        return f"{'https' if self._secure else 'http'}://localhost:{self.port}"

    @property
    def trusted(self) -> ssl.SSLContext:
        return self._certificates.client()

    def start(self) -> None:
        pem = self._folder / "house.pem"
        pem.write_bytes(self._certificates.pem("localhost"))
        (self._folder / "nginx.conf").write_text(
            _MAIN.format(folder=self._folder, user=getpass.getuser())
        )
        (self._folder / "house.conf").write_text(self._fill_in(pem))
        self._process = subprocess.Popen(
            [self._binary, "-p", str(self._folder), "-c", str(self._folder / "nginx.conf")],
            stdin=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + 10
        while not self._answers():
            if time.monotonic() > deadline or self._process.poll() is not None:
                raise RuntimeError((self._folder / "error.log").read_text())
            time.sleep(0.02)

    def remove(self) -> None:
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait(timeout=10)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _fill_in(self, pem: Path) -> str:
        """What is recommended, but for ports, names and certificates."""
        text = RECOMMENDED.read_text()
        for recommended, here in (
            ("listen 80;", f"listen 127.0.0.1:{self.plain_port};"),
            ("listen 443 ssl", f"listen 127.0.0.1:{self.port} ssl"),
            ("server_name house.example;", "server_name localhost;"),
            ("/etc/ssl/house.example/fullchain.pem", str(pem)),
            ("/etc/ssl/house.example/privkey.pem", str(pem)),
        ):
            assert recommended in text
            text = text.replace(recommended, here)
        if not self._secure:
            text = re.sub(r"\tssl_.*\n", "", text).replace(" ssl http2;", ";")
        for first, ports in (("80", self.servers), ("81", self.gateways)):
            line = re.compile(rf"\tserver 127\.0\.0\.1:{first}0[12] (.*);\n")
            (end, *_) = line.findall(text)
            lines = "".join(f"\tserver 127.0.0.1:{port} {end};\n" for port in ports)
            text = line.sub("", line.sub(lines, text, count=1))
        return text

    def _answers(self) -> bool:
        try:
            return httpx.get(f"http://127.0.0.1:{self.plain_port}/").status_code == 301
        except httpx.TransportError:
            return False
