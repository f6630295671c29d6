"""nginx, as `deploy/nginx.conf` has it."""

import getpass
import re
from pathlib import Path

from support.proxy import RECOMMENDED, Proxy, filled_in

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


class Nginx(Proxy):
    program = "nginx"
    package = "nginx-light"

    def _configure(self, folder: Path, pem: Path) -> list[str]:
        (folder / "nginx.conf").write_text(_MAIN.format(folder=folder, user=getpass.getuser()))
        (folder / "house.conf").write_text(self._house(pem))
        return ["-p", str(folder), "-c", str(folder / "nginx.conf")]

    def _house(self, pem: Path) -> str:
        text = filled_in(
            (RECOMMENDED / "nginx.conf").read_text(),
            ("listen 80;", f"listen 127.0.0.1:{self.plain_port};"),
            ("listen 443 ssl", f"listen 127.0.0.1:{self.port} ssl"),
            ("server_name house.example;", "server_name localhost;"),
            ("/etc/ssl/house.example/fullchain.pem", str(pem)),
            ("/etc/ssl/house.example/privkey.pem", str(pem)),
        )
        if not self._secure:
            text = re.sub(r"\tssl_.*\n", "", text).replace(" ssl http2;", ";")
        for first, ports in (("80", self.servers), ("81", self.gateways)):
            line = re.compile(rf"\tserver 127\.0\.0\.1:{first}0[12] (.*);\n")
            (end, *_) = line.findall(text)
            lines = "".join(f"\tserver 127.0.0.1:{port} {end};\n" for port in ports)
            text = line.sub("", line.sub(lines, text, count=1))
        return text
