"""Who is at which gathering, as told to those who look at all of them."""

from collections.abc import Sequence
from typing import Any

import msgspec
import pytest

from longhouse.kernel.db import Read
from longhouse.kernel.errors import NotFound
from longhouse.kernel.gatherings import Gathering, Lobby, sight_topic
from longhouse.kernel.ids import UserId
from longhouse.kernel.principal import Principal
from realtime.house import Client, House, Members, a_member
from support.clocks import FakeTimers
from support.waiting import settle

ROUND = "table:round"
SQUARE = "table:square"
ALL = "room:tables"


class Someone(msgspec.Struct):
    id: str
    name: str


class Seats(msgspec.Struct):
    table: str
    people: Sequence[msgspec.Raw]


class Hosts:
    def __init__(self) -> None:
        self.of: dict[str, UserId] = {}
        self.gone: set[str] = set()

    async def get(self, _read: Read, topic: str) -> UserId | None:
        if topic in self.gone:
            raise NotFound
        return self.of.get(topic)


@pytest.fixture
def hosts() -> Hosts:
    return Hosts()


@pytest.fixture
def members(hosts: Hosts) -> Members:
    members = Members()

    async def describe(_read: Read, principal: Principal) -> Someone:
        return Someone(str(principal.user_id), principal.username)

    async def hidden_from(_read: Read, user_id: UserId) -> set[UserId]:
        return {other for one, other in members.hidden if one == user_id}

    lobby = Lobby(topic=ALL, told_as="seats", show=Seats, get_host=hosts.get)
    members.gatherings.append(
        Gathering(kind="table", describe=describe, hidden_from=hidden_from, lobby=lobby)
    )
    return members


async def come_to(house: House, topic: str, principal: Principal, *, pings: bool = False) -> Client:
    house.members.let(principal, topic)
    client = await house.connect(principal, pings=pings)
    answer = await client.subscribe(topic)
    assert "epoch" in answer
    await settle()
    return client


async def a_moment(house: House) -> None:
    await house.pass_time(0.4)
    await house.pass_time(0.4)


def told(client: Client) -> list[tuple[str, list[str]]]:
    frames: list[dict[str, Any]] = [frame["data"] for frame in client.of_type("seats")]
    return [(one["table"], sorted(person["name"] for person in one["people"])) for one in frames]


async def test_who_comes_and_goes_is_told_to_those_who_look_at_all(
    two_houses: tuple[House, House],
) -> None:
    here, there = two_houses
    ada = await come_to(here, ALL, a_member("ada"))
    ben = await come_to(there, ROUND, a_member("ben"))
    carla = await come_to(there, ROUND, a_member("carla"))
    await a_moment(here)
    assert told(ada) == [(ROUND, ["ben", "carla"])], "who comes at once is told of together"
    carla.leave()
    await a_moment(here)
    ben.leave()
    await a_moment(here)
    assert told(ada)[1:] == [(ROUND, ["ben"]), (ROUND, [])]


async def test_the_hidden_are_neither_counted_nor_noticed(
    two_houses: tuple[House, House], members: Members
) -> None:
    here, there = two_houses
    ada, ben = a_member("ada"), a_member("ben")
    members.hidden |= {(ada.user_id, ben.user_id), (ben.user_id, ada.user_id)}
    at_ada, at_eve = await come_to(here, ALL, ada), await come_to(here, ALL, a_member("eve"))
    await come_to(there, ROUND, ben)
    await a_moment(here)
    assert told(at_ada) == [], "that something is told would tell of him"
    await come_to(there, ROUND, a_member("carla"))
    await a_moment(here)
    assert told(at_ada) == [(ROUND, ["carla"])]
    assert told(at_eve)[-1] == (ROUND, ["ben", "carla"])


async def test_what_belongs_to_somebody_hidden_is_not_told_of(
    two_houses: tuple[House, House], members: Members, hosts: Hosts
) -> None:
    here, there = two_houses
    ada, ben = a_member("ada"), a_member("ben")
    members.hidden.add((ada.user_id, ben.user_id))
    hosts.of[SQUARE] = ben.user_id
    at_ada, at_eve = await come_to(here, ALL, ada), await come_to(here, ALL, a_member("eve"))
    await come_to(there, SQUARE, a_member("carla"))
    await a_moment(here)
    assert told(at_ada) == []
    assert told(at_eve) == [(SQUARE, ["carla"])]


async def test_what_is_no_more_is_not_told_of(
    two_houses: tuple[House, House], hosts: Hosts
) -> None:
    here, there = two_houses
    ada = await come_to(here, ALL, a_member("ada"))
    hosts.gone.add(SQUARE)
    await come_to(there, SQUARE, a_member("carla"))
    await a_moment(here)
    assert told(ada) == []


async def test_who_sees_others_than_before_reads_again(
    two_houses: tuple[House, House], members: Members
) -> None:
    here, there = two_houses
    ada, ben = a_member("ada"), a_member("ben")
    at_ada, at_eve = await come_to(here, ALL, ada), await come_to(here, ALL, a_member("eve"))
    await come_to(there, ROUND, ben)
    members.hidden.add((ada.user_id, ben.user_id))
    await here.publish(sight_topic(ada.user_id), "changed")
    await a_moment(here)
    assert [frame["data"]["recovered"] for frame in at_ada.of_type("resynced")] == [False]
    assert at_eve.of_type("resynced") == []


async def test_who_vanished_with_their_process_is_not_counted_for_long(
    two_houses: tuple[House, House],
) -> None:
    here, there = two_houses
    await come_to(there, ROUND, a_member("ben"))
    ada = await come_to(here, ALL, a_member("ada"), pings=True)
    for _ in range(3):
        await here.pass_time(26)
        ada.connection.heard()
    assert told(ada) == [(ROUND, ["ben"])], "he was there before her"
    # The process dies: nobody says goodbye for it, and nobody else is at that table.
    await there.realtime.stop()
    for _ in range(14):
        await here.pass_time(26)
        ada.connection.heard()
    await here.pass_time(1)
    assert told(ada)[1:] == [(ROUND, [])]


async def test_who_comes_back_reads_again(two_houses: tuple[House, House]) -> None:
    """Who came and went meanwhile is told to nobody a second time."""
    here, _ = two_houses
    ada = a_member("ada")
    here.members.let(ada, ALL, "room:kitchen")
    client = await here.connect(ada)
    for topic, recovered in ((ALL, False), ("room:kitchen", True)):
        stood = await client.subscribe(topic)
        await client.ask("unsubscribe", {"topics": [topic]})
        assert (await client.subscribe(topic, since=stood))["recovered"] is recovered


async def test_nothing_is_looked_for_when_nobody_looks(
    two_houses: tuple[House, House], timers: FakeTimers
) -> None:
    here, there = two_houses
    ada = await come_to(here, ALL, a_member("ada"))
    ada.leave()
    await here.pass_time(60)
    await here.pass_time(60)
    waiting = timers.waiting
    ben = await come_to(there, ROUND, a_member("ben"))
    ben.leave()
    for _ in range(4):
        await here.pass_time(60)
    assert timers.waiting == waiting
