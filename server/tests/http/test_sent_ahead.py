"""Requests that are sent without waiting for an answer are answered in order, and few are kept."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from longhouse.kernel.http.doorkeeper import Visit
from longhouse.kernel.http.serve import Listener, bind

_MANY = 1_500
_MOST_KEPT = 200


class Server:
    def __init__(self, port: int) -> None:
        self.port = port
        self.first = asyncio.Event()
        """Until it is set nothing is answered."""
        self.most_kept = 0


@pytest.fixture
async def server(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Server]:
    socket = bind("127.0.0.1", 0)
    server = Server(socket.getsockname()[1])

    async def answer(scope: dict[str, Any], receive: Any, send: Any) -> None:
        await server.first.wait()
        size = 0
        more = True
        while more:
            message = await receive()
            size += len(message["body"])
            more = message["more_body"]
        said = f"{scope['path']} {size}\n".encode()
        length = [(b"content-length", b"%d" % len(said))]
        await send({"type": "http.response.start", "status": 200, "headers": length})
        await send({"type": "http.response.body", "body": said})

    headed = Visit.on_headers_complete

    def note(visit: Visit) -> None:
        headed(visit)
        server.most_kept = max(server.most_kept, len(visit.pipeline))

    monkeypatch.setattr(Visit, "on_headers_complete", note)
    listener = Listener(answer, socket, drain=1, sockets={"ws": "none"})
    running = asyncio.create_task(listener.run())
    await listener.started()
    yield server
    await listener.stop()
    await running


async def test_they_are_answered_in_order_and_not_all_taken_in_at_once(server: Server) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    wanted: list[str] = []
    for number in range(_MANY):
        # Every hundredth brings a body that is larger than what is looked at in one piece.
        size = 10_000 if number % 100 == 50 else 0
        head = f"POST /{number} HTTP/1.1\r\nHost: h\r\nContent-Length: {size}\r\n\r\n"
        writer.write(head.encode() + b"x" * size)
        wanted.append(f"/{number} {size}")
    server.first.set()
    answered: list[str] = []
    async with asyncio.timeout(30):
        while len(answered) < _MANY:
            line = await reader.readline()
            assert line, "hung up"
            if line.startswith(b"/"):
                answered.append(line.decode().strip())
    writer.close()
    assert answered == wanted
    assert server.most_kept < _MOST_KEPT
