"""A keep-alive HTTP client that costs little enough to load a server from one core."""

import asyncio
import time
from collections.abc import Callable
from typing import cast

import httptools

# Called with the status, the moment at which the request was due, and the body.
Answered = Callable[[int, float, bytes], None]


def request(method: str, path: str, headers: dict[str, str], body: bytes = b"") -> bytes:
    """The bytes of one request."""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1"]
    lines.extend(f"{name}: {value}" for name, value in headers.items())
    if body:
        lines.append("Content-Type: application/json")
    if body or method != "GET":
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode() + body


class Connection(asyncio.Protocol):
    """One connection: `send` a request, and `answered` is called with what came."""

    def __init__(self, answered: Answered) -> None:
        self._answered = answered
        self._parser = httptools.HttpResponseParser(self)
        self._body = b""
        self._due = 0.0
        self._transport: asyncio.Transport | None = None
        self.lost = False

    def send(self, message: bytes, due: float) -> None:
        assert self._transport is not None
        self._due = due
        self._transport.write(message)

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # The transports of uvloop do not inherit from those of asyncio.
        self._transport = cast("asyncio.Transport", transport)

    def connection_lost(self, exc: Exception | None) -> None:
        self.lost = True

    def data_received(self, data: bytes) -> None:
        self._parser.feed_data(data)

    def on_body(self, body: bytes) -> None:
        self._body += body

    def on_message_complete(self) -> None:
        body, self._body = self._body, b""
        self._answered(self._parser.get_status_code(), self._due, body)


class Caller:
    """One request after the other, awaited."""

    def __init__(self) -> None:
        self._waiting: asyncio.Future[tuple[int, bytes]] | None = None
        self._connection = Connection(self._got)

    async def connect(self, port: int) -> None:
        loop = asyncio.get_running_loop()
        await loop.create_connection(lambda: self._connection, "127.0.0.1", port)

    async def call(self, message: bytes) -> tuple[int, bytes]:
        self._waiting = asyncio.get_running_loop().create_future()
        self._connection.send(message, time.perf_counter())
        return await asyncio.wait_for(self._waiting, timeout=30)

    def close(self) -> None:
        self._connection.close()

    def _got(self, status: int, _due: float, body: bytes) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result((status, body))
