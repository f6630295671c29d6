"""Whoever holds a connection and does nothing with it is shown out, and nobody else is."""

import asyncio
import logging
from collections.abc import AsyncIterator
from typing import Any

import pytest

from longhouse.kernel.http import doorkeeper
from longhouse.kernel.http.serve import Listener, bind
from support.clocks import FakeClock

_MUCH = 30_000_000
_SOON = 0.3


asked: list[str] = []


async def answer(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Says hello, after a rest that the address asks for, or says very much, or who knocked."""
    asked.append(scope["path"])
    await receive()
    await asyncio.sleep(1.2 if scope["path"] == "/slow" else 0)
    body = b"x" * _MUCH if scope["path"] == "/much" else b"hello"
    if scope["path"] == "/who":
        body = f"{scope['client'][0]} by {scope['scheme']}, hello".encode()
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": body})


@pytest.fixture
async def port(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[int]:
    """Of a server whose patience is short."""
    asked.clear()
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


async def read_hello(reader: asyncio.StreamReader) -> bytes:
    async with asyncio.timeout(10):
        return await reader.readuntil(b"hello")


@pytest.mark.parametrize("sent", [b"", b"GET / HTTP/1.1\r\nHost: house", b"GET / HTTP/1.1\r\n"])
async def test_a_head_that_does_not_come_to_its_end_is_not_waited_for(
    port: int, sent: bytes
) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(sent)
    assert await read_to_the_end(reader) == b""
    writer.close()


@pytest.mark.parametrize("asked", [b"GET / HTTP/1.1\r\nHost: h\r\n", b"GET / HTTP/1.1\r\n\x00"])
async def test_no_answer_names_what_listens(port: int, asked: bytes) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(asked + b"Connection: close\r\n\r\n")
    said = (await read_to_the_end(reader)).lower()
    assert said.startswith(b"http/1.1 ")
    assert b"\r\nserver:" not in said
    assert b"uvicorn" not in said
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
    for path, rest in ((b"/slow", 3 * _SOON), (b"/", 3 * _SOON), (b"/slow", 0)):
        writer.write(b"GET %s HTTP/1.1\r\nHost: h\r\n\r\n" % path)
        await read_hello(reader)
        await asyncio.sleep(rest)
    writer.close()


async def test_who_reads_nothing_of_an_answer_is_let_go(port: int) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1024)
    writer.write(b"GET /much HTTP/1.1\r\nHost: h\r\n\r\n")
    await reader.readline()
    await asyncio.sleep(4 * _SOON)
    assert len(await read_to_the_end(reader)) < _MUCH
    writer.close()


async def test_the_server_believes_no_header_names_nothing_and_logs_no_address(
    port: int, caplog: pytest.LogCaptureFixture
) -> None:
    """Which proxy is believed is the edge's to say, and this machine is none of them by itself."""
    caplog.set_level(logging.DEBUG)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(
        b"GET /who?token=hunter2 HTTP/1.1\r\nHost: h\r\nX-Forwarded-For: 192.0.2.9\r\n"
        b"X-Forwarded-Proto: https\r\n\r\n"
    )
    answered = await read_hello(reader)
    assert answered.endswith(b"127.0.0.1 by http, hello")
    assert b"\r\nserver:" not in answered.lower()
    # What the server itself would write of each request and each socket, with its query.
    assert not logging.getLogger("uvicorn.access").propagate
    assert not logging.getLogger("uvicorn.error").isEnabledFor(logging.INFO)
    writer.close()


HIDDEN = b"GET /hidden HTTP/1.1\r\nHost: h\r\n\r\n"
LENGTH = b"Content-Length: %d\r\n" % (len(HIDDEN) + 5)
CHUNKED = b"Transfer-Encoding: chunked\r\n"
# Where one reader sees the end of a request and another does not, a second one can be hidden.
TWO_ENDS = {
    "a length and chunks": LENGTH + CHUNKED,
    "chunks and a length": CHUNKED + LENGTH,
    "two lengths": b"Content-Length: 5\r\n" + LENGTH,
    "a list of lengths": b"Content-Length: 5, 5\r\n",
    "a length with a sign": b"Content-Length: +5\r\n",
    "a length that is none": b"Content-Length: 5x\r\n",
    "a length below nothing": b"Content-Length: -1\r\n",
    "another kind of chunks": b"Transfer-Encoding: xchunked\r\n",
    "chunks that are not last": b"Transfer-Encoding: chunked, identity\r\n",
    "chunks behind a space": b"Transfer-Encoding : chunked\r\n",
    "a name that goes on in the next line": b"Transfer-Encoding:\r\n chunked\r\n" + LENGTH,
    "a NUL": b"X: a\x00b\r\n" + LENGTH,
}


async def test_a_request_with_two_ends_is_refused_and_nothing_is_read_behind_it(
    port: int,
) -> None:
    for name, head in TWO_ENDS.items():
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"POST / HTTP/1.1\r\nHost: h\r\n" + head + b"\r\n0\r\n\r\n" + HIDDEN)
        answered = await read_to_the_end(reader)
        assert answered.startswith(b"HTTP/1.1 400 "), name
        assert answered.count(b"HTTP/1.1") == 1, name
        assert "/hidden" not in asked, name
        writer.close()


class Closing:
    """A connection that we have hung up on, whose peer has not read the last of it."""

    def __init__(self) -> None:
        self.transport = self
        self.aborted = False

    def is_closing(self) -> bool:
        return True

    def abort(self) -> None:
        self.aborted = True


def test_a_connection_that_does_not_close_is_broken_off_after_a_while(clock: FakeClock) -> None:
    early, late = Closing(), Closing()
    there = [early]
    keeper = doorkeeper.Doorkeeper(there, clock.monotonic)
    for _ in range(5):
        keeper.look()
        clock.advance(1.9)
    there.append(late)
    keeper.look()
    assert not early.aborted
    clock.advance(1)
    keeper.look()
    assert (early.aborted, late.aborted) == (True, False)
