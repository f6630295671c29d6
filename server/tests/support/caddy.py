"""Caddy, as `deploy/Caddyfile` has it."""

from collections.abc import Sequence
from pathlib import Path

from support.proxy import RECOMMENDED, Proxy, filled_in

_MAIN = """{{
	admin off
	default_bind 127.0.0.1
	http_port {plain_port}
	https_port {port}
	storage file_system {folder}/storage
}}
"""


class Caddy(Proxy):
    program = package = "caddy"

    def _configure(self, folder: Path, pem: Path) -> list[str]:
        main = _MAIN.format(plain_port=self.plain_port, port=self.port, folder=folder)
        house = filled_in(
            (RECOMMENDED / "Caddyfile").read_text(),
            ("house.example {", f"localhost {{\n\ttls {pem} {pem}"),
            ("127.0.0.1:8001 127.0.0.1:8002", _addresses(self.servers)),
            ("127.0.0.1:8101 127.0.0.1:8102", _addresses(self.gateways)),
        )
        (folder / "Caddyfile").write_text(main + house)
        return ["run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]


def _addresses(ports: Sequence[int]) -> str:
    return " ".join(f"127.0.0.1:{port}" for port in ports)
