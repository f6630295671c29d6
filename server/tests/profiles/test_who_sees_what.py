"""Each field for each viewer at each level, wherever it could be seen; and view-as is no other."""

from itertools import product
from typing import Any, LiteralString

import pytest

from graph.steps import act
from longhouse.app import Longhouse
from longhouse.features.graph import api as graph
from longhouse.features.profiles.policy import visibility
from media.files import photo
from media.steps import uploaded
from posts.steps import publish
from profiles.conftest import VIENNA
from profiles.steps import FIELDS, befriend, found, say, seen, show
from support.people import People, Person

LEVELS = ("public", "connections", "private")
VIEWERS = ("ben", "frida", "stella", "fanny")
"""The owner, a friend, a stranger, a follower."""
WORDS = {
    "display_name": "benedikt",
    "bio": "kettles",
    "location": "vienna",
    "interests": "sourdough",
}
BY_DEFAULT = {"display_name", "avatar"}


def oracle(level: str, viewer: str) -> bool:
    """Written from the rule as people are told it, not from the code."""
    if viewer == "ben":
        return True
    return level == "public" or (level == "connections" and viewer == "frida")


async def village(people: People) -> dict[str, Person]:
    """Ben has said everything there is to say; Frida is his friend and Fanny follows him."""
    persons = {name: await people.member(name) for name in VIEWERS}
    ben = persons["ben"]
    avatar = await uploaded(ben, photo(width=512, height=512), purpose="avatar")
    banner = await uploaded(ben, photo(width=1536, height=512), purpose="banner")
    await say(
        ben,
        display_name="Benedikt",
        bio="Likes kettles.",
        gender="Man",
        pronouns="he/him",
        location={"city_id": VIENNA.id},
        interests=[{"id": "sourdough"}],
        avatar_media_id=avatar["id"],
        banner_media_id=banner["id"],
    )
    await befriend(persons["frida"], ben)
    await act(persons["fanny"], "follow", ben)
    return persons


def shown(user: dict[str, Any]) -> set[str]:
    """The fields that something is seen of."""
    last = {"last_active"} if user["last_active_at"] else set[str]()
    values = ("display_name", "avatar", "banner", "bio", "gender", "pronouns", "location")
    return {f for f in (*values, "interests") if user[f] is not None} | last


async def test_every_field_is_seen_by_whom_its_level_says(people: People) -> None:
    persons = await village(people)
    ben = persons["ben"]
    in_lists = {"activity", "connections", "follows", "showcase"}
    for level in LEVELS:
        await show(ben, **dict.fromkeys(FIELDS, level))
        for name, viewer in persons.items():
            user = (await seen(viewer, ben))["user"]
            expected = set(FIELDS) if oracle(level, name) else set[str]()
            assert shown(user) == expected - in_lists, (level, name)
            assert set(user["hidden"]) == set(FIELDS) - expected, (level, name)


@pytest.mark.parametrize("field", FIELDS)
async def test_a_level_is_that_of_one_field_alone(people: People, field: str) -> None:
    persons = await village(people)
    ben = persons["ben"]
    await show(ben, **(dict.fromkeys(FIELDS, "private") | {field: "public"}))
    user = (await seen(persons["stella"], ben))["user"]
    assert user["hidden"] == [other for other in FIELDS if other != field]
    assert shown(user) <= {field}


async def test_what_nobody_has_chosen_is_for_friends_but_for_face_and_name(people: People) -> None:
    persons = await village(people)
    hidden = (await seen(persons["stella"], persons["ben"]))["user"]["hidden"]
    assert set(hidden) == set(FIELDS) - BY_DEFAULT
    assert (await seen(persons["frida"], persons["ben"]))["user"]["hidden"] == []


async def test_seen_as_somebody_is_what_they_see(people: People) -> None:
    persons = await village(people)
    ben = persons["ben"]
    for number, levels in enumerate(product(LEVELS, repeat=2)):
        mixed = {f: levels[(number + at) % 2] for at, f in enumerate(FIELDS)}
        await show(ben, **mixed)
        for seen_as, name in (("stranger", "stella"), ("connection", "frida")):
            as_they = (await ben.get(f"/users/me?as={seen_as}")).json()
            theirs = await seen(persons[name], ben)
            assert as_they["user"] == theirs["user"]
            for count in ("friend_count", "follower_count", "following_count"):
                assert as_they["stats"][count] == theirs["stats"][count]
    assert (await ben.get("/users/me?as=enemy")).status_code == 400


