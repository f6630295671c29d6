"""An internet of a test's own: names, addresses, and real servers on loopback behind them.

The resolver and the connector are the ports that the house offers; the guard between them is the
real one. An address of this machine's own leads to a canary, so that a connection that should
never be made would be seen.
"""

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field

from longhouse.kernel.outbound.addresses import PublicAddress
from longhouse.kernel.outbound.dial import Dialer
from support.certificates import Certificates

PUBLIC = "93.184.215.14"
ELSEWHERE = "151.101.1.140"

Serve = Callable[["Call"], Awaitable[None]]


@dataclass
class Call:
    """One connection of a visitor, with the head of what was asked."""

    method: str
    target: str
    headers: Mapping[str, str]
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def send(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    async def answer(
        self, body: bytes, content_type: str = "text/html; charset=utf-8", **headers: str
    ) -> None:
        await self.reply(200, body, {"Content-Type": content_type, **headers})

    async def reply(self, status: int, body: bytes, headers: Mapping[str, str]) -> None:
        lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        head = "\r\n".join([f"HTTP/1.1 {status} X", *lines, f"Content-Length: {len(body)}"])
        await self.send(f"{head}\r\n\r\n".encode() + body)


@dataclass
class Internet:
    names: dict[str, list[Sequence[str]]] = field(default_factory=dict[str, list[Sequence[str]]])
    """What each lookup of a name answers; the last answer is repeated."""
    looked_up: list[str] = field(default_factory=list[str])
    connected: list[tuple[str, int]] = field(default_factory=list[tuple[str, int]])
    canary_calls: int = 0
    calls: list[Call] = field(default_factory=list[Call])
    _ports: dict[tuple[str, int], int] = field(default_factory=dict[tuple[str, int], int])
    _servers: list[asyncio.Server] = field(default_factory=list[asyncio.Server])
    _canary: int = 0
    certificates: Certificates = field(default_factory=Certificates)

    async def open(self) -> None:
        self._canary = await self._listen(self._sing)

    async def close(self) -> None:
        for server in self._servers:
            server.close()

    async def serve(
        self, host: str, serve: Serve, *, address: str = PUBLIC, port: int = 80
    ) -> None:
        """A server that is found under a name, at an address, in the clear."""
        self.names.setdefault(host, [[address]])
        self._ports[address, port] = await self._listen(self._visited(serve))

    async def serve_safely(
        self, host: str, serve: Serve, *, address: str = PUBLIC, certified: str | None = None
    ) -> None:
        """The same over TLS, with a certificate for the host or for another."""
        self.names.setdefault(host, [[address]])
        tls = self.certificates.server(certified or host)
        self._ports[address, 443] = await self._listen(self._visited(serve), tls)

    async def serve_page(self, host: str, body: bytes | str) -> None:
        """A page at every path of a host, over TLS."""
        whole = body.encode() if isinstance(body, str) else body
        own = f"151.101.2.{len(self.names) + 1}"
        await self.serve_safely(host, lambda call: call.answer(whole), address=own)

    def dialer(self) -> Dialer:
        return Dialer(self, self, self.certificates.client)

    async def resolve(self, host: str) -> Sequence[str]:
        self.looked_up.append(host)
        answers = self.names.get(host)
        if answers is None:
            # What a resolver makes of a number in a strange spelling: an address of this machine.
            try:
                return [socket.inet_ntoa(socket.inet_aton(host))]
            except OSError:
                raise socket.gaierror(host) from None
        return answers.pop(0) if len(answers) > 1 else answers[0]

    async def connect(self, address: PublicAddress, port: int) -> socket.socket:
        self.connected.append((address, port))
        # Whatever nobody serves is the machine that the house runs on.
        local = self._ports.get((address, port), self._canary)
        connection = socket.socket()
        connection.setblocking(False)
        await asyncio.get_running_loop().sock_connect(connection, ("127.0.0.1", local))
        return connection

    async def _listen(
        self,
        visited: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]],
        tls: ssl.SSLContext | None = None,
    ) -> int:
        server = await asyncio.start_server(visited, "127.0.0.1", 0, ssl=tls)
        self._servers.append(server)
        return int(server.sockets[0].getsockname()[1])

    async def _sing(self, _reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.canary_calls += 1
        writer.close()

    def _visited(
        self, serve: Serve
    ) -> Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]:
        async def visited(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            try:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
                method, target, _ = head[0].split(" ")
                pairs = (line.partition(": ") for line in head[1:] if line)
                headers = {name.lower(): value for name, _, value in pairs}
                call = Call(method, target, headers, reader, writer)
                self.calls.append(call)
                await serve(call)
            except (ConnectionError, asyncio.IncompleteReadError):
                pass
            finally:
                writer.close()

        return visited
