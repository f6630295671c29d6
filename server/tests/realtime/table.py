"""A gathering for tests: a table at which one may toast and wave."""

from typing import Any

import msgspec

from longhouse.kernel.db import Read
from longhouse.kernel.errors import InvalidRequest
from longhouse.kernel.gatherings import Gathering, Speech
from longhouse.kernel.ids import UserId
from longhouse.kernel.principal import Principal
from realtime.house import Client, House, Members
from support.waiting import settle

TABLE = "table:round"


class Someone(msgspec.Struct):
    id: str
    name: str


class Toast(msgspec.Struct, forbid_unknown_fields=True):
    topic: str
    text: str


class Toasted(msgspec.Struct):
    by: str
    text: str


async def toast(principal: Principal, words: Toast) -> Toasted:
    if not words.text:
        raise InvalidRequest("A toast needs words.")
    return Toasted(by=principal.username, text=words.text)


def a_table(members: Members) -> Gathering:
    async def describe(_read: Read, principal: Principal) -> Someone:
        return Someone(str(principal.user_id), principal.username)

    async def hidden_from(_read: Read, user_id: UserId) -> set[UserId]:
        return {other for one, other in members.hidden if one == user_id}

    return Gathering(
        kind="table",
        describe=describe,
        hidden_from=hidden_from,
        speeches=[
            Speech("toast", Toast, toast),
            Speech("wave", Toast, toast, told_as="waves", together=0.2),
        ],
    )


async def sit_down(house: House, principal: Principal, *, pings: bool = False) -> Client:
    house.members.let(principal, TABLE)
    client = await house.connect(principal, pings=pings)
    await client.subscribe(TABLE)
    await breathe(client)
    return client


async def breathe(*clients: Client) -> None:
    await settle()
    for client in clients:
        client.catch_breath()
    await settle()


def names(frames: list[dict[str, Any]]) -> list[str]:
    return [frame["data"]["user"]["name"] for frame in frames]


def seen(client: Client) -> list[str]:
    """The names in the list that the client got when it came."""
    (sync,) = client.of_type("user_sync")
    return sorted(user["name"] for user in sync["data"]["users"])
