"""Whoever is at one process of the house is here to friends at the other."""

from collections.abc import AsyncIterator
from typing import NamedTuple

import pytest

from flows.conftest import MakeHouse
from support.browsing import Browser, Frame, Listening
from support.people import PASSWORD
from support.redis_server import RedisServer
from support.running import RunningHouse
from support.waiting import until

pytestmark = [pytest.mark.slow, pytest.mark.two_processes]


class Scene(NamedTuple):
    here: RunningHouse
    there: RunningHouse
    ada: Browser
    """At the other process."""
    ben: Browser
    ada_id: str
    ben_id: str


@pytest.fixture
async def scene(house_of: MakeHouse, redis_server: RedisServer) -> AsyncIterator[Scene]:
    settings = {
        "LONGHOUSE_LIVE_BACKEND": "redis",
        "LONGHOUSE_LIVE_REDIS_URL": redis_server.url,
        "LONGHOUSE_PUBLIC_URL": "http://house.test",
    }
    here, there = house_of("serve", settings), house_of("serve", settings)
    await here.start()
    ada = Browser(here, "ada")
    await ada.become_first_admin()
    await there.start()
    ben = Browser(here, "ben")
    wish = {"username": "ben", "password": PASSWORD}
    ben_id = (await ben.client.post("auth/register", json=wish)).json()["id"]
    assert (await ada.client.post(f"admin/users/{ben_id}/approve")).status_code == 200
    assert (await ben.sign_in()).status_code == 200
    for one, other in ((ada, "ben"), (ben, "ada")):
        asked = await one.client.post(f"users/@{other}/friend-request", json={})
        assert asked.status_code == 201, asked.text
    ada_id = (await ada.client.get("auth/session")).json()["user"]["id"]
    ada_there = ada.at(there)
    yield Scene(here, there, ada_there, ben, ada_id, ben_id)
    for browser in (ada, ada_there, ben):
        await browser.close()
    assert [await here.stop(), await there.stop()] == [0, 0]


def told(listening: Listening) -> list[bool]:
    """Whether Ben came or went, as often as Ada was told."""
    frames: list[Frame] = [f for f in listening.events if f["type"] == "presence_changed"]
    return [frame["data"]["online"] for frame in frames]


async def test_a_friend_is_here_while_they_are_at_any_process(scene: Scene) -> None:
    at_there = scene.ben.at(scene.there)
    async with scene.ada.listen(f"user:{scene.ada_id}") as adas:
        async with at_there.listen(f"user:{scene.ben_id}"):
            await until(lambda: told(adas) == [True])
            async with scene.ben.listen(f"user:{scene.ben_id}"):
                pass
            # The one at the first process has ended, the one at the other has not.
            answer = await scene.ada.client.get(f"users/presence?ids={scene.ben_id}")
            assert [one["online"] for one in answer.json()["presence"]] == [True]
        async with scene.ben.listen(f"user:{scene.ben_id}"):
            await until(lambda: told(adas) == [True, False, True])
        await until(lambda: told(adas) == [True, False, True, False])
        await scene.ben.client.delete(f"friends/{scene.ada_id}")
        async with scene.ben.listen(f"user:{scene.ben_id}"):
            await adas.heard("friendship_ended")
            answer = await scene.ada.client.get(f"users/presence?ids={scene.ben_id}")
            assert answer.json() == {"presence": []}
    assert told(adas) == [True, False, True, False]
    await at_there.close()
