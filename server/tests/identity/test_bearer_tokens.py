"""Bearer tokens: short, renewed once each, and ended for good when one is used twice."""

import asyncio

import httpx

from identity.steps import tokens_of, who
from longhouse.app import Longhouse
from support.clocks import FakeClock
from support.people import PASSWORD, People

DAY = 86_400


async def refresh(people: People, token: str, *, address: str = "203.0.113.7") -> httpx.Response:
    return await people.stranger(address=address).post("/auth/refresh", {"refresh_token": token})


async def test_a_client_signs_in_without_cookies(people: People) -> None:
    await people.member("ben")
    ben = people.stranger("ben")
    answer = await ben.post("/auth/token", {"username": "ben", "password": PASSWORD})
    assert "set-cookie" not in answer.headers
    made = answer.json()
    assert (made["token_type"], made["expires_in"]) == ("Bearer", 900)
    assert (await who(people, made["access_token"])).json()["user"]["username"] == "ben"


async def test_a_wrong_password_gives_no_token(people: People) -> None:
    await people.member("ben")
    answer = await people.stranger().post(
        "/auth/token", {"username": "ben", "password": "wrong kettle"}
    )
    assert (answer.status_code, answer.json()["code"]) == (401, "INVALID_CREDENTIALS")


async def test_a_bearer_needs_no_csrf_token(people: People) -> None:
    await people.member("ben")
    made = await tokens_of(people.stranger("ben"))
    client = people.stranger().client
    headers = {"Authorization": f"Bearer {made['access_token']}"}
    assert (await client.post("auth/logout", headers=headers)).status_code == 200
    assert (await who(people, made["access_token"])).status_code == 401
    assert (await refresh(people, made["refresh_token"])).status_code == 401


async def test_an_access_token_lives_a_quarter_of_an_hour(people: People, clock: FakeClock) -> None:
    await people.member("ben")
    made = await tokens_of(people.stranger("ben"))
    clock.advance(890)
    assert (await who(people, made["access_token"])).status_code == 200
    clock.advance(11)
    assert (await who(people, made["access_token"])).status_code == 401


async def test_refreshing_gives_a_new_pair_and_voids_the_old(people: People) -> None:
    await people.member("ben")
    old = await tokens_of(people.stranger("ben"))
    new = (await refresh(people, old["refresh_token"])).json()
    assert set(new) == {"access_token", "token_type", "expires_in", "refresh_token"}
    assert (await who(people, new["access_token"])).status_code == 200
    assert (await who(people, old["access_token"])).status_code == 401


async def test_a_refresh_token_that_comes_twice_ends_the_sign_in(people: People) -> None:
    await people.member("ben")
    first = await tokens_of(people.stranger("ben"))
    second = (await refresh(people, first["refresh_token"])).json()
    reused = await refresh(people, first["refresh_token"])
    assert (reused.status_code, reused.json()["code"]) == (401, "TOKEN_REUSED")
    assert (await who(people, second["access_token"])).status_code == 401
    after = await refresh(people, second["refresh_token"])
    assert (after.status_code, after.json()["code"]) == (401, "TOKEN_INVALID")


async def test_of_many_who_use_a_refresh_token_at_once_one_gets_a_pair(people: People) -> None:
    await people.member("ben")
    made = await tokens_of(people.stranger("ben"))
    answers = await asyncio.gather(
        *(refresh(people, made["refresh_token"], address=f"198.51.100.{n}") for n in range(50))
    )
    pairs = [answer.json() for answer in answers if answer.status_code == 200]
    assert len(pairs) == 1
    assert {a.json()["code"] for a in answers if a.status_code != 200} == {"TOKEN_REUSED"}
    assert (await who(people, pairs[0]["access_token"])).status_code == 401


async def test_a_token_nobody_gave_is_refused(people: People) -> None:
    await people.member("ben")
    made = await tokens_of(people.stranger("ben"))
    for forged in ("", "x" * 43, made["access_token"], "\ud7ff"):
        answer = await refresh(people, forged)
        assert (answer.status_code, answer.json()["code"]) == (401, "TOKEN_INVALID")
    assert (await who(people, made["refresh_token"])).status_code == 401


async def test_a_cookie_is_no_bearer_and_a_bearer_no_cookie(people: People) -> None:
    ben = await people.member("ben")
    assert (await who(people, ben.client.cookies["session_id"])).status_code == 401
    made = await tokens_of(people.stranger("ben"))
    thief = people.stranger()
    thief.client.cookies.set("session_id", made["access_token"])
    assert (await thief.get("/auth/session")).status_code == 401


async def test_the_end_of_the_session_is_the_end_of_its_tokens(people: People) -> None:
    ben = await people.member("ben")
    made = await tokens_of(people.stranger("ben"))
    assert (await ben.delete("/auth/sessions")).status_code == 200
    assert (await who(people, made["access_token"])).status_code == 401
    assert (await refresh(people, made["refresh_token"])).status_code == 401


async def test_refreshing_does_not_outlive_thirty_days(people: People, clock: FakeClock) -> None:
    await people.member("ben")
    made = await tokens_of(people.stranger("ben"))
    for _ in range(5):
        clock.advance(5 * DAY)
        made = (await refresh(people, made["refresh_token"])).json()
    clock.advance(5 * DAY + 1)
    assert (await refresh(people, made["refresh_token"])).status_code == 401


async def test_tokens_are_stored_only_as_digests(people: People, longhouse: Longhouse) -> None:
    await people.member("ben")
    made = await tokens_of(people.stranger("ben"))
    async with longhouse.db.read() as read:
        stored = await read.values(
            bytes,
            """
            SELECT token_hash FROM identity.session
            UNION ALL SELECT token_hash FROM identity.refresh_token
            """,
        )
    assert len(stored) == 3
    readable = b"".join(stored)
    assert all(made[kind].encode() not in readable for kind in ("access_token", "refresh_token"))
