"""The socket through a real uvicorn and a real gateway, with a real client."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator

import msgspec
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.frames import Frame as SocketFrame
from websockets.frames import Opcode

from longhouse.kernel.http.sockets import text_frame
from longhouse.kernel.push import Withdrawal
from longhouse.realtime.errors import CloseCode
from realtime.house import Frame, Members, a_member
from realtime.served import TRANSPORTS, Running, running_over
from support.waiting import until

KITCHEN = "room:kitchen"
OURS = {"Origin": "https://house.example"}


@pytest.fixture(params=TRANSPORTS)
async def running(
    request: pytest.FixtureRequest, members: Members, monkeypatch: pytest.MonkeyPatch
) -> AsyncGenerator[Running]:
    async with running_over(request.param, members, monkeypatch) as running:
        yield running


async def frames(client: ClientConnection, count: int) -> list[Frame]:
    got: list[Frame] = []
    async with asyncio.timeout(5):
        while len(got) < count:
            message = await client.recv(decode=True)
            got += [msgspec.json.decode(line) for line in message.split("\n")]
    assert len(got) == count
    return got


async def close_code(client: ClientConnection) -> int:
    async with asyncio.timeout(8):
        with contextlib.suppress(ConnectionClosed):
            while True:
                await client.recv()
    assert client.close_code is not None
    return client.close_code


def subscribe(topic: str) -> str:
    return msgspec.json.encode(
        {"type": "subscribe", "id": 1, "data": {"topics": {topic: None}}}
    ).decode()


async def test_a_browser_connects_subscribes_and_hears(running: Running, members: Members) -> None:
    running.house.shown = ada = a_member("ada")
    members.let(ada, KITCHEN)
    async with running.connect(**OURS) as client:
        assert (await frames(client, 1))[0]["type"] == "hello"
        await client.send(subscribe(KITCHEN))
        assert (await frames(client, 1))[0]["data"][KITCHEN]["offset"] == 0
        for text in ("soup", "bread", "Grüße 🥕"):
            await running.house.publish(KITCHEN, text)
        heard = await frames(client, 3)
        assert [event["data"]["text"] for event in heard] == ["soup", "bread", "Grüße 🥕"]
    await until(lambda: len(running.house.hub) == 0)


@pytest.mark.parametrize("size", [0, 125, 126, 65_535, 65_536, 200_000])
def test_a_frame_carries_its_length_as_the_protocol_says(size: int) -> None:
    payload = b"x" * size
    ours = SocketFrame(Opcode.TEXT, payload).serialize(mask=False)
    assert text_frame(payload) == ours


async def test_messages_of_every_size_arrive_whole(running: Running, members: Members) -> None:
    running.house.shown = ada = a_member("ada")
    members.let(ada, KITCHEN)
    async with running.connect(**OURS) as client:
        await frames(client, 1)
        await client.send(subscribe(KITCHEN))
        await frames(client, 1)
        for size in (1, 100, 1_000, 70_000, 100_000):
            await running.house.publish(KITCHEN, "ü" * size)
            (event,) = await frames(client, 1)
            assert event["data"]["text"] == "ü" * size


@pytest.mark.parametrize(
    ("headers", "query", "status"),
    [
        ({"Origin": "https://evil.example"}, "", 403),
        ({"Origin": "null"}, "", 403),
        (OURS, "?ticket=secret", 400),
    ],
)
async def test_a_handshake_that_is_not_ours_is_refused(
    running: Running, headers: dict[str, str], query: str, status: int
) -> None:
    running.house.shown = a_member("ada")
    with pytest.raises(InvalidStatus) as refused:
        async with connect(running.url + query, additional_headers=headers):
            pass
    assert refused.value.response.status_code == status


async def test_a_client_without_cookie_shows_its_ticket_first(running: Running) -> None:
    ada = a_member("ada")
    ticket = await running.house.realtime.tickets.issue(ada)
    first = msgspec.json.encode({"type": "authenticate", "data": {"ticket": ticket}}).decode()
    async with running.connect() as client:
        await client.send(first)
        assert (await frames(client, 1))[0]["type"] == "hello"
        async with running.connect() as thief:
            await thief.send(first)
            assert await close_code(thief) == 4401


async def test_who_says_nothing_is_shown_out(running: Running) -> None:
    async with running.connect() as client:
        assert await close_code(client) == 1008
    async with running.connect() as client:
        await client.send(b"\x00")
        assert await close_code(client) in (1008, 4401)


async def test_a_session_that_ended_is_told_so_in_a_way_a_browser_can_read(
    running: Running, members: Members
) -> None:
    running.house.shown = ada = a_member("ada")
    members.ended.add(ada.session_id)
    async with running.connect(**OURS) as client:
        assert await close_code(client) == 4401


async def test_a_spent_cookie_is_told_so_in_a_way_a_browser_can_read(running: Running) -> None:
    running.house.shows_spent_cookie = True
    async with running.connect(**OURS) as client:
        assert await close_code(client) == 4401


async def test_a_logout_closes_the_socket(running: Running) -> None:
    running.house.shown = ada = a_member("ada")
    async with running.connect(**OURS) as client:
        await frames(client, 1)
        logout = running.house.withdraw(Withdrawal(user_id=str(ada.user_id), reason="BYE"))
        await logout.prepare()
        await logout.committed()
        assert await close_code(client) == 4401
        assert client.close_reason == "BYE"


@pytest.mark.parametrize(
    ("message", "code"),
    [("x" * 65_537, 1009), (b"\x00\x01", 1003), ("\n".join(['{"type":"ping"}'] * 200), 4429)],
)
async def test_abuse_ends_with_the_code_that_says_why(
    running: Running, message: str | bytes, code: int
) -> None:
    running.house.shown = a_member("ada")
    async with running.connect(**OURS) as client:
        await frames(client, 1)
        await client.send(message)
        assert await close_code(client) == code


async def test_text_that_is_not_utf8_ends_the_connection(running: Running) -> None:
    running.house.shown = a_member("ada")
    async with running.connect(**OURS) as client:
        await frames(client, 1)
        await client.send(b"\xff\xfe", text=True)
        assert await close_code(client) == 1007
    await until(lambda: len(running.house.hub) == 0)


def listening(running: Running) -> bool:
    """Whether somebody has been told from where on they hear."""
    return any(not one.held for one in running.house.hub.listeners(KITCHEN))


async def open_by_hand(running: Running) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A client that reads only when a test does, and has subscribed."""
    address = running.url.removeprefix("ws://").split("/")[0].split(":")
    reader, writer = await asyncio.open_connection(*address, limit=1_024)
    writer.write(
        b"GET /api/v1/ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n"
        b"Origin: https://house.example\r\n\r\n"
    )
    await reader.readuntil(b"\r\n\r\n")
    payload = subscribe(KITCHEN).encode()
    # Masked with zeros, which a server has to take like any other mask.
    writer.write(bytes([0x81, 0x80 | len(payload)]) + bytes(4) + payload)
    return reader, writer


