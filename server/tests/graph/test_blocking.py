"""Blocking and muting: what they hide, from whom, and who learns of it."""

import pytest

from graph.steps import NOTHING, act, names
from longhouse.app import Longhouse
from longhouse.features.graph import api as graph
from profiles.steps import show
from support.people import People


async def test_a_block_hides_both_from_each_other(people: People) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    assert await act(ben, "block", carla) == NOTHING | {"blocking": True}
    for viewer, other in ((ben, carla), (carla, ben)):
        for what in ("followers", "following"):
            assert (await viewer.get(f"/users/{other.id}/{what}")).status_code == 404
            assert (await viewer.get(f"/users/@{other.name}/{what}")).status_code == 404
        assert (await viewer.post(f"/users/{other.id}/follow")).status_code == 404
        assert (await viewer.delete(f"/users/{other.id}/follow")).status_code == 404


async def test_unblocking_lets_them_see_each_other_again(people: People) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    await act(ben, "block", carla)
    assert await act(ben, "unblock", carla) == NOTHING
    assert await act(carla, "follow", ben) == NOTHING | {"following": True}


async def test_a_block_ends_following_both_ways_for_good(people: People) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    await act(ben, "follow", carla)
    await act(carla, "follow", ben)
    await act(ben, "block", carla)
    await act(ben, "unblock", carla)
    for person in (ben, carla):
        assert await names(person, "/users/me/followers") == []
        assert await names(person, "/users/me/following") == []


async def test_each_may_block_the_other_and_the_last_to_unblock_lifts_it(people: People) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    await act(ben, "block", carla)
    assert await act(carla, "block", ben) == NOTHING | {"blocking": True}
    await act(ben, "unblock", carla)
    assert (await ben.get(f"/users/{carla.id}/followers")).status_code == 404
    await act(carla, "unblock", ben)
    assert (await ben.get(f"/users/{carla.id}/followers")).status_code == 200


async def test_the_blocked_learn_of_it_nowhere(people: People) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    await act(ben, "block", carla)
    assert await names(ben, "/users/me/blocks") == ["carla"]
    assert await names(carla, "/users/me/blocks") == []
    assert await act(carla, "mute", ben) == NOTHING | {"muting": True}


async def test_third_parties_see_both_and_the_blocked_are_missing_for_each_other(
    people: People, longhouse: Longhouse
) -> None:
    ben, carla, dora = [await people.member(name) for name in ("ben", "carla", "dora")]
    await act(ben, "follow", dora)
    await act(carla, "follow", dora)
    await act(ben, "block", carla)
    await show(dora, follows="public")
    path = f"/users/{dora.id}/followers"
    assert sorted(await names(dora, path)) == ["ben", "carla"]
    assert await names(ben, path) == ["ben"]
    assert await names(carla, path) == ["carla"]
    async with longhouse.db.read() as read:
        seen = [
            (await graph.standing_many(read, person.id, [dora.id]))[dora.id].follower_count
            for person in (dora, ben, carla)
        ]
    assert seen == [2, 1, 1]


async def test_a_mute_hides_nothing_of_the_muter_and_is_listed_for_them_alone(
    people: People,
) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    assert await act(ben, "mute", carla) == NOTHING | {"muting": True}
    assert await act(carla, "follow", ben) == NOTHING | {"following": True}
    assert await names(ben, "/users/me/mutes") == ["carla"]
    assert await names(carla, "/users/me/mutes") == []
    assert await act(ben, "unmute", carla) == NOTHING | {"followed_by": True}
    assert await names(ben, "/users/me/mutes") == []


@pytest.mark.parametrize("noun", ["blocks", "mutes"])
async def test_lists_of_the_avoided_come_in_pages(people: People, noun: str) -> None:
    ben = await people.member("ben")
    others = [await people.member(f"other-{name}") for name in ("ann", "bob", "cleo")]
    for other in others:
        await act(ben, noun.removesuffix("s"), other)
    first = (await ben.get(f"/users/me/{noun}?limit=2")).json()
    rest = (await ben.get(f"/users/me/{noun}?limit=2&cursor={first['meta']['cursor']}")).json()
    listed = [user["username"] for user in first["users"] + rest["users"]]
    assert sorted(listed) == sorted(other.name for other in others)
    assert not rest["meta"]["has_more"]
    assert (await ben.get(f"/users/me/{noun}?cursor=nonsense")).status_code == 400
