"""A thing that is asked for twice with the same key is made once."""

import asyncio
from typing import Any

import asyncpg
import httpx
import pytest

from longhouse.app import Longhouse
from longhouse.features.identity.service.invites import Invites
from longhouse.kernel.db import Tx
from longhouse.kernel.http.once import forget_old_keys
from support.clocks import FakeClock
from support.people import People, Person

WISH = {"max_uses": 3, "expires_in_days": 7, "note": "For the choir"}
DAY = 24 * 3600


async def wish(person: Person, key: str, body: dict[str, Any] | None = None) -> httpx.Response:
    return await person.post("/admin/invites", body or WISH, headers={"Idempotency-Key": key})


def invite_of(answer: httpx.Response) -> str:
    assert answer.status_code == 201, answer.text
    return answer.json()["invite"]["id"]


async def invites_of(person: Person) -> list[str]:
    listed = (await person.get("/admin/invites?limit=100")).json()
    return [invite["id"] for invite in listed["invites"]]


async def test_fifty_who_ask_at_once_with_one_key_make_one_thing(people: People) -> None:
    ada = await people.admin("ada")
    answers = await asyncio.gather(*(wish(ada, "choir") for _ in range(50)))
    made = {invite_of(answer) for answer in answers}
    assert len(made) == 1
    assert await invites_of(ada) == list(made)
    log = (await ada.get("/admin/audit-logs?action=create_invite")).json()["logs"]
    assert len(log) == 1


async def test_another_key_or_none_makes_another_thing(people: People) -> None:
    ada = await people.admin("ada")
    made = {
        invite_of(await wish(ada, "choir")),
        invite_of(await wish(ada, "garden")),
        invite_of(await ada.post("/admin/invites", WISH)),
        invite_of(await ada.post("/admin/invites", WISH)),
    }
    assert len(made) == 4


async def test_a_key_stands_for_what_was_asked_with_it(people: People) -> None:
    ada = await people.admin("ada")
    first = invite_of(await wish(ada, "choir"))
    other = await wish(ada, "choir", {**WISH, "max_uses": 4})
    assert (other.status_code, other.json()["code"]) == (409, "IDEMPOTENCY_KEY_REUSED")
    assert invite_of(await wish(ada, "choir")) == first
    assert await invites_of(ada) == [first]


async def test_of_two_different_wishes_at_once_with_one_key_one_is_granted(
    people: People,
) -> None:
    ada = await people.admin("ada")
    answers = await asyncio.gather(
        *(wish(ada, "choir", {**WISH, "max_uses": 1 + turn % 2}) for turn in range(20))
    )
    statuses = sorted({answer.status_code for answer in answers})
    assert statuses == [201, 409]
    assert len(await invites_of(ada)) == 1


async def test_the_same_key_of_somebody_else_is_another_key(people: People) -> None:
    ada, hana = await people.admin("ada"), await people.admin("hana")
    answers = await asyncio.gather(*(wish(person, "choir") for person in (ada, hana)))
    made = [invite_of(answer) for answer in answers]
    assert len(set(made)) == 2
    assert [invite_of(await wish(person, "choir")) for person in (ada, hana)] == made


async def test_the_same_key_at_another_address_is_another_key(people: People) -> None:
    ada = await people.admin("ada")
    key = {"Idempotency-Key": "choir"}
    first = invite_of(await wish(ada, "choir"))
    canvas = await ada.post("/canvases", {"name": "The choir"}, headers=key)
    assert canvas.status_code == 201, canvas.text
    assert invite_of(await wish(ada, "choir")) == first


async def test_a_key_is_kept_for_a_day(people: People, clock: FakeClock) -> None:
    ada = await people.admin("ada")
    first = invite_of(await wish(ada, "choir"))
    clock.advance(DAY - 1)
    await ada.renew_csrf_token()
    assert invite_of(await wish(ada, "choir")) == first
    clock.advance(2)
    later = await wish(ada, "choir", {**WISH, "max_uses": 4})
    assert invite_of(later) != first


async def test_the_answer_shows_the_thing_as_it_is_now(people: People) -> None:
    ada = await people.admin("ada")
    first = await wish(ada, "choir")
    newcomer = {
        "username": "newcomer",
        "password": "a door that creaks",
        "invite": first.json()["invite"]["code"],
    }
    assert (await people.stranger().post("/auth/register", newcomer)).status_code == 201
    again = await wish(ada, "choir")
    assert invite_of(again) == invite_of(first)
    assert again.json()["invite"]["uses"] == 1


async def test_what_failed_did_not_use_up_its_key(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = await people.admin("ada")
    make = Invites.create

    async def make_and_fail(self: Invites, tx: Tx, *arguments: Any, **named: Any) -> None:
        await make(self, tx, *arguments, **named)
        raise ConnectionResetError

    with monkeypatch.context() as patch:
        patch.setattr(Invites, "create", make_and_fail)
        assert (await wish(ada, "choir")).status_code == 503
    assert await invites_of(ada) == []
    made = invite_of(await wish(ada, "choir", {**WISH, "max_uses": 4}))
    assert await invites_of(ada) == [made]


@pytest.mark.parametrize("key", ["", " ", "x" * 201, "two words", "naïve"])
async def test_a_key_that_is_none_is_refused(people: People, key: str) -> None:
    ada = await people.admin("ada")
    headers = {
        b"Idempotency-Key": key.encode(),
        b"X-CSRF-Token": ada.csrf_token.encode(),
    }
    answer = await ada.client.post("admin/invites", json=WISH, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (400, "INVALID_IDEMPOTENCY_KEY")
    assert await invites_of(ada) == []


async def test_two_keys_at_once_are_refused(people: People) -> None:
    ada = await people.admin("ada")
    headers = [
        ("Idempotency-Key", "one"),
        ("Idempotency-Key", "two"),
        ("X-CSRF-Token", ada.csrf_token),
    ]
    answer = await ada.client.post("admin/invites", json=WISH, headers=headers)
    assert answer.status_code == 400
    assert await invites_of(ada) == []


async def test_old_keys_are_forgotten_and_young_ones_are_not(
    people: People, longhouse: Longhouse, clock: FakeClock, database_url: str
) -> None:
    ada = await people.admin("ada")
    await wish(ada, "old")
    clock.advance(DAY / 2)
    await ada.renew_csrf_token()
    await wish(ada, "young")
    clock.advance(DAY / 2 + 1)
    async with longhouse.db.transaction() as tx:
        await forget_old_keys(tx)
    connection = await asyncpg.connect(database_url)
    kept = await connection.fetch("SELECT key FROM kernel.idempotency_key")
    await connection.close()
    assert [row["key"] for row in kept] == ["young"]


async def test_the_same_key_for_another_person_is_another_key(people: People) -> None:
    ben, carla, dora = [await people.member(name) for name in ("ben", "carla", "dora")]
    key = {"Idempotency-Key": "choir"}
    asked = [
        (await ben.post(f"/users/{other.id}/friend-request", {}, headers=key)).json()
        for other in (carla, dora, carla)
    ]
    requests = [answer["friend_request"] for answer in asked]
    assert [request["recipient"]["id"] for request in requests] == [
        str(other.id) for other in (carla, dora, carla)
    ]
    assert requests[0]["id"] == requests[2]["id"]
