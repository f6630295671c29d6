"""How many sockets an address and a member may hold: nobody fills the house, nor locks others out."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator

import msgspec
import pytest
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed, InvalidStatus

from longhouse.kernel.adapters.live_memory import MemoryLive
from longhouse.kernel.errors import RateLimited, Unauthorized
from longhouse.kernel.http.visitor import place_of
from longhouse.kernel.principal import Principal
from longhouse.realtime.door import Refusal, Scope
from longhouse.realtime.errors import CloseCode
from longhouse.realtime.metrics import NoMetrics
from longhouse.realtime.settings import RealtimeSettings
from realtime.house import FakeSink, House, Members, a_member
from realtime.served import TRANSPORTS, Running, running_over
from support.clocks import FakeTimers
from support.waiting import until

FEW = RealtimeSettings(
    sockets_per_address=4,
    sockets_per_member=3,
    # Nobody who is still to say who they are is sent away while a test runs.
    handshake_seconds=60,
    shutdown_seconds=2,
    leave_seconds=0.2,
)
OURS = {"Origin": "https://house.example"}
OFFICE, CAFE = {"X-Forwarded-For": "203.0.113.9"}, {"X-Forwarded-For": "2001:db8:0:7::1"}
SAME_CAFE = {"X-Forwarded-For": "2001:db8:0:7:ffff::2"}


@pytest.fixture(params=TRANSPORTS)
async def running(
    request: pytest.FixtureRequest, members: Members, monkeypatch: pytest.MonkeyPatch
) -> AsyncGenerator[Running]:
    async with running_over(
        request.param, members, monkeypatch, limits=FEW, proxies="127.0.0.1"
    ) as running:
        yield running


class Visitors:
    """Everybody who stays until the test ends."""

    def __init__(self, running: Running) -> None:
        self._running = running
        self._inside = contextlib.AsyncExitStack()

    async def __aenter__(self) -> "Visitors":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._inside.aclose()

    async def stranger(self, **headers: str) -> ClientConnection:
        """Shows nothing; a ticket would have to follow."""
        self._running.house.shown = None
        return await self._inside.enter_async_context(self._running.connect(**headers))

    async def member(self, principal: Principal, **headers: str) -> ClientConnection:
        self._running.house.shown = principal
        client = await self._inside.enter_async_context(self._running.connect(**OURS, **headers))
        await client.recv()
        return client

    async def turned_away(self, **headers: str) -> bool:
        """Whether a stranger is; who is not, leaves again."""
        self._running.house.shown = None
        try:
            async with self._running.connect(**headers):
                return False
        except InvalidStatus as refused:
            answer = refused.response
            return answer.status_code == 429 and int(answer.headers["Retry-After"]) > 0


async def close_code(client: ClientConnection) -> int | None:
    async with asyncio.timeout(8):
        with contextlib.suppress(ConnectionClosed):
            while True:
                await client.recv()
    return client.close_code


async def test_strangers_fill_half_of_an_address_and_no_other(running: Running) -> None:
    async with Visitors(running) as visitors:
        first = await visitors.stranger(**CAFE)
        await visitors.stranger(**SAME_CAFE)
        assert await visitors.turned_away(**CAFE)
        assert not await visitors.turned_away(**OFFICE)
        # The other half is for those who show who they are, and what they fill is full.
        await visitors.member(a_member("ada"), **CAFE)
        await visitors.member(a_member("ben"), **CAFE)
        running.house.shown = a_member("carla")
        with pytest.raises(InvalidStatus) as refused:
            await running.connect(**OURS, **CAFE)
        assert refused.value.response.status_code == 429
        await first.close()
        await until(lambda: _gets_in(running, CAFE))


async def test_a_member_has_so_many_sockets_and_room_when_one_is_closed(running: Running) -> None:
    ada, ben = a_member("ada"), a_member("ben")
    async with Visitors(running) as visitors:
        hers = [await visitors.member(ada, **CAFE) for _ in range(3)]
        running.house.shown = ada
        async with running.connect(**OURS, **OFFICE) as client:
            assert await close_code(client) == CloseCode.TOO_MANY
        ticket = await running.house.realtime.tickets.issue(ada)
        client = await visitors.stranger(**OFFICE)
        await client.send(f'{{"type":"authenticate","data":{{"ticket":"{ticket}"}}}}')
        assert await close_code(client) == CloseCode.TOO_MANY
        await visitors.member(ben, **CAFE)
        await hers[0].close()
        await until(lambda: running.house.hub.connections_of(str(ada.user_id)) == 2)
        await visitors.member(ada, **OFFICE)


async def _gets_in(running: Running, headers: dict[str, str]) -> bool:
    try:
        async with running.connect(**OURS, **headers) as client:
            return msgspec.json.decode(await client.recv())["type"] == "hello"
    except InvalidStatus:
        return False


async def test_what_no_proxy_of_ours_says_moves_nobody_elsewhere(
    members: Members, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with (
        running_over("gateway", members, monkeypatch, limits=FEW) as running,
        Visitors(running) as visitors,
    ):
        await visitors.stranger(**OFFICE)
        await visitors.stranger(**CAFE)
        assert await visitors.turned_away(**{"X-Forwarded-For": "192.0.2.44"})


# At the door


@pytest.fixture
async def house(timers: FakeTimers, members: Members) -> AsyncGenerator[House]:
    house = House(MemoryLive(timers), timers, members, FEW)
    await house.start()
    yield house
    await house.stop()


HANDSHAKE: Scope = {"type": "websocket", "scheme": "wss", "query_string": b"", "headers": []}


async def test_a_full_address_is_refused_before_anything_is_looked_up(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits: list[str] = []

    def note(_: NoMetrics, limit: str) -> None:
        limits.append(limit)

    monkeypatch.setattr(NoMetrics, "rate_limited", note)
    stays = [house.realtime.door.knock("203.0.113.9") for _ in range(4)]
    with pytest.raises(Refusal) as refused:
        house.realtime.door.knock("203.0.113.9")
    assert refused.value.status == 429
    stays[0].leave()
    stays[0].leave()
    house.realtime.door.knock("203.0.113.9")
    with pytest.raises(Refusal):
        house.realtime.door.knock("203.0.113.9")
    assert limits == ["sockets_of_address"] * 2


async def test_who_shows_a_spent_cookie_is_a_stranger(house: House) -> None:
    door = house.realtime.door
    house.shows_spent_cookie = True
    for _ in range(2):
        with pytest.raises(Unauthorized):
            await door.recognise(HANDSHAKE, door.knock("203.0.113.9"))
    with pytest.raises(Refusal) as refused:
        await door.recognise(HANDSHAKE, door.knock("203.0.113.9"))
    assert refused.value.status == 429


async def test_whoever_left_while_being_let_in_is_counted_no_more(house: House) -> None:
    door = house.realtime.door
    stay = door.knock("203.0.113.9")
    await door.recognise(HANDSHAKE, stay)
    stay.leave()
    await door.admit(a_member("ada"), FakeSink(), stay)
    for _ in range(2):
        await door.recognise(HANDSHAKE, door.knock("203.0.113.9"))
    for _ in range(2):
        door.knock("203.0.113.9")
    with pytest.raises(Refusal):
        door.knock("203.0.113.9")


async def test_a_poll_counts_as_a_socket(house: House, members: Members) -> None:
    ada = a_member("ada")
    members.let(ada, "room:kitchen")
    for _ in range(3):
        await house.realtime.door.admit(ada, FakeSink())
    with pytest.raises(RateLimited) as refused:
        await house.realtime.longpoll.begin(ada, ["room:kitchen"])
    assert "Retry-After" in refused.value.headers


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:0:7:ffff::2", "2001:db8:0:7::"),
        ("fe80::1%eth0", "fe80::"),
        ("no address", "no address"),
        (None, ""),
    ],
)
def test_one_who_has_many_addresses_is_one(address: str | None, place: str) -> None:
    assert place_of(address) == place
