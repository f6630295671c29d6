"""Who may read whom somebody follows and who follows them: those to whom they show it."""

import random
from uuid import UUID

import pytest

from graph.histories import live_together, settle_in
from graph.steps import act, befriend, names
from longhouse.app import Longhouse
from longhouse.features.graph import api as graph
from longhouse.features.graph.store import acquaintances, lists
from longhouse.features.profiles import api as profiles
from longhouse.features.profiles.policy import visibility
from longhouse.features.profiles.store import profiles as kept
from longhouse.kernel.db import Read
from longhouse.kernel.ids import UserId
from profiles.steps import say, seen, show
from support.people import People, Person

_LEVELS = ("public", "connections", "private", None)
_MANY = 100


async def told(viewer: Person, person: Person) -> tuple[list[str], list[str], object, object]:
    """Both lists, and how long they are said to be."""
    stats = (await seen(viewer, person))["stats"]
    return (
        await names(viewer, f"/users/{person.id}/followers"),
        await names(viewer, f"/users/@{person.name}/following"),
        stats["follower_count"],
        stats["following_count"],
    )


NOTHING: tuple[list[str], list[str], object, object] = ([], [], None, None)


async def test_friends_who_hide_each_other_are_not_given_away_by_whom_they_follow(
    people: People,
) -> None:
    ben, carla, dora = [await people.member(name) for name in ("ben", "carla", "dora")]
    await befriend(ben, carla)
    for person, friend in ((ben, carla), (carla, ben)):
        assert await told(dora, person) == NOTHING
        await show(person, connections="private")
        assert await told(dora, person) == await told(friend, person) == NOTHING
        assert await told(person, person) == ([friend.name], [friend.name], 1, 1)
    await show(ben, connections="public")
    assert await told(dora, ben) == (["carla"], ["carla"], 1, 1)
    assert await told(dora, carla) == NOTHING


async def test_each_level_is_for_whom_it_says_and_stays_when_friends_get_another(
    people: People,
) -> None:
    ben, frida, fanny, stella = [
        await people.member(name) for name in ("ben", "frida", "fanny", "stella")
    ]
    await befriend(ben, frida)
    await act(fanny, "follow", ben)
    whole = (["fanny", "frida"], ["frida"], 2, 1)

    async def readers() -> set[str]:
        read: set[str] = set()
        for viewer in (ben, frida, fanny, stella):
            followers, *rest = await told(viewer, ben)
            if (sorted(followers), *rest) == whole:
                read.add(viewer.name)
            else:
                assert (followers, *rest) == NOTHING
        return read

    everybody = {"ben", "frida", "fanny", "stella"}
    await show(ben, follows="public")
    assert await readers() == everybody
    await show(ben, connections="private")
    assert await readers() == everybody
    await say(ben, hide_profile=True)
    assert await readers() == {"ben"}
    await say(ben, hide_profile=False)
    await show(ben, follows="connections", connections="public")
    assert await readers() == {"ben", "frida"}
    await show(ben, follows="private")
    assert await readers() == {"ben"}


@pytest.mark.parametrize("seed", range(2))
async def test_lists_and_reasons_follow_the_rule_over_random_graphs(
    longhouse: Longhouse, seed: int
) -> None:
    everyone = await settle_in(longhouse)
    chance = random.Random(seed)
    async with longhouse.db.transaction() as tx:
        for member in everyone[:-1]:
            chosen = {field: chance.choice(_LEVELS) for field in ("connections", "follows")}
            levels = {field: level for field, level in chosen.items() if level is not None}
            if levels or chance.random() < 1 / 2:
                await profiles.import_profile(tx, member, display_name=None, levels=levels)
    await live_together(longhouse, everyone[:-1], chance)
    async with longhouse.db.read() as read:
        following = {one: await _follows(read, one) for one in everyone}
        for viewer in everyone[:-1]:
            sight = await graph.get_sight(read, viewer, everyone)
            shown = {one for one in sight.here if one not in sight.behind_barrier}
            open_to = {one for one in everyone if await _twin(read, viewer, one)}
            suggested = {
                one.user_id: one.count
                for one in await acquaintances.list_followed_by_followed(read, viewer, _MANY)
            }
            for owner in shown:
                listed = await lists.list_following(read, owner, viewer, None, _MANY)
                expected = following[owner] & shown if owner in open_to else set[UserId]()
                assert {one.id for one in listed} == expected, (viewer, owner)
                listed = await lists.list_followers(read, owner, viewer, None, _MANY)
                fans = {one for one in shown if owner in following[one]}
                assert {one.id for one in listed} == (fans if owner in open_to else set())
                through = following[viewer] & shown & open_to
                if owner != viewer and owner not in following[viewer]:
                    count = sum(owner in following[one] for one in through)
                    assert suggested.get(owner, 0) == count, (viewer, owner)


async def _follows(read: Read, one: UserId) -> set[UserId]:
    theirs = "SELECT followee_id FROM graph.follow WHERE follower_id = $1"
    return {UserId(id_) for id_ in await read.values(UUID, theirs, one)}


async def _twin(read: Read, viewer: UserId, owner: UserId) -> bool:
    """The rule in Python, also for who has said nothing."""
    said = (await kept.get_many(read, [owner])).get(owner)
    level = said.levels_in_force["follows"] if said else visibility.chosen({})["follows"]
    friend = owner in await graph.list_friends_among(read, viewer, [owner])
    standing: visibility.Standing = "self" if viewer == owner else "friend" if friend else "other"
    return visibility.may_see(level, standing)
