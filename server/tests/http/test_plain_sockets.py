"""Where members reach the house by https, a socket that nobody encrypted is refused."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, cast

import pytest

from longhouse.app import Longhouse
from longhouse.kernel.settings import HouseSettings, HttpSettings
from support.clocks import FakeClock
from support.households import open_house
from support.people import People, Person

HTTPS = "https://house.example"
PROXY = "10.0.0.2"


@pytest.fixture
async def longhouse(
    database_url: str, clock: FakeClock, tmp_path: Path
) -> AsyncIterator[Longhouse]:
    settings = (HouseSettings(public_url=HTTPS), HttpSettings(trusted_proxies=PROXY))
    async with open_house(database_url, tmp_path, clock, *settings) as house:
        yield house


async def knock(
    longhouse: Longhouse,
    person: Person,
    *,
    path: str = "/api/v1/ws",
    peer: str = PROXY,
    forwarded: str | None = "https",
) -> str:
    """Open a socket with the person's cookie; the first thing that the house does about it."""
    cookie = "; ".join(f"{kept.name}={kept.value}" for kept in person.client.cookies.jar)
    headers = [
        (b"host", b"house.example"),
        (b"origin", HTTPS.encode()),
        (b"cookie", cookie.encode()),
    ]
    if forwarded is not None:
        headers.append((b"x-forwarded-proto", forwarded.encode()))
    scope: Any = {
        "type": "websocket",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "scheme": "ws",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": headers,
        "client": (peer, 50_000),
        "server": ("127.0.0.1", 8000),
        "subprotocols": [],
    }
    incoming = iter([{"type": "websocket.connect"}, {"type": "websocket.disconnect", "code": 1000}])
    answered: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return next(incoming)

    async def send(message: dict[str, Any]) -> None:
        answered.append(message)

    await longhouse.asgi(scope, cast("Any", receive), cast("Any", send))
    return cast("str", answered[0]["type"])


async def test_a_socket_that_came_by_https_is_let_in(people: People, longhouse: Longhouse) -> None:
    anna = await people.member("anna")
    assert await knock(longhouse, anna) == "websocket.accept"


@pytest.mark.parametrize("forwarded", [None, "http", "ws", ""])
async def test_a_plain_socket_is_refused(
    people: People, longhouse: Longhouse, forwarded: str | None
) -> None:
    anna = await people.member("anna")
    assert await knock(longhouse, anna, forwarded=forwarded) == "websocket.close"


async def test_nobody_but_our_proxy_can_say_that_it_was_encrypted(
    people: People, longhouse: Longhouse
) -> None:
    anna = await people.member("anna")
    assert await knock(longhouse, anna, peer="203.0.113.9") == "websocket.close"


async def test_there_is_no_socket_at_another_address(people: People, longhouse: Longhouse) -> None:
    anna = await people.member("anna")
    assert await knock(longhouse, anna, path="/api/v1/site") == "websocket.close"
