"""Who may know that two members are friends: whoever may read the list of one of the two."""

import random
from collections.abc import Collection, Mapping
from itertools import combinations
from uuid import UUID

import pytest

from graph.histories import lay_down_oracle, live_together, settle_in
from graph.steps import befriend, names
from longhouse.app import Longhouse
from longhouse.features.graph import api as graph
from longhouse.features.graph.store import acquaintances
from longhouse.features.profiles import api as profiles
from longhouse.kernel.db import Read
from longhouse.kernel.ids import UserId
from profiles.steps import say, show
from support.people import People, Person

_LEVELS = ("public", "connections", "private", "private", None)
_MANY = 100
_TIED = 0.6


async def counts(viewer: Person, others: Collection[Person]) -> set[int]:
    """What each place says of how many friends the viewer shares with each of them."""
    found = (await viewer.get("/people")).json()["people"]
    wanted = {str(other.id) for other in others}
    return {one["mutual_count"] for one in found if one["id"] in wanted}


async def test_friends_in_common_are_hidden_when_both_hide_their_friends(people: People) -> None:
    ben, carla, dora = [await people.member(name) for name in ("ben", "carla", "dora")]
    await befriend(ben, carla)
    await befriend(carla, dora)
    assert await names(ben, f"/users/{dora.id}/mutual-friends") == ["carla"]
    asked = (await ben.post(f"/users/{dora.id}/friend-request", {})).json()["friend_request"]
    assert asked["mutual_count"] == 1
    await show(carla, connections="private")
    assert await names(ben, f"/users/{dora.id}/mutual-friends") == []
    assert await names(ben, f"/users/{dora.id}/friends") == []
    await say(dora, gender="Woman")
    assert await counts(ben, [dora]) == {0}
    (waiting,) = (await dora.get("/friend-requests")).json()["friend_requests"]
    assert waiting["mutual_count"] == 0
    await ben.delete(f"/friend-requests/{asked['id']}")
    assert (await ben.get("/users/me/recommendations")).json() == {"recommendations": []}
    await show(dora, connections="public")
    assert await names(ben, f"/users/{dora.id}/mutual-friends") == ["carla"]
    assert await counts(ben, [dora]) == {1}
    (one,) = (await ben.get("/users/me/recommendations")).json()["recommendations"]
    assert (one["reason"]["count"], one["reason"]["names"]) == (1, ["carla"])


async def test_a_member_knows_their_own_friends_whatever_these_show(people: People) -> None:
    ben, carla, dora = [await people.member(name) for name in ("ben", "carla", "dora")]
    for one, other in ((ben, carla), (ben, dora), (carla, dora)):
        await befriend(one, other)
    for person in (carla, dora):
        await show(person, connections="private")
    rows = (await ben.get("/users/me/friends")).json()["users"]
    assert {one["username"]: one["mutual_count"] for one in rows} == {"carla": 0, "dora": 0}
    await show(dora, connections="connections")
    rows = (await ben.get("/users/me/friends")).json()["users"]
    assert {one["username"]: one["mutual_count"] for one in rows} == {"carla": 1, "dora": 1}


@pytest.mark.parametrize("seed", range(4))
async def test_every_place_that_shows_friends_in_common_follows_the_rule(
    longhouse: Longhouse, database_url: str, seed: int
) -> None:
    await lay_down_oracle(database_url)
    everyone = await settle_in(longhouse)
    chance = random.Random(seed)
    async with longhouse.db.transaction() as tx:
        for member in everyone[:-1]:
            level = chance.choice(_LEVELS)
            if level is not None:
                await profiles.import_profile(
                    tx, member, display_name=None, levels={"connections": level}
                )
        for one, other in combinations(everyone[:-1], 2):
            if chance.random() < _TIED:
                await graph.import_friendship(tx, one, other, created_at=tx.now)
    await live_together(longhouse, everyone[:-1], chance, acts=40)
    async with longhouse.db.read() as read:
        friends = await friendships(read)
        seen = await sight(read, everyone)
        lists = {
            (viewer, owner): await profiles.may_list_friends(read, viewer, owner)
            for viewer in everyone
            for owner in everyone
        }

        def shared_by(viewer: UserId, other: UserId) -> set[UserId]:
            return {
                friend
                for friend in friends[viewer] & friends[other] & seen[viewer]
                if lists[viewer, friend] or lists[viewer, other]
            }

        for viewer in everyone:
            mutual = await acquaintances.mutual_many(read, viewer, everyone)
            suggested = {
                one.user_id: one.count
                for one in await acquaintances.list_friends_of_friends(read, viewer, _MANY)
            }
            for other in seen[viewer]:
                shared = shared_by(viewer, other)
                listed = await acquaintances.list_mutuals(read, other, viewer, None, _MANY)
                assert {one.id for one in listed} == shared, (viewer, other)
                assert (mutual[other].count if other in mutual else 0) == len(shared)
                if other != viewer and other not in friends[viewer]:
                    assert suggested.get(other, 0) == len(shared)
                for row in await acquaintances.list_friends(read, other, viewer, None, _MANY):
                    assert row.mutual_count == len(shared_by(viewer, row.id))


async def friendships(read: Read) -> Mapping[UserId, set[UserId]]:
    ids = [UserId(one) for one in await read.values(UUID, "SELECT id FROM identity.account")]
    theirs = "SELECT friend_id FROM graph.friendship WHERE user_id = $1"
    return {one: {UserId(id_) for id_ in await read.values(UUID, theirs, one)} for one in ids}


async def sight(read: Read, everyone: list[UserId]) -> Mapping[UserId, set[UserId]]:
    seen = "SELECT p.id FROM unnest($2::uuid[]) AS p (id) WHERE graph.oracle(p.id, $1)"
    return {
        viewer: {UserId(id_) for id_ in await read.values(UUID, seen, viewer, everyone)}
        for viewer in everyone
    }
