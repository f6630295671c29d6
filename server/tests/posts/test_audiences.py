"""Posts for everybody, followers, friends, oneself: who comes across them, and who hears of them."""

from collections.abc import AsyncGenerator
from typing import Any

import pytest

from graph.steps import befriend
from identity.witnesses import Ear
from longhouse.app import Longhouse
from posts.steps import GENERAL, feed, publish, seen
from posts.test_who_sees import ways_to
from support.conversations import caught_up, comment, react, said
from support.people import People, Person
from support.sockets import Sockets, hear, served
from support.waiting import until

SECTION = f"section:{GENERAL}"
AUDIENCES = ["public", "followers", "friends", "private"]


@pytest.fixture
async def sockets(longhouse: Longhouse) -> AsyncGenerator[Sockets]:
    async with served(longhouse) as sockets:
        yield sockets


async def neighbours(people: People) -> tuple[Person, Person, Person, Person]:
    """Ben, his friend Fay, Carla who follows him, and Dora, to whom he is nobody."""
    ben, fay, carla, dora = [await people.member(name) for name in ("ben", "fay", "carla", "dora")]
    await befriend(ben, fay)
    await carla.post(f"/users/{ben.id}/follow")
    return ben, fay, carla, dora


@pytest.mark.parametrize(
    ("audience", "reached"),
    [
        ("public", ["ben", "fay", "carla", "dora"]),
        ("followers", ["ben", "fay", "carla"]),
        ("friends", ["ben", "fay"]),
        ("private", ["ben"]),
    ],
)
async def test_a_post_is_for_whom_its_author_chose(
    people: People, audience: str, reached: list[str]
) -> None:
    ben, *others = await neighbours(people)
    post = await publish(ben, "Listen", visibility=audience)
    assert post["visibility"] == audience
    assert await seen(ben, post) == 200
    for person in others:
        assert await ways_to(person, ben, post) == {person.name in reached}, person.name
    for person in others:
        wish = {"post_id": post["id"], "content": "I hear"}
        answered = await person.post("/comments", wish)
        assert answered.status_code == (201 if person.name in reached else 404)
        assert await react(person, post) == (201 if person.name in reached else 404)
        saved = await person.post(f"/posts/{post['id']}/save")
        assert saved.status_code == (200 if person.name in reached else 404)


async def test_what_is_for_friends_ends_and_begins_with_the_friendship(people: People) -> None:
    ben, fay, *_ = await neighbours(people)
    post = await publish(ben, "Among friends", visibility="friends")
    await comment(fay, post, "Hear, hear")
    await fay.post(f"/posts/{post['id']}/save")
    assert (await fay.delete(f"/friends/{ben.id}")).status_code == 200
    assert await ways_to(fay, ben, post) == {False}
    assert (await fay.get("/users/me/saved")).json()["posts"] == []
    assert (await ben.get(f"/users/{fay.id}/comments")).json()["comments"] != []
    assert (await fay.get("/users/me/comments")).json()["comments"] == []
    await befriend(ben, fay)
    assert await ways_to(fay, ben, post) == {True}
    assert await said(fay, post) == ["Hear, hear"]
    assert len((await fay.get("/users/me/saved")).json()["posts"]) == 1


async def test_a_narrower_audience_counts_at_once(people: People) -> None:
    ben, *others = await neighbours(people)
    post = await publish(ben, "Hello @fay, @carla and @dora")
    reached = {
        "public": {"fay", "carla", "dora"},
        "followers": {"fay", "carla"},
        "friends": {"fay"},
        "private": set[str](),
    }
    for audience in [*AUDIENCES, "friends", "public"]:
        changed = await ben.patch(f"/posts/{post['id']}", {"visibility": audience})
        shown = changed.json()["post"]
        assert (shown["visibility"], shown["updated_at"]) == (audience, None)
        assert {one["username"] for one in shown["mentions"]} == reached[audience]
        sees = {person.name for person in others if await seen(person, post) == 200}
        assert sees == reached[audience]
    for person in others:
        refused = await person.patch(f"/posts/{post['id']}", {"visibility": "private"})
        assert refused.status_code == 403


