"""What a gateway does by itself: joining what came in pieces, and leaving."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.frames import Opcode

from realtime.house import Members, a_member
from realtime.served import Running, by_gateway, running_over
from realtime.wire import SUBSCRIBE, masked
from support.waiting import until

KITCHEN = "room:kitchen"
OURS = {"Origin": "https://house.example"}


@pytest.fixture
async def running(members: Members, monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[Running]:
    async with running_over("gateway", members, monkeypatch) as running:
        running.house.shown = ada = a_member("ada")
        members.let(ada, KITCHEN)
        yield running


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
