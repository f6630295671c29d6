"""Open sockets end with the session, the account or the right that they were opened by."""

import asyncio
import json
from collections.abc import AsyncGenerator

import pytest
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from longhouse.app import Longhouse
from support.people import People
from support.sockets import Sockets, hear, served

ENDED = 4401
ADMINS = "site:admins"


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
    async with served(longhouse) as sockets:
        yield sockets


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