async def test_a_note_to_oneself_is_nobody_elses_not_even_an_admins(people: People) -> None:
    ada, ben = await people.admin(), await people.member("ben")
    post = await publish(ben, "Key under the stone, @ada", visibility="private")
    path = f"/posts/{post['id']}"
    assert await feed(ben) == [post["content"]]
    assert await feed(ada) == []
    for refused in (
        await ada.get(path),
        await ada.delete(path),
        await ada.post(f"{path}/restore"),
        await ada.delete(f"/admin{path}"),
        await ada.post(f"/admin{path}/restore"),
    ):
        assert refused.status_code == 404
    said_of_it = await comment(ben, post, "Or under the pot")
    await ben.delete(f"/comments/{said_of_it['id']}")
    for refused in (
        await ada.post(f"/comments/{said_of_it['id']}/restore"),
        await ada.post(f"/admin/comments/{said_of_it['id']}/restore"),
        await ada.delete(f"/admin/comments/{said_of_it['id']}"),
    ):
        assert refused.status_code == 404
    assert (await ada.get("/admin/content")).json()["content"] == []
    await ben.delete(path)
    assert (await ada.get(path)).status_code == 404
    assert (await ada.get("/admin/content")).json()["content"] == []
    assert (await ben.post(f"{path}/restore")).status_code == 200
    assert await seen(ben, post) == 200


async def test_what_is_for_oneself_is_not_shared_and_what_is_for_few_stays_theirs(
    people: People,
) -> None:
    ben, fay, carla, dora = await neighbours(people)
    note = await publish(ben, "For me", visibility="private")
    refused = await ben.post(f"/posts/{note['id']}/share", {})
    assert (refused.status_code, refused.json()["code"]) == (409, "NOT_FOR_SHARING")
    among_friends = await publish(ben, "For friends", visibility="friends")
    shared = await fay.post(f"/posts/{among_friends['id']}/share", {"comment": "Look!"})
    assert shared.status_code == 201
    await dora.post(f"/users/{fay.id}/follow")
    for person, count in ((ben, 1), (carla, 0), (dora, 0)):
        shares = (await person.get(f"/users/{fay.id}/shares")).json()["shares"]
        assert len(shares) == count, person.name
        of_post = await person.get(f"/posts/{among_friends['id']}/shares")
        assert of_post.status_code == (200 if count else 404)


async def test_nobody_else_hears_of_what_is_for_friends_or_for_oneself(
    people: People, longhouse: Longhouse, ear: Ear
) -> None:
    ben, fay, carla, dora = await neighbours(people)
    await caught_up(longhouse)
    users = {f"user:{person.id}": person.name for person in (ben, fay, carla, dora)}
    for topic in (SECTION, *users):
        await ear.listen(topic)

    async def told(act: object) -> dict[str, set[str]]:
        """Who was told what, of the topics above."""
        await caught_up(longhouse)
        heard: dict[str, set[str]] = {}
        for topic, kind, _ in ear.heard:
            if not kind.startswith("notification"):
                heard.setdefault(users.get(topic, topic), set()).add(kind)
        ear.heard.clear()
        return heard

    friends = {"ben": {"section_changed"}, "fay": {"section_changed"}}
    post = await publish(ben, "Dear @fay, dear @dora", visibility="friends")
    assert await told(post) == {"ben": {"section_changed"}, "fay": {"section_changed", "mention"}}
    note = await publish(ben, "Dear me, dear @fay", visibility="private")
    assert await told(note) == {"ben": {"section_changed"}}
    for one, reached in ((post, friends), (note, {"ben": {"section_changed"}})):
        said_of_it = await comment(ben, one, "And @carla")
        assert await told(said_of_it) == reached
        assert await told(await react(ben, one)) == reached
        path = f"/posts/{one['id']}"
        assert await told(await ben.patch(path, {"content": "Dear @dora, then"})) == reached
        assert await told(await ben.delete(path)) == reached
        assert await told(await ben.post(f"{path}/restore")) == reached