async def test_hiding_a_profile_hides_all_but_face_and_name_and_brings_back_what_was_chosen(
    people: People,
) -> None:
    persons = await village(people)
    ben, frida = persons["ben"], persons["frida"]
    before = await show(ben, bio="public", gender="private")
    await say(ben, hide_profile=True)
    assert shown((await seen(frida, ben))["user"]) == BY_DEFAULT
    assert await found(persons["stella"], "q=kettles") == []
    after = await say(ben, hide_profile=False)
    assert after["visibility"] == before["visibility"]
    assert (await seen(persons["stella"], ben))["user"]["bio"] == "Likes kettles."


@pytest.mark.parametrize("field", WORDS)
async def test_what_is_hidden_is_not_found_by_its_words(people: People, field: str) -> None:
    persons = await village(people)
    for level in LEVELS:
        await show(persons["ben"], **{field: level})
        for name in ("frida", "stella", "fanny"):
            hit = "ben" in await found(persons[name], f"q={WORDS[field]}")
            assert hit == oracle(level, name), (level, name)


async def test_a_hidden_name_and_face_are_hidden_wherever_somebody_appears(people: People) -> None:
    """To friends they may be shown; what many hear is as strangers see it."""
    persons = await village(people)
    ben, frida, stella = persons["ben"], persons["frida"], persons["stella"]
    post = await publish(ben)
    await ben.post("/comments", {"post_id": post["id"], "content": "And this."})
    await ben.post(f"/posts/{post['id']}/reactions", {"emoji": "🎉"})
    await ben.post(f"/posts/{post['id']}/share", {})
    await act(ben, "follow", stella)
    await show(stella, follows="public")
    pages = (
        f"/posts/{post['id']}", f"/posts/{post['id']}/comments", f"/posts/{post['id']}/reactions",
        f"/posts/{post['id']}/shares", f"/users/{stella.id}/followers", "/users/lookup?prefix=ben",
        "/people?q=ben",
    )  # fmt: skip
    for level in LEVELS:
        await show(ben, display_name=level, avatar=level, bio=level)
        for name, viewer in (("frida", frida), ("stella", stella)):
            for page in pages:
                text = (await viewer.get(page)).text
                assert ("Benedikt" in text) == oracle(level, name), (level, name, page)
                if page != "/people?q=ben":
                    assert ("/media/" in text) == oracle(level, name), (level, name, page)
                assert "kettles" not in text or oracle(level, name), (level, name, page)
    assert (await stella.get("/users/lookup?prefix=bened")).json()["users"] == []


async def test_who_is_blocked_sees_nothing_and_who_blocks_sees_a_username(people: People) -> None:
    persons = await village(people)
    ben, frida, stella = persons["ben"], persons["frida"], persons["stella"]
    await show(ben, **dict.fromkeys(FIELDS, "public"))
    await act(ben, "block", frida)
    for page in ("", "/activity", "/showcase", "/friends"):
        assert (await frida.get(f"/users/{ben.id}{page}")).status_code == 404
    assert await found(frida, "q=ben") == []
    assert (await frida.get(f"/users/presence?ids={ben.id}")).json()["presence"] == []
    await act(stella, "block", ben)
    user = (await seen(stella, ben))["user"]
    assert (user["username"], shown(user), user["hidden"]) == ("ben", set(), list(FIELDS))
    assert "Benedikt" not in (await stella.get("/users/me/blocks")).text


async def test_the_list_of_friends_is_read_by_whom_its_level_says(people: People) -> None:
    persons = await village(people)
    ben = persons["ben"]
    for level in LEVELS:
        await show(ben, connections=level)
        for name in VIEWERS:
            page = await seen(persons[name], ben)
            assert (page["stats"]["friend_count"] is not None) == oracle(level, name)
            if name in ("stella", "fanny"):
                listed = (await persons[name].get(f"/users/{ben.id}/friends")).json()["users"]
                assert bool(listed) == oracle(level, name)


async def test_the_rule_is_one_in_code_and_in_queries(people: People, longhouse: Longhouse) -> None:
    """The condition, its twin, and an oracle that is neither."""
    persons = await village(people)
    ben = persons["ben"]
    for level in LEVELS:
        await show(ben, **dict.fromkeys(FIELDS, level))
        async with longhouse.db.read() as read:
            for name, viewer in persons.items():
                standing: visibility.Standing = (
                    "self" if name == "ben" else "friend" if name == "frida" else "other"
                )
                for field in FIELDS:
                    asked = await read.value(bool, _SHOWS[field], viewer.id, ben.id)
                    assert asked == oracle(level, name), (field, level, name)
                    twin = visibility.may_see(level, standing)
                    assert twin == oracle(level, name)


_SHOWS: dict[str, LiteralString] = {
    field: "SELECT " + graph.shows("f", field, "$1") + " FROM profiles.profile AS f "
    "WHERE f.user_id = $2"
    for field in visibility.FIELDS
}
