"""Signing in: the same refusal for every reason, limits that do not lock the owner out."""

import pytest

from longhouse.app import Longhouse
from longhouse.features.identity.service import hashing
from support.clocks import FakeClock
from support.people import PASSWORD, People


async def test_a_member_signs_in_by_name_in_any_case(people: People) -> None:
    await people.member("Marina")
    assert (await people.stranger("mARINA").sign_in()).status_code == 200


async def test_a_member_signs_in_by_address(people: People) -> None:
    ben = await people.member("ben")
    changed = await ben.patch(
        "/auth/email", {"email": "Ben@Example.org", "current_password": PASSWORD}
    )
    assert changed.json()["user"]["email"] == "Ben@Example.org"
    assert (await people.stranger("ben@example.ORG").sign_in()).status_code == 200


async def test_a_name_that_only_looks_like_mine_does_not_sign_in(people: People) -> None:
    await people.member("ben_k")
    assert (await people.stranger("benk").sign_in()).status_code == 401


async def test_unknown_deleted_and_wrong_are_one_answer_after_one_hash(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, ben = await people.admin(), await people.member("ben")
    carla = await people.member("carla")
    assert (await ada.delete(f"/admin/users/{carla.id}")).status_code == 200
    dummies: list[str] = []
    real = hashing.run_dummy

    def note(password: str, cost: int) -> None:
        dummies.append(password)
        real(password, cost)

    monkeypatch.setattr(hashing, "run_dummy", note)
    wrong = await people.stranger(ben.name).sign_in("not the kettle at all")
    assert dummies == []
    unknown = await people.stranger("nobody_here").sign_in("first try of mine")
    by_address = await people.stranger("nobody@example.org").sign_in("second try of mine")
    deleted = await people.stranger("carla").sign_in(PASSWORD)
    assert dummies == ["first try of mine", "second try of mine", PASSWORD]
    answers = [wrong, unknown, by_address, deleted]
    assert {answer.status_code for answer in answers} == {401}
    bodies = [{**answer.json(), "request_id": ""} for answer in answers]
    assert all(body == bodies[0] for body in bodies)
    assert len({tuple(sorted(answer.headers)) for answer in answers}) == 1


async def test_a_sign_in_sets_guarded_cookies_and_shows_no_token(people: People) -> None:
    await people.member("ben")
    answer = await people.stranger("ben").sign_in()
    cookies = answer.headers.get_list("set-cookie")
    session = next(cookie for cookie in cookies if cookie.startswith("session_id="))
    device = next(cookie for cookie in cookies if cookie.startswith("device="))
    parts = {part.strip().lower() for part in session.split(";")}
    assert {"httponly", "samesite=lax", "max-age=2592000", "path=/"} <= parts
    assert "httponly" in device.lower()
    token = session.partition("=")[2].partition(";")[0]
    assert len(token) == 43
    assert token not in answer.text


async def test_each_sign_in_has_a_new_token_and_the_old_one_of_the_browser_is_dead(
    people: People,
) -> None:
    ben = await people.member("ben")
    old = ben.client.cookies["session_id"]
    await ben.sign_in()
    assert ben.client.cookies["session_id"] != old
    thief = people.stranger()
    thief.client.cookies.set("session_id", old)
    assert (await thief.get("/auth/session")).status_code == 401


async def test_a_cookie_that_was_planted_before_signing_in_is_replaced(people: People) -> None:
    await people.member("ben")
    planted = {"Cookie": f"session_id={'planted' * 6}"}
    answer = await people.stranger().post(
        "/auth/login", {"username": "ben", "password": PASSWORD}, headers=planted
    )
    assert answer.status_code == 200
    assert "planted" not in "".join(answer.headers.get_list("set-cookie"))
    thief = await people.stranger().client.get("auth/session", headers=planted)
    assert thief.status_code == 401


async def test_tries_from_one_address_are_limited(people: People, clock: FakeClock) -> None:
    await people.member("ben")
    clock.advance(60)
    mallory = people.stranger(address="198.51.100.9")
    codes: list[int] = []
    for number in range(11):
        mallory.name = f"member_{number}"
        codes.append((await mallory.sign_in()).status_code)
    assert codes == [401] * 10 + [429]
    mallory.name = "ben"
    refused = await mallory.sign_in()
    assert (refused.status_code, refused.json()["code"]) == (429, "RATE_LIMITED")
    assert int(refused.headers["retry-after"]) >= 1


async def test_tries_on_one_account_from_many_addresses_do_not_lock_its_owner_out(
    people: People, clock: FakeClock
) -> None:
    ben = await people.member("ben")
    clock.advance(60)
    codes = [
        (
            await people.stranger("ben", address=f"198.51.100.{number}").sign_in("wrong kettle")
        ).status_code
        for number in range(30)
    ]
    assert codes == [401] * 10 + [429] * 20
    assert (await people.stranger("ben", address="203.0.113.99").sign_in()).status_code == 429
    assert (await ben.sign_in()).status_code == 200


async def test_a_device_known_to_one_account_gets_no_allowance_on_another(
    people: People, clock: FakeClock
) -> None:
    mallory = await people.member("mallory")
    await people.member("ben")
    clock.advance(60)
    mallory.name = "ben"
    codes = [(await mallory.sign_in("wrong kettle")).status_code for _ in range(11)]
    assert codes[-1] == 429


async def test_a_forged_device_is_no_known_device(people: People, clock: FakeClock) -> None:
    await people.member("ben")
    clock.advance(60)
    mallory = people.stranger("ben", address="198.51.100.7")
    mallory.client.cookies.set("device", "A" * 64)
    codes = [(await mallory.sign_in("wrong kettle")).status_code for _ in range(11)]
    assert codes[-1] == 429


async def test_a_hash_of_a_lower_cost_is_made_anew_at_sign_in(
    people: People, longhouse: Longhouse
) -> None:
    ben = await people.member("ben")
    weaker = hashing.hash_password(PASSWORD, 4).replace("$2b$04$", "$2a$04$", 1)
    async with longhouse.db.transaction() as tx:
        await tx.execute(
            "UPDATE identity.account SET password_hash = $2 WHERE id = $1", ben.id, weaker
        )
    assert (await ben.sign_in()).status_code == 200
    async with longhouse.db.read() as read:
        stored = await read.value(
            str, "SELECT password_hash FROM identity.account WHERE id = $1", ben.id
        )
    assert stored is not None
    assert "$2b$04$" in stored


async def test_a_letter_that_the_database_makes_small_is_no_other_way_to_write_a_name(
    people: People,
) -> None:
    """Each way to write a name would have tries of its own."""
    await people.member("vivian")
    for name in ("v\u0130vian", "viv\u0130an", "v\u0130v\u0130an"):
        assert (await people.stranger(name).sign_in()).status_code == 401, name
