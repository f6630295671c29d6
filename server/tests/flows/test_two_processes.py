"""Two processes of one house, with a real Redis between them, are one house to its members."""

import asyncio
from collections.abc import AsyncIterator
from typing import NamedTuple

import httpx
import pytest

from flows.conftest import MakeHouse
from support.browsing import ADMINS, Browser
from support.redis_server import RedisServer
from support.running import NotStarted, RunningHouse
from support.waiting import until

pytestmark = [pytest.mark.slow, pytest.mark.two_processes]

ANYONE = 40


class Pair(NamedTuple):
    here: RunningHouse
    there: RunningHouse
    ada: Browser
    """Signed in at the one; `ada.at(there)` is led to the other."""


@pytest.fixture
async def pair(house_of: MakeHouse, redis_server: RedisServer) -> AsyncIterator[Pair]:
    settings = {
        "LONGHOUSE_LIVE_BACKEND": "redis",
        "LONGHOUSE_LIVE_REDIS_URL": redis_server.url,
        "LONGHOUSE_PUBLIC_URL": "http://house.test",
        "LONGHOUSE_HTTP_ANONYMOUS_REQUESTS_PER_MINUTE": str(ANYONE),
    }
    here, there = house_of("serve", settings), house_of("serve", settings)
    await here.start()
    await there.start()
    ada = Browser(here, "ada")
    await until(lambda: here.first_link and there.first_link)
    # The link that was issued last is the one that counts.
    here.lines[:] = there.lines
    await ada.become_first_admin()
    yield Pair(here, there, ada)
    await ada.close()
    assert [await here.stop(), await there.stop()] == [0, 0]


async def test_they_hear_count_and_end_together(pair: Pair) -> None:
    """One start of two processes serves three promises, because it is the slowest part."""
    await an_event_made_on_one_reaches_a_socket_on_the_other(pair)
    await a_session_that_ends_on_one_closes_its_socket_on_the_other(pair)
    await what_is_asked_of_both_is_counted_together(pair)


async def an_event_made_on_one_reaches_a_socket_on_the_other(pair: Pair) -> None:
    there = pair.ada.at(pair.there)
    async with there.listen(ADMINS) as listening:
        answer = await pair.ada.client.patch("admin/config", json={"site_name": "Two hearths"})
        assert answer.status_code == 200
        told = await listening.heard("config_changed")
        assert told["data"]["config"]["site_name"] == "Two hearths"
        assert (await there.client.get("admin/config")).json() == answer.json()
    await there.close()


async def a_session_that_ends_on_one_closes_its_socket_on_the_other(pair: Pair) -> None:
    phone, laptop = Browser(pair.there, "ada"), Browser(pair.there, "ada")
    assert (await phone.sign_in()).status_code == 200
    assert (await laptop.sign_in()).status_code == 200
    mine = (await phone.client.get("auth/session")).json()
    topic = f"user:{mine['user']['id']}"
    async with phone.listen(topic) as on_phone, laptop.listen(topic) as on_laptop:
        ended = await pair.ada.client.delete(f"auth/sessions/{mine['session']['id']}")
        assert ended.status_code == 200
        await until(lambda: on_phone.closed)
        assert on_phone.closed is not None
        assert on_phone.closed[0] == 4401
        await on_laptop.heard("session_ended")
        assert on_laptop.closed is None
    assert (await phone.client.get("auth/session")).status_code == 401
    assert (await laptop.client.get("auth/session")).status_code == 200
    await phone.close()
    await laptop.close()


async def what_is_asked_of_both_is_counted_together(pair: Pair) -> None:
    async with httpx.AsyncClient() as stranger:
        answers = await asyncio.gather(
            *(
                stranger.get(f"{house.url}/api/v1/site")
                for house in (pair.here, pair.there) * ANYONE
            )
        )
        let_through = [answer.status_code for answer in answers].count(200)
        assert 0 < let_through <= ANYONE
        for house in (pair.here, pair.there):
            assert (await stranger.get(f"{house.url}/api/v1/site")).status_code == 429


async def test_redis_without_its_address_is_refused(house_of: MakeHouse) -> None:
    settings = {"LONGHOUSE_LIVE_BACKEND": "redis"}
    house = house_of("serve", settings)
    with pytest.raises(NotStarted, match="LONGHOUSE_LIVE_REDIS_URL"):
        await house.start()
    assert await house.stop() == 1
