"""What a peer does with the frames of one socket costs the house little, whichever way it is cut."""

import asyncio
import os
import struct
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from websockets.asyncio.client import connect
from websockets.frames import Frame, Opcode

from longhouse.kernel.http.sockets import SocketProtocol
from realtime.house import Members, a_member
from realtime.served import TRANSPORTS, Running, running_over
from support.waiting import until

MOST_GROWTH = 20 << 20
OURS = {"Origin": "https://house.example"}
HANDSHAKE = (
    b"GET /api/v1/ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n"
    b"Origin: https://house.example\r\n\r\n"
)
_FINAL, _TEXT, _MORE = 0x80, 0x1, 0x0


@pytest.fixture(params=TRANSPORTS)
async def running(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> AsyncGenerator[Running]:
    async with running_over(request.param, Members(), monkeypatch) as running:
        yield running


def frame(kind: int, payload: bytes, *, final: bool = False) -> bytes:
    """Masked with zeros, which a server has to take like any other mask."""
    head = bytes([kind | (_FINAL if final else 0)])
    if len(payload) < 126:
        return head + bytes([0x80 | len(payload)]) + bytes(4) + payload
    return head + b"\xff" + struct.pack(">Q", len(payload)) + bytes(4) + payload


FLOODS = {
    "a message in pieces of one byte": (frame(_TEXT, b"x"), frame(_MORE, b"x") * 1_000, 70),
    "a message that grows and never ends": (
        frame(_TEXT, b"x" * 60_000),
        frame(_MORE, b"x" * 60_000),
        400,
    ),
    "a frame that announces four exabytes": (
        b"\x81\xff" + struct.pack(">Q", 1 << 62) + bytes(4),
        b"x" * 60_000,
        400,
    ),
}


@pytest.mark.parametrize("flood", FLOODS)
async def test_a_flood_of_frames_is_cut_off_and_nothing_of_it_is_kept(
    running: Running, flood: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"longhouse.realtime.transports.{running.module}._GOODBYE_SECONDS", 0.1)
    running.house.shown = a_member("ada")
    address = running.url.removeprefix("ws://").split("/")[0].split(":")
    reader, writer = await asyncio.open_connection(*address)
    writer.write(HANDSHAKE)
    await reader.readuntil(b"\r\n\r\n")
    before = _resident()
    first, more, times = FLOODS[flood]
    writer.write(first)
    cut = asyncio.create_task(reader.read())
    try:
        for _ in range(times):
            if cut.done():
                break
            writer.write(more)
            await writer.drain()
            await asyncio.sleep(0)
    except ConnectionError:
        pass
    async with asyncio.timeout(10):
        await asyncio.wait([cut])
    cut.exception()
    assert _resident() - before < MOST_GROWTH
    await until(lambda: len(running.house.hub) == 0)
    writer.close()


async def test_nobody_is_let_pack_their_messages(running: Running) -> None:
    """What is not unpacked cannot be a bomb."""
    running.house.shown = a_member("ada")
    async with connect(running.url, additional_headers=OURS, compression="deflate") as client:
        assert client.response is not None
        assert "Sec-WebSocket-Extensions" not in client.response.headers


def test_a_piece_of_nothing_is_not_kept() -> None:
    """As many of them as anybody likes may come before the message ends."""
    protocol = SocketProtocol.__new__(SocketProtocol)
    protocol.frames = [b"x"]
    for _ in range(1_000):
        protocol.handle_cont(Frame(Opcode.CONT, b"", fin=False))
    protocol.handle_cont(Frame(Opcode.CONT, b"y", fin=False))
    assert protocol.frames == [b"x", b"y"]


def _resident() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")
