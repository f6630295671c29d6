"""Open sockets end with the session, the account or the right that they were opened by."""

import asyncio
import json
import socket
from collections.abc import AsyncGenerator
from typing import Any, cast

import pytest
import uvicorn
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from longhouse.app import Longhouse
from support.people import People, Person
from support.waiting import until

ENDED = 4401
ADMINS = "site:admins"


class Sockets:
    def __init__(self, longhouse: Longhouse, port: int) -> None:
        self._origin = longhouse.public_url
        self._url = f"ws://127.0.0.1:{port}/api/v1/ws"

    async def open(self, person: Person, topic: str) -> ClientConnection:
        """A socket of this browser that listens to one topic."""
        headers = {
            "Origin": self._origin,
            "Cookie": f"session_id={person.client.cookies['session_id']}",
        }
        client = await connect(self._url, additional_headers=headers, compression=None)
        await client.send(
            json.dumps({"type": "subscribe", "id": 1, "data": {"topics": {topic: None}}})
        )
        await hear(client, "reply")
        return client


async def hear(client: ClientConnection, kind: str) -> list[dict[str, Any]]:
    """All frames up to the first of a kind; several may travel in one message."""
    heard: list[dict[str, Any]] = []
    async with asyncio.timeout(5):
        while not any(frame["type"] == kind for frame in heard):
            message = await client.recv(decode=True)
            heard += [json.loads(line) for line in message.split("\n")]
    return heard


async def rest(client: ClientConnection) -> list[str]:
    """The kinds of all frames until the socket is closed."""
    heard: list[str] = []
    async with asyncio.timeout(5):
        try:
            while True:
                message = await client.recv(decode=True)
                heard += [json.loads(line)["type"] for line in message.split("\n")]
        except ConnectionClosed:
            return heard


@pytest.fixture
async def sockets(longhouse: Longhouse) -> AsyncGenerator[Sockets]:
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    config = uvicorn.Config(cast("Any", longhouse.asgi), log_config=None, lifespan="off")
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    await until(lambda: server.started)
    yield Sockets(longhouse, listening.getsockname()[1])
    server.should_exit = True
    await serving


async def test_signing_out_closes_the_socket_of_that_browser_alone(
    people: People, sockets: Sockets
) -> None:
    laptop = await people.member("ben")
    phone = people.stranger("ben")
    await phone.sign_in()
    on_laptop = await sockets.open(laptop, f"user:{laptop.id}")
    on_phone = await sockets.open(phone, f"user:{laptop.id}")
    await phone.post("/auth/logout")
    await rest(on_phone)
    assert on_phone.close_code == ENDED
    await hear(on_laptop, "session_ended")
    await on_laptop.close()


async def test_a_revoked_session_hears_nothing_that_comes_later(
    people: People, sockets: Sockets
) -> None:
    laptop = await people.member("ben")
    phone = people.stranger("ben")
    await phone.sign_in()
    on_phone = await sockets.open(phone, f"user:{laptop.id}")
    await laptop.delete("/auth/sessions")
    await laptop.patch("/users/me", {"display_name": "Benedikt"})
    heard = await rest(on_phone)
    assert on_phone.close_code == ENDED
    assert "profile_updated" not in heard


async def test_deleting_a_member_closes_all_of_their_sockets(
    people: People, sockets: Sockets
) -> None:
    ada, ben = await people.admin(), await people.member("ben")
    phone = people.stranger("ben")
    await phone.sign_in()
    opened = [await sockets.open(browser, f"user:{ben.id}") for browser in (ben, phone)]
    await ada.delete(f"/admin/users/{ben.id}")
    for client in opened:
        await rest(client)
    assert [client.close_code for client in opened] == [ENDED, ENDED]


async def test_confirming_who_one_is_keeps_the_socket(people: People, sockets: Sockets) -> None:
    ben = await people.member("ben")
    client = await sockets.open(ben, f"user:{ben.id}")
    await ben.confirm()
    await ben.patch("/users/me", {"display_name": "Benedikt"})
    await hear(client, "profile_updated")
    await client.close()


async def test_who_is_no_admin_any_more_hears_no_more_of_the_site(
    people: People, sockets: Sockets
) -> None:
    ada, bea = await people.admin("ada"), await people.admin("bea")
    client = await sockets.open(bea, ADMINS)
    await ada.patch(f"/admin/users/{bea.id}", {"is_admin": False})
    heard = await hear(client, "unsubscribed")
    assert {"member_changed", "audit_recorded"}.isdisjoint(frame["type"] for frame in heard)
    assert (heard[-1]["topic"], heard[-1]["data"]) == (ADMINS, {"code": "WITHDRAWN"})
    again = {"type": "subscribe", "id": 2, "data": {"topics": {ADMINS: None}}}
    await client.send(json.dumps(again))
    assert [frame["type"] for frame in await hear(client, "error")] == ["error"]
    await client.close()
