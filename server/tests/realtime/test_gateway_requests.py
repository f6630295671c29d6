"""What a gateway makes of requests: those of whoever runs the house, and handshakes."""

import asyncio
from collections.abc import AsyncGenerator
from typing import NamedTuple

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus
from websockets.frames import Opcode

from longhouse.kernel.http.arrivals import Arrivals
from longhouse.kernel.http.visitor import parse_networks
from realtime.house import Members, a_member
from realtime.served import Running, by_gateway, running_over
from realtime.wire import SUBSCRIBE, handshake, masked

KITCHEN = "room:kitchen"
OURS = {"Origin": "https://house.example"}


@pytest.fixture
async def running(members: Members, monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[Running]:
    async with running_over("gateway", members, monkeypatch) as running:
        running.house.shown = ada = a_member("ada")
        members.let(ada, KITCHEN)
        yield running


# The three addresses, and nothing else


async def test_it_says_that_it_lives_is_ready_and_what_it_measures(running: Running) -> None:
    async with httpx.AsyncClient(base_url=running.origin) as client:
        health = await client.get("/health")
        assert (health.status_code, health.json()["status"]) == (200, "ok")
        assert (await client.get("/ready")).json() == {"status": "ready", "checks": {}}
        assert (await client.get("/metrics")).text == "sockets 1\n"
        head = await client.head("/health")
        assert (head.status_code, head.content) == (200, b"")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 404),
        ("GET", "/api/v1/site", 404),
        ("POST", "/health", 405),
        ("GET", "/api/v1/ws", 426),
        ("POST", "/api/v1/ws", 426),
    ],
)
async def test_anything_else_is_refused(
    running: Running, method: str, path: str, status: int
) -> None:
    async with httpx.AsyncClient(base_url=running.origin) as client:
        assert (await client.request(method, path)).status_code == status


async def test_what_it_measures_is_not_told_through_a_proxy(running: Running) -> None:
    async with httpx.AsyncClient(base_url=running.origin) as client:
        asked = await client.get("/metrics", headers={"X-Forwarded-For": "203.0.113.9"})
        assert asked.status_code == 404


# Heads


class Answer(NamedTuple):
    status: int
    body: bytes


async def say(running: Running, *pieces: bytes) -> Answer:
    """What is answered to these bytes until the connection ends."""
    reader, writer = await asyncio.open_connection(*running.listening.getsockname())
    for piece in pieces:
        writer.write(piece)
        await writer.drain()
        await asyncio.sleep(0.01)
    async with asyncio.timeout(5):
        raw = await reader.read()
    writer.close()
    head, _, body = raw.partition(b"\r\n\r\n")
    return Answer(int(head.split(b" ")[1]) if head else 0, body)


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"\x16\x03\x01\x02\x00\r\n\r\n", 400),
        (b"GET\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nBroken header\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nX: " + b"x" * 20_000, 431),
        (b"GET / HTTP/1.1\r\nX: " + b"x" * 20_000 + b"\r\n\r\n", 431),
    ],
)
async def test_a_request_that_cannot_be_read_is_refused(
    running: Running, raw: bytes, status: int
) -> None:
    assert (await say(running, raw)).status == status


async def test_a_request_may_come_in_pieces(running: Running) -> None:
    answer = await say(running, b"GET /hea", b"lth HTTP/1.1\r\nHost: x\r", b"\n\r\n")
    assert answer.status == 200


async def test_who_asks_nothing_is_shown_out(running: Running) -> None:
    assert (await say(running, b"GET /health HTT")).status == 0


async def test_a_handshake_is_taken_as_browsers_write_it(running: Running) -> None:
    """Firefox sends a list, and what a client sends at once is not lost."""
    reader, writer = await asyncio.open_connection(*running.listening.getsockname())
    writer.write(handshake(connection="keep-alive, Upgrade") + masked(Opcode.TEXT, SUBSCRIBE))
    async with asyncio.timeout(5):
        await reader.readuntil(b"\r\n\r\n")
        await reader.readuntil(b'"type":"reply"')
    writer.close()


@pytest.mark.parametrize(
    "raw",
    [
        handshake(key="short"),
        handshake(version="8"),
        handshake(connection="close"),
        handshake().replace(b"\r\nSec-WebSocket-V", b"\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-V"),
    ],
)
async def test_a_handshake_that_is_none_is_refused(running: Running, raw: bytes) -> None:
    assert (await say(running, raw)).status == 426


# Behind a proxy


@pytest.mark.parametrize(
    ("trusted", "forwarded", "status"),
    [
        ("127.0.0.1", "https", 101),
        ("127.0.0.1", "http", 403),
        ("127.0.0.1", None, 403),
        ("10.0.0.2", "https", 403),
    ],
)
async def test_where_members_come_by_https_only_our_proxy_can_say_that_they_did(
    running: Running, trusted: str, forwarded: str | None, status: int
) -> None:
    door = Running(running.house, "gateway")
    arrivals = Arrivals(parse_networks(trusted))
    said = {} if forwarded is None else {"X-Forwarded-Proto": forwarded}
    async with by_gateway(door, arrivals=arrivals, secure=True):
        try:
            async with connect(door.url, additional_headers=OURS | said):
                reached = 101
        except InvalidStatus as refused:
            reached = refused.response.status_code
    assert reached == status
