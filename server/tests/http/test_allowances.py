"""How often one may ask: counted for each member, or each address, and for nobody else's."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from longhouse.app import Longhouse
from longhouse.kernel.adapters.live_memory import MemoryLive
from longhouse.kernel.live import Count
from longhouse.kernel.settings import HttpSettings
from support.clocks import FakeClock
from support.households import open_house
from support.people import People, Person

MEMBER, ANYONE = 30, 12
PROXY = "198.51.100.4"


@pytest.fixture
async def longhouse(
    database_url: str, clock: FakeClock, tmp_path: Path
) -> AsyncIterator[Longhouse]:
    settings = HttpSettings(
        requests_per_minute=MEMBER,
        anonymous_requests_per_minute=ANYONE,
        trusted_proxies=f"{PROXY}, 10.0.0.0/8",
    )
    async with open_house(database_url, tmp_path, clock, settings) as house:
        yield house


async def ask_until_refused(person: Person, path: str, most: int = 100) -> httpx.Response:
    for _ in range(most):
        answer = await person.get(path)
        if answer.status_code == 429:
            return answer
    raise AssertionError(f"{most} requests were let through")


async def test_an_allowance_is_told_with_every_answer_and_ends(
    people: People, clock: FakeClock
) -> None:
    stranger = people.stranger()
    left: list[int] = []
    for _ in range(ANYONE):
        answer = await stranger.get("/site")
        assert answer.status_code == 200
        assert answer.headers["x-ratelimit-limit"] == str(ANYONE)
        assert answer.headers["x-ratelimit-reset"] == "60"
        left.append(int(answer.headers["x-ratelimit-remaining"]))
    assert left == list(range(ANYONE - 1, -1, -1))
    clock.advance(20)
    refused = await stranger.get("/site")
    assert (refused.status_code, refused.json()["code"]) == (429, "RATE_LIMITED")
    assert refused.headers["retry-after"] == "40"
    assert refused.headers["connection"] == "close"
    assert refused.headers["x-ratelimit-remaining"] == "0"
    assert refused.json()["details"] == {"retry_after": 40}
    clock.advance(40.1)
    assert (await stranger.get("/site")).status_code == 200


async def test_who_knocks_at_closed_doors_is_counted_too(people: People) -> None:
    stranger = people.stranger()
    answers = [(await stranger.get("/auth/csrf")).status_code for _ in range(ANYONE + 1)]
    assert answers == [401] * ANYONE + [429]


async def test_a_member_is_counted_wherever_they_are(people: People) -> None:
    ben = await people.member("ben")
    phone = people.stranger("ben", address="203.0.113.99")
    await phone.sign_in()
    refused = await ask_until_refused(ben, "/users/me")
    assert refused.headers["x-ratelimit-limit"] == str(MEMBER)
    assert (await phone.get("/users/me")).status_code == 429


async def test_one_member_does_not_use_up_what_is_anothers(people: People) -> None:
    ben, cleo = await people.member("ben"), await people.member("cleo")
    await ask_until_refused(ben, "/users/me")
    assert (await cleo.get("/users/me")).status_code == 200


async def test_one_address_does_not_use_up_what_is_anothers(people: People) -> None:
    here = people.stranger(address="203.0.113.20")
    there = people.stranger(address="203.0.113.21")
    await ask_until_refused(here, "/site")
    assert (await there.get("/site")).status_code == 200


async def test_one_who_has_many_addresses_is_one(people: People) -> None:
    for number in range(ANYONE):
        neighbour = people.stranger(address=f"2001:db8:0:7::{number + 1}")
        assert (await neighbour.get("/site")).status_code == 200
    assert (await people.stranger(address="2001:db8:0:7:f::1").get("/site")).status_code == 429
    assert (await people.stranger(address="2001:db8:0:8::1").get("/site")).status_code == 200


async def test_who_is_refused_is_refused_before_anything_is_done(people: People) -> None:
    ada = await people.admin("ada")
    await ask_until_refused(ada, "/users/me")
    refused = await ada.patch("/admin/config", {"site_name": "Too late"})
    assert refused.status_code == 429
    site = await people.stranger(address="203.0.113.30").get("/site")
    assert site.json()["site"]["name"] != "Too late"


@pytest.mark.parametrize(
    "header", ["X-Forwarded-For", "X-Real-IP", "Forwarded", "CF-Connecting-IP", "True-Client-IP"]
)
async def test_a_stranger_cannot_pretend_to_be_many(people: People, header: str) -> None:
    stranger = people.stranger(address="203.0.113.40")
    answers = [
        await stranger.client.get("site", headers={header: f"192.0.2.{number}"})
        for number in range(ANYONE + 3)
    ]
    assert [answer.status_code for answer in answers].count(429) == 3


async def test_behind_our_own_proxy_each_visitor_is_one(people: People) -> None:
    proxy = people.stranger(address=PROXY)

    async def visit(forwarded_for: str) -> int:
        answer = await proxy.client.get("site", headers={"X-Forwarded-For": forwarded_for})
        return answer.status_code

    assert [await visit("192.0.2.1") for _ in range(ANYONE + 1)][-2:] == [200, 429]
    assert await visit("192.0.2.2") == 200
    # What a visitor wrote stands to the left of what the proxy saw.
    assert await visit("192.0.2.77, 192.0.2.1") == 429
    assert await visit("192.0.2.1, 10.1.2.3") == 429


async def test_the_address_that_a_session_shows_cannot_be_made_up(people: People) -> None:
    await people.member("ben")
    liar = people.stranger("ben", address="203.0.113.50")
    liar.client.headers["X-Forwarded-For"] = "127.0.0.1"
    await liar.sign_in()
    shown = (await liar.get("/auth/session")).json()["session"]["address"]
    assert shown == "203.0.113.50"


async def test_limits_hold_while_the_live_store_is_down(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def deaf(*_arguments: object) -> Count:
        raise ConnectionError

    monkeypatch.setattr(MemoryLive, "count", deaf)
    refused = await ask_until_refused(people.stranger(), "/site", ANYONE + 1)
    assert refused.headers["retry-after"] == "60"
