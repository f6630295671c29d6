"""Signing up: what is asked for, what is refused, and what is not given away."""

import pytest

from longhouse.app import Longhouse
from longhouse.features.identity.service import hashing
from support.clocks import FakeClock
from support.people import PASSWORD, People


def wish(username: str, **more: object) -> dict[str, object]:
    return {"username": username, "password": PASSWORD, **more}


async def test_a_newcomer_waits_for_an_admin(people: People) -> None:
    ben = people.stranger("ben")
    answer = await ben.post("/auth/register", wish("ben", email="ben@example.org"))
    assert answer.status_code == 201
    body = answer.json()
    assert set(body) == {"id", "username", "email", "message", "status"}
    assert (body["username"], body["email"], body["status"]) == (
        "ben",
        "ben@example.org",
        "pending",
    )
    assert "set-cookie" not in answer.headers
    refused = await ben.sign_in()
    assert (refused.status_code, refused.json()["code"]) == (403, "ACCOUNT_PENDING")
    assert "set-cookie" not in refused.headers


async def test_a_newcomer_with_a_wrong_password_is_not_told_that_the_account_waits(
    people: People,
) -> None:
    ben = people.stranger("ben")
    await ben.post("/auth/register", wish("ben"))
    refused = await ben.sign_in("another kettle entirely")
    assert (refused.status_code, refused.json()["code"]) == (401, "INVALID_CREDENTIALS")


async def test_an_approved_newcomer_signs_in(people: People) -> None:
    ada, ben = await people.admin(), people.stranger("ben")
    made = await ben.post("/auth/register", wish("ben"))
    assert (await ada.post(f"/admin/users/{made.json()['id']}/approve")).status_code == 200
    signed_in = await ben.sign_in()
    assert signed_in.status_code == 200
    assert set(signed_in.json()) == {"id", "username", "email", "is_admin", "message"}


@pytest.mark.parametrize("taken", ["ben_k", "BEN_K", "benk", "b-e-n-k"])
async def test_a_name_that_looks_like_another_is_taken(people: People, taken: str) -> None:
    await people.stranger().post("/auth/register", wish("ben_k"))
    answer = await people.stranger().post("/auth/register", wish(taken))
    assert (answer.status_code, answer.json()["code"]) == (409, "CONFLICT")
    assert answer.json()["details"] == {"reason": "username_taken", "field": "username"}


async def test_everything_that_is_wrong_is_said_at_once(people: People) -> None:
    answer = await people.stranger().post(
        "/auth/register", {"username": "a b", "password": "short", "email": "nobody"}
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "INVALID_FIELDS")
    assert set(answer.json()["details"]["fields"]) == {"username", "password", "email"}


@pytest.mark.parametrize("field", ["is_admin", "status", "approved_at", "id", "created_at"])
async def test_nobody_makes_themselves_more_than_they_are(people: People, field: str) -> None:
    answer = await people.stranger().post("/auth/register", wish("ben", **{field: True}))
    assert answer.status_code in (400, 422)
    again = await people.stranger().post("/auth/register", wish("ben"))
    assert again.status_code == 201


async def test_that_an_address_is_taken_is_nobodys_business(people: People) -> None:
    first = await people.stranger().post("/auth/register", wish("ben_one", email="ben@example.org"))
    second = await people.stranger().post(
        "/auth/register", wish("mallory", email="BEN@example.org")
    )
    assert first.status_code == second.status_code == 201
    assert second.json()["email"] == "BEN@example.org"
    assert second.json()["message"] == first.json()["message"]
    ada = await people.admin()
    listed = await ada.get("/admin/users?status=pending")
    assert {user["username"]: user["email"] for user in listed.json()["users"]} == {
        "ben_one": "ben@example.org",
        "mallory": None,
    }


async def test_who_may_sign_in_at_once_is_told_that_an_address_is_taken(people: People) -> None:
    ada = await people.admin()
    await ada.patch("/admin/config", {"signup_mode": "open"})
    first = await people.stranger().post("/auth/register", wish("ben_one", email="ben@example.org"))
    assert (first.status_code, first.json()["status"]) == (201, "active")
    second = await people.stranger().post(
        "/auth/register", wish("mallory", email="ben@example.org")
    )
    assert (second.status_code, second.json()["details"]) == (
        409,
        {"reason": "email_taken", "field": "email"},
    )


async def test_a_weak_password_is_refused_where_one_is_chosen(people: People) -> None:
    answer = await people.stranger().post(
        "/auth/register", {"username": "marina", "password": "marina2024!"}
    )
    assert set(answer.json()["details"]["fields"]) == {"password"}


@pytest.mark.parametrize(
    "password",
    ["qjzmvxkw", "Ünïcödé-señal", "🏠🚀🎉🍕🐙🌵🎲🧩", " kettle with spaces around ",
     "x" * 20 + "copper kettle on the stove" + "y" * 60],
)  # fmt: skip
async def test_a_password_is_kept_exactly_as_typed(people: People, password: str) -> None:
    ada = await people.admin()
    await ada.patch("/admin/config", {"signup_mode": "open"})
    ben = people.stranger("ben")
    made = await ben.post("/auth/register", {"username": "ben", "password": password})
    assert made.status_code == 201, made.text
    assert (await ben.sign_in(password)).status_code == 200
    assert (await ben.sign_in(password + " ")).status_code == 401
    assert (await ben.sign_in(password[:-1])).status_code == 401


async def test_a_password_never_leaves_in_clear(people: People, longhouse: Longhouse) -> None:
    await people.stranger().post("/auth/register", wish("ben"))
    async with longhouse.db.read() as read:
        stored = await read.value(
            str, "SELECT password_hash FROM identity.account WHERE username = 'ben'"
        )
    assert stored is not None
    assert PASSWORD not in stored
    assert hashing.verify_password(PASSWORD, stored, 4)


async def test_registrations_from_one_address_are_limited(people: People, clock: FakeClock) -> None:
    ben = people.stranger("ben", address="198.51.100.1")
    codes = [
        (await ben.post("/auth/register", {"username": "x", "password": "y"})).status_code
        for _ in range(61)
    ]
    assert codes.count(422) == 60
    assert codes[-1] == 429
    clock.advance(3600)
    assert (await ben.post("/auth/register", wish("ben"))).status_code == 201
