"""Changing what one signs in with: only with the current password, and told to the old address."""

import pytest

from identity.steps import set_email
from identity.witnesses import Mailbox
from support.clocks import FakeClock
from support.people import PASSWORD, People

NEW = "lantern by the frozen lake"


def change(current: str, new: str, *, end_others: bool = True) -> dict[str, object]:
    return {"current_password": current, "new_password": new, "end_other_sessions": end_others}


@pytest.mark.parametrize("end_others", [True, False])
async def test_a_new_password_ends_other_sessions_if_wanted(
    people: People, end_others: bool
) -> None:
    laptop = await people.member("ben")
    phone = people.stranger("ben")
    await phone.sign_in()
    answer = await laptop.post("/auth/password", change(PASSWORD, NEW, end_others=end_others))
    assert (answer.status_code, answer.json()) == (200, {})
    assert (await laptop.get("/auth/session")).status_code == 200
    assert (await phone.get("/auth/session")).status_code == (401 if end_others else 200)
    assert (await people.stranger("ben").sign_in(PASSWORD)).status_code == 401
    assert (await people.stranger("ben").sign_in(NEW)).status_code == 200


async def test_a_wrong_current_password_changes_nothing(people: People) -> None:
    ben = await people.member("ben")
    refused = await ben.post("/auth/password", change("wrong kettle", NEW))
    assert (refused.status_code, refused.json()["code"]) == (401, "INVALID_CREDENTIALS")
    refused = await ben.patch(
        "/auth/email", {"email": "ben@example.org", "current_password": "wrong kettle"}
    )
    assert refused.status_code == 401
    assert (await people.stranger("ben").sign_in()).status_code == 200
    assert (await ben.get("/auth/session")).json()["user"]["email"] is None


@pytest.mark.parametrize("weak", ["short", "password1", "benjamin-longhouse", "x" * 129])
async def test_a_weak_new_password_is_refused(people: People, weak: str) -> None:
    ben = await people.member("benjamin")
    refused = await ben.post("/auth/password", change(PASSWORD, weak))
    assert refused.status_code == 422
    assert set(refused.json()["details"]["fields"]) == {"new_password"}


async def test_guessing_the_current_password_is_limited(people: People) -> None:
    ben = await people.member("ben")
    codes = [
        (await ben.post("/auth/password", change("wrong kettle", NEW))).status_code
        for _ in range(11)
    ]
    assert codes == [401] * 10 + [429]


async def test_a_new_password_is_told_by_mail(people: People, mailbox: Mailbox) -> None:
    ben = await people.member("ben")
    await set_email(ben, "ben@example.org")
    await mailbox.next_to("ben@example.org")
    await ben.post("/auth/password", change(PASSWORD, NEW))
    assert "password was changed" in await mailbox.next_to("ben@example.org", after=1)


async def test_a_new_address_is_told_to_the_old_one(people: People, mailbox: Mailbox) -> None:
    ben = await people.member("ben")
    await set_email(ben, "ben@example.org")
    await mailbox.next_to("ben@example.org")
    await set_email(ben, "other@example.net")
    told = await mailbox.next_to("ben@example.org", after=1)
    assert "o…@example.net" in told
    assert "other@example.net" not in told
    assert mailbox.to("other@example.net") == []


async def test_an_address_can_be_removed(people: People, mailbox: Mailbox) -> None:
    ben = await people.member("ben")
    await set_email(ben, "ben@example.org")
    removed = await ben.patch("/auth/email", {"email": None, "current_password": PASSWORD})
    assert removed.json()["user"]["email"] is None
    assert (await people.stranger("ben@example.org").sign_in()).status_code == 401


async def test_an_address_belongs_to_one_account(people: People) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    await set_email(ben, "shared@example.org")
    refused = await carla.patch(
        "/auth/email", {"email": "SHARED@example.org", "current_password": PASSWORD}
    )
    assert (refused.status_code, refused.json()["details"]) == (
        409,
        {"reason": "email_taken", "field": "email"},
    )
    await set_email(carla, "carla@example.org")


async def test_what_is_no_address_is_refused(people: People) -> None:
    ben = await people.member("ben")
    refused = await ben.patch("/auth/email", {"email": "ben@", "current_password": PASSWORD})
    assert set(refused.json()["details"]["fields"]) == {"email"}


async def test_known_devices_are_forgotten_with_the_other_sessions(
    people: People, clock: FakeClock
) -> None:
    ben = await people.member("ben")
    mallory = people.stranger("ben", address="198.51.100.1")
    await mallory.sign_in()
    await ben.post("/auth/password", change(PASSWORD, NEW))
    clock.advance(60)
    for number in range(10):
        stranger = people.stranger("ben", address=f"198.51.100.{number + 2}")
        assert (await stranger.sign_in("wrong kettle")).status_code == 401
    assert (await mallory.sign_in("wrong kettle")).status_code == 429
