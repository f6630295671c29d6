"""Following: one way, repeatable, and seen by those who may see both."""

import pytest

from graph.steps import NOTHING, act, names
from longhouse.kernel.ids import new_id
from support.people import People


async def test_following_is_one_way_and_can_be_taken_back(people: People) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    assert await act(ben, "follow", carla) == NOTHING | {"following": True}
    assert await act(carla, "unfollow", ben) == NOTHING | {"followed_by": True}
    assert await names(carla, "/users/@carla/followers") == ["ben"]
    assert await names(ben, "/users/@ben/following") == ["carla"]
    assert await act(ben, "unfollow", carla) == NOTHING
    assert await names(carla, "/users/me/followers") == []


async def test_following_again_changes_nothing(people: People) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    first = await act(ben, "follow", "@carla")
    assert await act(ben, "follow", carla) == first
    assert await names(carla, "/users/me/followers") == ["ben"]
    assert await names(ben, "/users/me/following") == ["carla"]


async def test_lists_go_from_the_newest_on_in_pages(people: People) -> None:
    ben = await people.member("ben")
    fans = [await people.member(f"fan-number-{name}") for name in ("ann", "bob", "cleo")]
    for fan in fans:
        await act(fan, "follow", ben)
    first = (await ben.get("/users/me/followers?limit=2")).json()
    assert len(first["users"]) == 2
    assert first["meta"]["has_more"]
    rest = (await ben.get(f"/users/me/followers?limit=2&cursor={first['meta']['cursor']}")).json()
    assert rest["meta"] == {"cursor": None, "has_more": False}
    listed = [user["username"] for user in first["users"] + rest["users"]]
    assert sorted(listed) == sorted(fan.name for fan in fans)


@pytest.mark.parametrize("verb", ["follow", "block", "mute", "unfollow", "unblock", "unmute"])
async def test_nothing_of_this_is_done_with_oneself(people: People, verb: str) -> None:
    ben = await people.member("ben")
    method = "DELETE" if verb.startswith("un") else "POST"
    for reference in (ben.id, "@ben"):
        refused = await ben.fetch(method, f"/users/{reference}/{verb.removeprefix('un')}")
        assert (refused.status_code, refused.json()["code"]) == (409, "ONLY_WITH_OTHERS")


@pytest.mark.parametrize("noun", ["follow", "block", "mute"])
async def test_who_is_not_here_is_not_found(people: People, noun: str) -> None:
    ada, ben, carla = await people.admin(), await people.member("ben"), await people.member("carla")
    await ada.delete(f"/admin/users/{carla.id}")
    for reference in (carla.id, "@carla", new_id(), "@nobody", "@", "nonsense"):
        assert (await ben.post(f"/users/{reference}/{noun}")).status_code == 404
        assert (await ben.delete(f"/users/{reference}/{noun}")).status_code == 404


async def test_a_stranger_neither_follows_nor_reads(people: People) -> None:
    ben, stranger = await people.member("ben"), people.stranger()
    assert (await stranger.post(f"/users/{ben.id}/follow")).status_code == 401
    for path in (f"/users/{ben.id}/followers", f"/users/{ben.id}/following", "/users/me/blocks"):
        assert (await stranger.get(path)).status_code == 401


async def test_who_was_deleted_is_in_no_list_until_they_are_back(people: People) -> None:
    ada, ben, carla = await people.admin(), await people.member("ben"), await people.member("carla")
    await act(carla, "follow", ben)
    await ada.delete(f"/admin/users/{carla.id}")
    assert await names(ben, "/users/me/followers") == []
    await ada.post(f"/admin/users/{carla.id}/restore")
    assert await names(ben, "/users/me/followers") == ["carla"]
