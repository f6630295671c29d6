"""People as others see them, and what they say about themselves."""

import pytest

from longhouse.app import Longhouse
from longhouse.features.profiles import api as profiles
from longhouse.kernel.ids import UserId, new_id
from support.people import PASSWORD, People

STRANGER = {
    "self": False,
    "following": False,
    "followed_by": False,
    "blocking": False,
    "muting": False,
    "friend": False,
    "request_id": None,
    "request_direction": None,
}


async def test_a_person_is_found_by_id_by_name_and_as_me(people: People) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    await ben.patch("/users/me", {"display_name": "Benedikt Kühn", "bio": "Likes kettles."})
    by_id = (await carla.get(f"/users/{ben.id}")).json()
    assert by_id["user"] | {"created_at": "", "hidden": []} == {
        "id": str(ben.id),
        "username": "ben",
        "created_at": "",
        "display_name": "Benedikt Kühn",
        "bio": None,
        "avatar": None,
        "banner": None,
        "gender": None,
        "pronouns": None,
        "location": None,
        "interests": None,
        "last_active_at": None,
        "online": None,
        "hidden": [],
    }
    assert by_id["stats"] == {
        "follower_count": None,
        "following_count": None,
        "post_count": 0,
        "comment_count": 0,
        "friend_count": None,
    }
    assert by_id["relationship"] == STRANGER
    assert (await carla.get("/users/@BEN")).json() == by_id
    mine = (await ben.get("/users/me")).json()
    assert mine["relationship"] == STRANGER | {"self": True}
    assert (mine["user"]["bio"], mine["user"]["hidden"]) == ("Likes kettles.", [])
    assert (await ben.get("/users/me?as=stranger")).json()["user"] == by_id["user"]


async def test_a_page_says_how_one_stands_to_its_owner(people: People) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    await ben.post("/users/@carla/follow")
    seen_by_ben = (await ben.get("/users/@carla")).json()
    assert seen_by_ben["relationship"] == STRANGER | {"following": True}
    assert seen_by_ben["stats"] == {
        "follower_count": None,
        "following_count": None,
        "post_count": 0,
        "comment_count": 0,
        "friend_count": None,
    }
    assert (await carla.get("/users/me")).json()["stats"]["follower_count"] == 1
    assert (await carla.get("/users/@ben")).json()["relationship"] == STRANGER | {
        "followed_by": True
    }
    await ben.post("/users/@carla/mute")
    assert (await ben.get("/users/@carla")).json()["relationship"]["muting"]
    assert not (await carla.get("/users/@ben")).json()["relationship"]["muting"]


async def test_whom_i_block_shows_a_name_to_me_and_i_am_not_there_for_them(people: People) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    await carla.patch("/users/me", {"display_name": "Carla Ferro", "bio": "Likes kettles."})
    await ben.post("/users/@carla/block")
    seen = (await ben.get("/users/@carla")).json()
    assert (seen["user"]["username"], seen["user"]["bio"]) == ("carla", None)
    assert seen["relationship"] == STRANGER | {"blocking": True}
    assert (await carla.get("/users/@ben")).status_code == 404
    assert (await carla.get(f"/users/{ben.id}")).status_code == 404
    await ben.delete("/users/@carla/block")
    assert (await carla.get("/users/@ben")).status_code == 200


async def test_others_see_neither_address_nor_state_of_a_person(people: People) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    await ben.patch("/auth/email", {"email": "ben@example.org", "current_password": PASSWORD})
    seen = (await carla.get(f"/users/{ben.id}")).json()["user"]
    assert not {"email", "is_admin", "status", "address"} & set(seen)
    assert "ben@example.org" not in str(seen)


async def test_who_waits_was_deleted_or_never_was_is_not_found(people: People) -> None:
    ada, ben, carla = await people.admin(), await people.member("ben"), await people.member("carla")
    await ada.delete(f"/admin/users/{carla.id}")
    waiting = await people.stranger().post(
        "/auth/register", {"username": "dora", "password": PASSWORD}
    )
    references = [
        carla.id, "@carla", waiting.json()["id"], "@dora", new_id(), "@nobody", "@", "not-an-id",
        "0", "@be",
    ]  # fmt: skip
    answers = [await ben.get(f"/users/{reference}") for reference in references]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.json()["error"] for answer in answers}) == 1


async def test_a_stranger_sees_nobody(people: People) -> None:
    ben = await people.member("ben")
    assert (await people.stranger().get(f"/users/{ben.id}")).status_code == 401


async def test_only_what_is_sent_changes(people: People) -> None:
    ben = await people.member("ben")
    await ben.patch("/users/me", {"display_name": "Benedikt", "bio": "Likes kettles."})
    changed = (await ben.patch("/users/me", {"bio": None})).json()["user"]
    assert (changed["display_name"], changed["bio"]) == ("Benedikt", None)
    changed = (await ben.patch("/users/me", {"display_name": "  "})).json()["user"]
    assert changed["display_name"] is None
    assert (await ben.patch("/users/me", {})).json()["user"] == changed


async def test_everything_that_cannot_be_taken_is_said_at_once(people: People) -> None:
    ben = await people.member("ben")
    refused = await ben.patch("/users/me", {"display_name": "B\u202ex", "bio": "x" * 281})
    assert (refused.status_code, refused.json()["code"]) == (422, "INVALID_FIELDS")
    assert set(refused.json()["details"]["fields"]) == {"display_name", "bio"}


@pytest.mark.parametrize("field", ["username", "is_admin", "created_at", "id", "user_id"])
async def test_nobody_changes_what_is_not_theirs_to_change(people: People, field: str) -> None:
    ben = await people.member("ben")
    before = (await ben.get("/users/me")).json()
    refused = await ben.patch("/users/me", {field: "x", "bio": "changed"})
    assert refused.status_code in (400, 422)
    assert (await ben.get("/users/me")).json() == before


async def test_other_features_get_the_people_who_are_here_at_once(
    people: People, longhouse: Longhouse
) -> None:
    ada, ben, carla = await people.admin(), await people.member("ben"), await people.member("carla")
    await ben.patch("/users/me", {"display_name": "Benedikt"})
    await ada.delete(f"/admin/users/{carla.id}")
    async with longhouse.db.read() as read:
        found = await profiles.get_many(read, [ada.id, ben.id, carla.id, UserId(new_id())])
    assert {id_: profile.display_name for id_, profile in found.items()} == {
        ada.id: None,
        ben.id: "Benedikt",
    }
