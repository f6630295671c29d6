"""One canvas at two processes, with a real Redis between them: words, comings and goings, an end."""

from collections.abc import AsyncIterator
from typing import Any, NamedTuple

import pytest

from flows.conftest import MakeHouse
from support.browsing import Browser, Listening
from support.people import PASSWORD
from support.redis_server import RedisServer
from support.running import RunningHouse
from support.waiting import until

pytestmark = [pytest.mark.slow, pytest.mark.two_processes]

CANVAS = "canvas:default"
STAY_SECONDS = 8
# Starting processes and letting a stay run out takes longer on a busy machine.
PATIENCE = 60.0


class Pair(NamedTuple):
    here: RunningHouse
    there: RunningHouse
    ada: Browser
    ben: Browser
    """Signed in at the other process."""


@pytest.fixture
async def pair(house_of: MakeHouse, redis_server: RedisServer) -> AsyncIterator[Pair]:
    settings = {
        "LONGHOUSE_LIVE_BACKEND": "redis",
        "LONGHOUSE_LIVE_REDIS_URL": redis_server.url,
        "LONGHOUSE_PUBLIC_URL": "http://house.test",
        "LONGHOUSE_REALTIME_ATTENDANCE_SECONDS": str(STAY_SECONDS),
        "LONGHOUSE_REALTIME_HEARTBEAT_SECONDS": "5",
    }
    here, there = house_of("serve", settings), house_of("serve", settings)
    await here.start()
    await there.start()
    ada, ben = Browser(here, "ada"), Browser(there, "ben")
    await until(lambda: here.first_link and there.first_link)
    # The link that was issued last is the one that counts.
    here.lines[:] = there.lines
    await ada.become_first_admin()
    wish = {"username": "ben", "password": PASSWORD}
    registered = await ben.client.post("auth/register", json=wish)
    assert registered.status_code == 201, registered.text
    approved = await ada.client.post(f"admin/users/{registered.json()['id']}/approve")
    assert approved.status_code == 200, approved.text
    assert (await ben.sign_in()).status_code == 200
    yield Pair(here, there, ada, ben)
    await ada.close()
    await ben.close()


def heard(listening: Listening, kind: str) -> list[dict[str, Any]]:
    return [frame["data"] for frame in listening.frames if frame["type"] == kind]


def names(people: list[dict[str, Any]]) -> list[str]:
    return sorted(one["username"] for one in people)


async def count_at(browser: Browser) -> int:
    answer = await browser.client.get("canvases/default")
    return answer.json()["canvas"]["people_count"]


async def test_a_canvas_is_one_place_to_two_processes(pair: Pair) -> None:
    """One start of two processes serves all its promises, because it is the slowest part."""
    async with (
        pair.ada.listen("canvases:all") as looking,
        pair.ada.listen(CANVAS) as ada,
        pair.ben.listen(CANVAS) as ben,
    ):
        await they_see_each_other(pair, ada, ben)
        await words_cross_both_ways_and_come_back_to_nobody(ada, ben)
        await who_leaves_is_gone_for_the_other(pair, ada)
        await the_list_is_told_at_the_other_process(looking)
        await who_is_there_when_a_process_is_killed_is_gone_soon(pair, ada, looking)


async def they_see_each_other(pair: Pair, ada: Listening, ben: Listening) -> None:
    assert names((await ben.heard("user_sync"))["data"]["users"]) == ["ada", "ben"]
    assert (await ada.heard("user_joined"))["data"]["user"]["username"] == "ben"
    assert heard(ben, "user_joined") == []
    assert [await count_at(pair.ada), await count_at(pair.ben)] == [2, 2]


async def words_cross_both_ways_and_come_back_to_nobody(ada: Listening, ben: Listening) -> None:
    await ben.say("chat", words("Anybody there?"))
    await until(lambda: heard(ada, "chat"))
    await ada.say("chat", words("Over here"))
    await until(lambda: heard(ben, "chat"))
    said = [(one["username"], one["payload"]) for one in heard(ada, "chat") + heard(ben, "chat")]
    assert said == [("ben", "Anybody there?"), ("ada", "Over here")]
    draft = {"topic": CANVAS, "draft_id": "d", "payload": "Gro", "position": {"x": 1, "y": 2}}
    await ben.say("chat_update", draft)
    (grown,) = (await ada.heard("chat_updates"))["data"]["chat_updates"]
    assert (grown["username"], grown["payload"]) == ("ben", "Gro")


async def who_leaves_is_gone_for_the_other(pair: Pair, ada: Listening) -> None:
    async with pair.ben.listen(CANVAS) as window:
        await window.heard("user_sync")
        assert await count_at(pair.ada) == 2, "two windows are one member"
    # His first window is still open: nobody has left.
    carla = pair.ada.at(pair.there)
    async with carla.listen(CANVAS) as second:
        await second.heard("user_sync")
        assert len(heard(ada, "user_joined")) == 1
    await carla.close()
    assert heard(ada, "user_left") == []


async def the_list_is_told_at_the_other_process(looking: Listening) -> None:
    await until(lambda: names(people_told(looking)) == ["ada", "ben"])


async def who_is_there_when_a_process_is_killed_is_gone_soon(
    pair: Pair, ada: Listening, looking: Listening
) -> None:
    await pair.there.kill()
    assert await count_at(pair.ada) == 2, "nobody has said goodbye for him"
    await until(lambda: heard(ada, "user_left"), within=PATIENCE)
    assert len(heard(ada, "user_left")) == 1
    await until(lambda: names(people_told(looking)) == ["ada"], within=PATIENCE)
    assert await count_at(pair.ada) == 1


def people_told(looking: Listening) -> list[dict[str, Any]]:
    told = heard(looking, "canvas_people")
    return told[-1]["people"] if told else []


def words(payload: str) -> dict[str, Any]:
    return {"topic": CANVAS, "payload": payload, "position": {"x": 12.5, "y": -3.25}}
