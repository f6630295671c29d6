"""What a gateway does by itself: reading requests, joining what came in pieces, leaving."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from typing import NamedTuple

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.frames import Opcode

from longhouse.kernel.http.arrivals import Arrivals
from longhouse.kernel.http.visitor import parse_networks
from realtime.house import Members, a_member
from realtime.served import Running, by_gateway, running_over
from support.waiting import until

KITCHEN = "room:kitchen"
OURS = {"Origin": "https://house.example"}
KEY = "AAAAAAAAAAAAAAAAAAAAAA=="
SUBSCRIBE = b'{"type":"subscribe","id":1,"data":{"topics":{"room:kitchen":null}}}'


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


def handshake(*, connection: str = "Upgrade", key: str = KEY, version: str = "13") -> bytes:
    return (
        f"GET /api/v1/ws HTTP/1.1\r\nHost: x\r\nUpgrade: WebSocket\r\nConnection: {connection}\r\n"
        f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: {version}\r\n"
        f"Origin: https://house.example\r\n\r\n"
    ).encode()


def masked(opcode: int, payload: bytes, *, final: bool = True) -> bytes:
    """Masked with zeros, which a server has to take like any other mask."""
    assert len(payload) < 126
    return bytes([opcode | 0x80 * final, 0x80 | len(payload)]) + bytes(4) + payload


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


# Frames


async def end_of(running: Running, *frames: bytes) -> int:
    """With which code these frames end a connection."""
    async with running.connect(**OURS) as client:
        await client.recv()
        client.transport.write(b"".join(frames))
        async with asyncio.timeout(5):
            with contextlib.suppress(ConnectionClosed):
                while True:
                    await client.recv()
        assert client.close_code is not None
        return client.close_code


async def test_a_message_in_pieces_is_put_together(running: Running) -> None:
    async with running.connect(**OURS) as client:
        await client.recv()
        await client.send([SUBSCRIBE[:20].decode(), SUBSCRIBE[20:].decode()])
        assert '"reply"' in await client.recv(decode=True)


async def test_pings_are_answered_between_the_pieces(running: Running) -> None:
    async with running.connect(**OURS) as client:
        await client.recv()
        client.transport.write(masked(Opcode.TEXT, SUBSCRIBE[:20], final=False))
        async with asyncio.timeout(5):
            await (await client.ping())
        client.transport.write(masked(Opcode.CONT, SUBSCRIBE[20:]))
        assert '"reply"' in await client.recv(decode=True)


async def test_pieces_may_not_be_more_than_a_message(running: Running) -> None:
    pieces = [masked(Opcode.CONT, b"x" * 125, final=False)] * 600
    assert await end_of(running, masked(Opcode.TEXT, b"x", final=False), *pieces) == 1009


@pytest.mark.parametrize(
    "frames",
    [
        [masked(Opcode.CONT, b"x")],
        [masked(Opcode.TEXT, b"x", final=False), masked(Opcode.TEXT, b"x")],
        [masked(Opcode.TEXT | 0x40, b"x")],
        [masked(3, b"x")],
        [bytes([0x81, 1]) + b"x"],
        [masked(Opcode.PING, b"x", final=False)],
    ],
    ids=["piece of nothing", "piece left out", "compressed", "unknown", "unmasked", "half a ping"],
)
async def test_what_is_no_web_socket_ends_the_connection(
    running: Running, frames: list[bytes]
) -> None:
    assert await end_of(running, *frames) == 1002
    await until(lambda: len(running.house.hub) == 0)


async def test_many_messages_at_once_are_taken_in_their_order(running: Running) -> None:
    async with running.connect(**OURS) as client:
        await client.recv()
        pings = [masked(Opcode.TEXT, b'{"type":"ping","id":%d}' % number) for number in range(50)]
        client.transport.write(b"".join(pings))
        answered: list[str] = []
        async with asyncio.timeout(5):
            while len(answered) < 50:
                answered += (await client.recv(decode=True)).split("\n")
        assert [f'"id":{number},' in line for number, line in enumerate(answered)] == [True] * 50


async def test_who_comes_with_a_goodbye_is_answered_with_one(running: Running) -> None:
    async with running.connect(**OURS) as client:
        await client.recv()
        await client.close(3000, "Bye.")
        assert client.close_code == 3000
    await until(lambda: len(running.house.hub) == 0)


async def test_who_leaves_before_being_let_in_leaves_nothing_behind(
    running: Running, members: Members
) -> None:
    asked, answer = asyncio.Event(), asyncio.Event()

    async def slowly() -> None:
        asked.set()
        await answer.wait()

    members.before_answer = slowly
    async with running.connect(**OURS) as client:
        await asked.wait()
        client.transport.abort()
    await asyncio.sleep(0.05)  # the gateway hears that the peer is gone
    answer.set()
    await until(lambda: len(running.house.hub) == 0)


# Leaving


async def test_they_are_sent_elsewhere_one_after_the_other_with_the_code_to_resume(
    running: Running,
) -> None:
    left: list[float] = []
    loop = asyncio.get_running_loop()
    door = Running(running.house, "gateway")
    address = door.listening.getsockname()

    async def stay() -> tuple[int, str]:
        async with door.connect(**OURS) as client:
            with contextlib.suppress(ConnectionClosed):
                while True:
                    await client.recv()
            left.append(loop.time())
            return client.close_code or 0, client.close_reason or ""

    async with by_gateway(door) as gateway:
        staying = [asyncio.create_task(stay()) for _ in range(40)]
        await until(lambda: len(running.house.hub) == 40)
        began = loop.time()
        await gateway.stop()
        ends = await asyncio.gather(*staying)
        assert set(ends) == {(4408, "Server shutting down")}
        # Over 0.2 seconds: the first go at once, the last wait for their turn.
        assert min(left) - began < 0.15
        assert max(left) - min(left) > 0.12
        with pytest.raises(ConnectionRefusedError):
            await asyncio.open_connection(*address)
