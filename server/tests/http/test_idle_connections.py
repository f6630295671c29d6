"""Whoever holds a connection and does nothing with it is shown out, and nobody else is."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from longhouse.kernel.http import doorkeeper
from longhouse.kernel.http.serve import Listener, bind

_MUCH = 30_000_000
_SOON = 0.3


async def answer(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Says hello, after a rest that the address asks for, or says very much."""
    await receive()
    await asyncio.sleep(1.2 if scope["path"] == "/slow" else 0)
    body = b"x" * _MUCH if scope["path"] == "/much" else b"hello"
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": body})


@pytest.fixture
async def port(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[int]:
    """Of a server whose patience is short."""
    for bound in ("HEAD_SECONDS", "UNREAD_SECONDS", "CLOSING_SECONDS"):
        monkeypatch.setattr(doorkeeper, bound, _SOON)
    monkeypatch.setattr("longhouse.kernel.http.serve.LOOK_EVERY", 0.05)
    socket = bind("127.0.0.1", 0)
    listener = Listener(answer, socket, drain=1, sockets={"ws": "none"})
    running = asyncio.create_task(listener.run())
    await listener.started()
    yield socket.getsockname()[1]
    await listener.stop()
    await running


async def read_to_the_end(reader: asyncio.StreamReader) -> bytes:
    async with asyncio.timeout(10):
        try:
            return await reader.read()
        except ConnectionResetError:
            return b""


async def read_hello(reader: asyncio.StreamReader) -> None:
    async with asyncio.timeout(10):
        await reader.readuntil(b"hello")


@pytest.mark.parametrize("sent", [b"", b"GET / HTTP/1.1\r\nHost: house", b"GET / HTTP/1.1\r\n"])
async def test_a_head_that_does_not_come_to_its_end_is_not_waited_for(
    port: int, sent: bytes
) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(sent)
    assert await read_to_the_end(reader) == b""
    writer.close()


async def test_a_head_that_comes_drop_by_drop_is_not_waited_for(port: int) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    ended = asyncio.create_task(read_to_the_end(reader))
    writer.write(b"GET / HTTP/1.1\r\n")
    for number in range(200):
        if ended.done():
            break
        writer.write(b"X-%d: y\r\n" % number)
        await asyncio.sleep(0.05)
    assert ended.done()
    writer.close()


async def test_a_head_without_end_is_refused(port: int) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"GET / HTTP/1.1\r\nX: " + b"y" * doorkeeper.HEAD_BYTES)
    assert (await read_to_the_end(reader)).startswith(b"HTTP/1.1 431 ")
    writer.close()


async def test_a_large_body_right_behind_its_head_is_no_large_head(port: int) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    body = b"z" * 200_000
    writer.write(b"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
    async with asyncio.timeout(10):
        assert (await reader.readline()).startswith(b"HTTP/1.1 200 ")
    writer.close()


async def test_a_body_that_goes_on_after_its_answer_is_no_head(port: int) -> None:
    """A proxy sends on what was refused, and takes a connection that breaks off for a fault."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    size = 4 * doorkeeper.HEAD_BYTES
    writer.write(b"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: %d\r\n\r\n" % size + b"z" * 100)
    await read_hello(reader)
    writer.write(b"z" * (size - 100))
    await writer.drain()
    writer.write(b"GET / HTTP/1.1\r\nHost: h\r\n\r\n")
    await read_hello(reader)
    writer.close()


async def test_who_waits_for_a_slow_answer_or_rests_between_two_may_stay(port: int) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for path in (b"/slow", b"/", b"/slow"):
        writer.write(b"GET %s HTTP/1.1\r\nHost: h\r\n\r\n" % path)
        await read_hello(reader)
        await asyncio.sleep(3 * _SOON)
    writer.close()


async def test_who_reads_nothing_of_an_answer_is_let_go(port: int) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1024)
    writer.write(b"GET /much HTTP/1.1\r\nHost: h\r\n\r\n")
    await reader.readline()
    await asyncio.sleep(4 * _SOON)
    assert len(await read_to_the_end(reader)) < _MUCH
    writer.close()