@pytest.mark.parametrize("audience", ["followers", "friends", "private"])
async def test_a_section_is_not_told_which_post_it_is(
    people: People, longhouse: Longhouse, ear: Ear, audience: str
) -> None:
    ada, ben = await people.admin(), await people.member("ben")
    await befriend(ada, ben)
    await caught_up(longhouse)
    await ear.listen(SECTION)
    await ear.listen(f"user:{ada.id}")
    post = await publish(ben, "Softly", visibility=audience)
    path = f"/posts/{post['id']}"
    first = await comment(ben, post, "Softly too")
    await react(ben, post)
    await react(ben, first)
    await ben.delete(f"/comments/{first['id']}")
    await ben.patch(path, {"content": "More softly"})
    await ben.delete(path)
    await ben.post(f"{path}/restore")
    if audience != "private":
        assert (await ada.delete(f"/admin{path}")).status_code == 200
    await caught_up(longhouse)
    around = [data for _, kind, data in ear.heard if not kind.startswith("notif")]
    assert (audience == "private") == (around == [])
    assert all(data == {"section_id": GENERAL} for data in around)


async def test_those_who_saw_a_post_hear_that_it_is_for_fewer(
    people: People, longhouse: Longhouse, ear: Ear
) -> None:
    ben, fay, carla, _ = await neighbours(people)
    post = await publish(ben, "For all")
    await caught_up(longhouse)
    for topic in (SECTION, f"user:{fay.id}", f"user:{carla.id}"):
        await ear.listen(topic)

    async def told_after(visibility: str) -> list[tuple[str, str, object]]:
        ear.heard.clear()
        await ben.patch(f"/posts/{post['id']}", {"visibility": visibility})
        await caught_up(longhouse)
        return [one for one in ear.heard if not one[1].startswith("notif")]

    somewhere = {"section_id": GENERAL}
    # All knew it; afterwards nobody is told by its name but who may see it.
    assert await told_after("followers") == [
        (SECTION, "section_changed", somewhere),
        (SECTION, "post_changed", {"post_id": post["id"]}),
    ]
    assert await told_after("friends") == [
        (f"user:{fay.id}", "section_changed", somewhere),
        (SECTION, "section_changed", somewhere),
    ]
    assert await told_after("private") == [(f"user:{fay.id}", "section_changed", somewhere)]
    assert [kind for _, kind, _ in await told_after("public")] == ["post_updated"]


@pytest.mark.parametrize(
    ("audience", "ending"), [("followers", "unfollow"), ("friends", "unfriend")]
)
async def test_listeners_leave_with_the_tie_that_let_them_listen(
    people: People, longhouse: Longhouse, sockets: Sockets, audience: str, ending: str
) -> None:
    ben, fay, carla, _ = await neighbours(people)
    await befriend(ben, carla)
    post = await publish(ben, "Among us", visibility=audience)
    await caught_up(longhouse)
    topic = f"post:{post['id']}"
    fays, carlas = await sockets.open(fay, topic), await sockets.open(carla, topic)
    if ending == "unfollow":
        await fay.delete(f"/users/{ben.id}/follow")
    else:
        await ben.delete(f"/friends/{fay.id}")
    await comment(carla, post, "Only among us")
    heard = await hear(fays, "unsubscribed")
    assert [(frame["type"], frame["topic"]) for frame in heard] == [("unsubscribed", topic)]
    heard = await hear(carlas, "post_changed")
    assert "unsubscribed" not in [frame["type"] for frame in heard]


async def test_what_is_for_few_is_announced_to_them_alone(people: People) -> None:
    """Mentions, comments and reactions under it, and news of the section, in the list and its
    count: nobody else is told, and who loses the post loses what was told of it."""
    ben, fay, carla, dora = await neighbours(people)
    post = await publish(ben, "See @fay, @carla, @dora", visibility="friends")
    await comment(fay, post, "Hello @carla @dora")

    async def told(person: Person) -> list[dict[str, Any]]:
        return (await person.get("/notifications")).json()["notifications"]

    async def of_it(person: Person) -> set[str]:
        return {one["type"] for one in await told(person) if one["related_post_id"] == post["id"]}

    async def both_are_told() -> bool:
        return await of_it(fay) == {"mention", "new_post"} and await of_it(ben) == {"new_comment"}

    await until(both_are_told, within=60)
    assert await of_it(carla) == await of_it(dora) == set()
    for person in (carla, dora):
        assert (await person.get("/notifications/count")).json()["unread_count"] == 0
    await ben.delete(f"/friends/{fay.id}")
    assert await of_it(fay) == set()
