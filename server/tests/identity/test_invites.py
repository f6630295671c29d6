"""Invites: who has one comes in, as often as it says and not once more."""

import asyncio

from support.clocks import FakeClock
from support.people import PASSWORD, People, Person


async def invite_by(admin: Person, *, max_uses: int = 1, days: int = 7) -> dict[str, str]:
    answer = await admin.post(
        "/admin/invites", {"note": "For the choir", "max_uses": max_uses, "expires_in_days": days}
    )
    assert answer.status_code == 201, answer.text
    return answer.json()["invite"]


def wish(username: str, invite: str | None = None) -> dict[str, object]:
    return {"username": username, "password": PASSWORD, "invite": invite}


async def test_a_house_by_invitation_asks_for_one(people: People) -> None:
    ada = await people.admin()
    await ada.patch("/admin/config", {"signup_mode": "invite"})
    without = await people.stranger().post("/auth/register", wish("ben"))
    assert (without.status_code, without.json()["code"]) == (403, "INVITE_REQUIRED")
    unknown = await people.stranger().post("/auth/register", wish("ben", "abcd-efgh"))
    assert (unknown.status_code, unknown.json()["code"]) == (403, "INVITE_INVALID")
    invite = await invite_by(ada)
    made = await people.stranger().post("/auth/register", wish("ben", invite["code"]))
    assert (made.status_code, made.json()["status"]) == (201, "active")
    assert (await people.stranger("ben").sign_in()).status_code == 200


async def test_an_invite_opens_a_house_that_approves(people: People) -> None:
    ada = await people.admin()
    invite = await invite_by(ada)
    typed = invite["code"].upper().replace("-", " ")
    made = await people.stranger().post("/auth/register", wish("ben", typed))
    assert made.json()["status"] == "active"
    refused = await people.stranger().post("/auth/register", wish("carla", invite["code"]))
    assert refused.json()["code"] == "INVITE_INVALID"


async def test_of_fifty_who_use_the_last_place_at_once_one_comes_in(people: People) -> None:
    ada = await people.admin()
    invite = await invite_by(ada)
    answers = await asyncio.gather(
        *(
            people.stranger(address=f"198.51.100.{number}").post(
                "/auth/register", wish(f"guest_{number}x", invite["code"])
            )
            for number in range(50)
        )
    )
    assert [answer.status_code for answer in answers].count(201) == 1
    assert [answer.status_code for answer in answers].count(403) == 49
    listed = (await ada.get("/admin/invites")).json()["invites"]
    assert listed[0]["uses"] == 1


async def test_a_registration_that_fails_uses_up_nothing(people: People) -> None:
    ada, _ = await people.admin(), await people.member("ben")
    invite = await invite_by(ada)
    taken = await people.stranger().post("/auth/register", wish("ben", invite["code"]))
    assert taken.status_code == 409
    assert (await ada.get("/admin/invites")).json()["invites"][0]["uses"] == 0


async def test_an_invite_expires_and_can_be_revoked(people: People, clock: FakeClock) -> None:
    ada = await people.admin()
    short, revoked = await invite_by(ada, days=1), await invite_by(ada, max_uses=5)
    assert (await ada.delete(f"/admin/invites/{revoked['id']}")).json() == {}
    assert (await ada.delete(f"/admin/invites/{revoked['id']}")).status_code == 404
    refused = await people.stranger().post("/auth/register", wish("ben", revoked["code"]))
    assert refused.json()["code"] == "INVITE_INVALID"
    clock.advance(86_401)
    refused = await people.stranger().post("/auth/register", wish("ben", short["code"]))
    assert refused.json()["code"] == "INVITE_INVALID"


async def test_an_invite_is_shown_with_its_link(people: People) -> None:
    ada = await people.admin()
    invite = await invite_by(ada, max_uses=3)
    assert invite["url"].endswith(f"/join#{invite['code']}")
    assert invite["created_by"] == {"id": str(ada.id), "username": "ada"}
    listed = (await ada.get("/admin/invites")).json()
    assert listed == {"invites": [invite], "meta": {"cursor": None, "has_more": False}}


async def test_invites_come_in_pages_newest_first(people: People) -> None:
    ada = await people.admin()
    made = [(await invite_by(ada))["id"] for _ in range(5)]
    first = (await ada.get("/admin/invites?limit=3")).json()
    second = (await ada.get(f"/admin/invites?limit=3&cursor={first['meta']['cursor']}")).json()
    seen = [invite["id"] for invite in first["invites"] + second["invites"]]
    assert seen == made[::-1]
    assert second["meta"] == {"cursor": None, "has_more": False}


async def test_the_same_key_makes_one_invite(people: People) -> None:
    ada = await people.admin()
    body = {"max_uses": 1, "expires_in_days": 1}
    key = {"Idempotency-Key": "choir-2026"}
    first = await ada.post("/admin/invites", body, headers=key)
    second = await ada.post("/admin/invites", body, headers=key)
    assert first.json() == second.json()
    assert len((await ada.get("/admin/invites")).json()["invites"]) == 1


async def test_an_invite_has_bounds(people: People) -> None:
    ada = await people.admin()
    for max_uses, days in ((0, 7), (1001, 7), (1, 0), (1, 366)):
        answer = await ada.post("/admin/invites", {"max_uses": max_uses, "expires_in_days": days})
        assert answer.status_code == 422, answer.text


async def test_only_admins_have_to_do_with_invites(people: People) -> None:
    ada, ben = await people.admin(), await people.member("ben")
    invite = await invite_by(ada)
    assert (await ben.get("/admin/invites")).status_code == 403
    body = {"max_uses": 1, "expires_in_days": 1}
    assert (await ben.post("/admin/invites", body)).status_code == 403
    assert (await ben.delete(f"/admin/invites/{invite['id']}")).status_code == 403
    assert (await people.stranger().get("/admin/invites")).status_code == 401