async def test_a_reader_that_pauses_hears_everything_in_the_end(
    running: Running, members: Members
) -> None:
    running.house.shown = ada = a_member("ada")
    members.let(ada, KITCHEN)
    reader, writer = await open_by_hand(running)
    await until(lambda: listening(running))
    (subscription,) = running.house.hub.listeners(KITCHEN)
    sent = 0
    while not subscription.connection.stalled(float("inf")):
        assert not subscription.ended
        await running.house.publish(KITCHEN, f"{sent:05}" + "x" * 30_000)
        await asyncio.sleep(0)
        sent += 1
    for _ in range(3):
        await running.house.publish(KITCHEN, f"{sent:05}")
        sent += 1
    heard = b""
    async with asyncio.timeout(10):
        while heard.count(b'"new_message"') < sent:
            heard += await reader.read(65_536)
    places = [heard.index(b'{"text":"%05d' % number) for number in range(sent)]
    assert places == sorted(places)
    assert not subscription.ended
    writer.close()


async def test_a_reader_that_reads_nothing_is_let_go_and_the_others_hear_all(
    running: Running, members: Members, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"longhouse.realtime.transports.{running.module}._GOODBYE_SECONDS", 0.1)
    running.house.shown = ada = a_member("ada")
    members.let(ada, KITCHEN)
    async with running.connect(**OURS) as quick:
        await frames(quick, 1)
        await quick.send(subscribe(KITCHEN))
        await frames(quick, 1)
        _, writer = await open_by_hand(running)
        await until(lambda: len(running.house.hub.listeners(KITCHEN)) == 2)
        sent = 0
        while len(running.house.hub.listeners(KITCHEN)) == 2:
            await running.house.publish(KITCHEN, "x" * 60_000)
            sent += 1
            heard = await frames(quick, 1)
            assert heard[0]["offset"] == sent
            assert sent < 500
    # It still reads nothing, not even the goodbye, and keeps the house from nothing.
    async with asyncio.timeout(5):
        await running.house.hub.shutdown(CloseCode.GOING_AWAY, "Server shutting down", within=60)
    writer.close()


async def test_when_the_house_stops_clients_are_told_to_come_back(running: Running) -> None:
    running.house.shown = a_member("ada")
    async with running.connect(**OURS) as client:
        await frames(client, 1)
        stopping = asyncio.create_task(running.house.realtime.shutdown())
        assert await close_code(client) == 1001
        assert client.close_reason == "Server shutting down"
        await stopping
        with pytest.raises(InvalidStatus) as refused:
            async with running.connect(**OURS):
                pass
        assert refused.value.response.status_code == 503
