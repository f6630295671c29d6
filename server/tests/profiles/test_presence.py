"""Who is here is told to friends, through real sockets, and to nobody else."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection

from longhouse.app import Longhouse
from profiles.steps import befriend, show
from support.clocks import FakeClock
from support.people import People, Person
from support.sockets import Sockets, hear, served

NAMES = ("ben", "frida", "fritz", "stella", "fola", "blanca", "petra")


class Scene:
    """Ben, two friends of his, a stranger, a follower, somebody whom he blocks; and Petra, a friend
    of all the others, whose coming shows that they have heard everything before it."""

    def __init__(self, people: dict[str, Person], sockets: Sockets) -> None:
        self.people = people
        self.sockets = sockets
        self.open: dict[str, ClientConnection] = {}

    def __getattr__(self, name: str) -> Person:
        return self.people[name]

    async def come(self, *names: str) -> None:
        for name in names:
            person = self.people[name]
            self.open[name] = await self.sockets.open(person, f"user:{person.id}")

    async def go(self, name: str) -> None:
        await self.open.pop(name).close()

    async def heard(self, name: str, until: str = "petra") -> list[tuple[str, bool]]:
        """What a socket was told of who comes and goes, up to the coming or going of somebody."""
        known = {str(person.id): called for called, person in self.people.items()}
        told: list[tuple[str, bool]] = []
        while not told or told[-1][0] != until:
            frames: list[dict[str, Any]] = await hear(self.open[name], "presence_changed")
            told += [
                (known[frame["data"]["user_id"]], frame["data"]["online"])
                for frame in frames
                if frame["type"] == "presence_changed"
            ]
        return told[:-1] if until == "petra" else told


@pytest.fixture
async def scene(longhouse: Longhouse, people: People) -> AsyncIterator[Scene]:
    members = {name: await people.member(name) for name in NAMES}
    ben = members["ben"]
    for friend in ("frida", "fritz"):
        await befriend(ben, members[friend])
    for other in NAMES[1:-1]:
        await befriend(members["petra"], members[other])
    await members["fola"].post(f"/users/{ben.id}/follow")
    await ben.post(f"/users/{members['blanca'].id}/block")
    async with served(longhouse) as sockets:
        yield Scene(members, sockets)


async def test_friends_hear_who_comes_and_goes_and_others_do_not(scene: Scene) -> None:
    await scene.come("frida", "fritz", "stella", "fola", "blanca")
    await scene.come("ben")
    for friend in ("frida", "fritz"):
        assert (await scene.heard(friend, until="ben"))[-1] == ("ben", True)
    await scene.go("ben")
    for friend in ("frida", "fritz"):
        assert await scene.heard(friend, until="ben") == [("ben", False)]
    await scene.come("petra")
    for name in ("frida", "fritz", "stella", "fola", "blanca"):
        assert "ben" not in [who for who, _ in await scene.heard(name)]


async def test_who_only_looked_on_was_here_until_they_left(scene: Scene, clock: FakeClock) -> None:
    await scene.come("frida", "ben")
    assert await scene.heard("frida", until="ben") == [("ben", True)]
    clock.advance(40)
    await scene.go("ben")
    frames = await hear(scene.open["frida"], "presence_changed")
    told = next(frame["data"] for frame in frames if frame["type"] == "presence_changed")
    assert (told["user_id"], told["online"]) == (str(scene.ben.id), False)
    left = datetime.fromisoformat(told["last_active_at"])
    assert (clock.now() - left).total_seconds() < 20
    (asked,) = (await scene.frida.get(f"/users/presence?ids={scene.ben.id}")).json()["presence"]
    assert asked["last_active_at"] == told["last_active_at"]


async def test_a_second_device_is_no_coming_and_its_end_no_going(scene: Scene) -> None:
    await scene.come("frida")
    await scene.come("ben")
    phone = await scene.sockets.open(scene.ben, f"user:{scene.ben.id}")
    await phone.close()
    await scene.come("petra")
    assert await scene.heard("frida") == [("ben", True)]


async def test_who_hides_when_they_are_active_comes_and_goes_unseen(scene: Scene) -> None:
    await show(scene.ben, last_active="private")
    await scene.come("frida")
    await scene.come("ben")
    await scene.go("ben")
    await scene.come("petra")
    assert await scene.heard("frida") == []
    asked = await scene.frida.get(f"/users/presence?ids={scene.ben.id}")
    assert asked.json() == {"presence": []}


async def test_who_hides_as_a_whole_comes_unseen_until_they_show_themselves(scene: Scene) -> None:
    await scene.ben.patch("/users/me", {"hide_profile": True})
    await scene.come("frida")
    await scene.come("ben")
    await scene.go("ben")
    await scene.come("petra")
    assert await scene.heard("frida") == []
    await scene.ben.patch("/users/me", {"hide_profile": False})
    await scene.come("ben")
    assert await scene.heard("frida", until="ben") == [("ben", True)]


async def test_a_friendship_that_ended_is_told_nothing_more(scene: Scene) -> None:
    await scene.come("frida", "fritz")
    await scene.come("ben")
    for friend in ("frida", "fritz"):
        assert await scene.heard(friend, until="ben") == [("ben", True)]
    await scene.frida.delete(f"/friends/{scene.ben.id}")
    await scene.go("ben")
    assert await scene.heard("fritz", until="ben") == [("ben", False)]
    await scene.come("petra")
    assert await scene.heard("frida") == []


async def test_a_blocked_friend_hears_nothing_more(scene: Scene) -> None:
    await scene.come("frida")
    await scene.ben.post(f"/users/{scene.frida.id}/block")
    await scene.come("ben")
    await scene.come("petra")
    assert await scene.heard("frida") == []


async def test_who_is_here_can_be_asked_by_those_who_may_know(scene: Scene) -> None:
    await scene.come("frida")
    await scene.come("ben")
    await scene.heard("frida", until="ben")
    path = f"/users/presence?ids={scene.ben.id},{scene.stella.id}"
    (told,) = (await scene.frida.get(path)).json()["presence"]
    assert (told["user_id"], told["online"]) == (str(scene.ben.id), True)
    for name in ("fola", "blanca", "petra"):
        here = (await scene.people[name].get(f"/users/presence?ids={scene.ben.id}")).json()
        assert here == {"presence": []}, name
    await show(scene.ben, last_active="public")
    (told,) = (await scene.fola.get(f"/users/presence?ids={scene.ben.id}")).json()["presence"]
    assert told["online"]
