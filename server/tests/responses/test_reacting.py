"""Reactions, saves and shares: each has one effect, and is counted."""

import asyncio

import pytest

from longhouse.features.responses.errors import NotOneEmoji
from longhouse.features.responses.policy.emoji import LONGEST, normal_emoji
from longhouse.kernel.ids import new_id
from posts.steps import publish
from support.conversations import Thing, comment, react, shown, thread, unreact
from support.people import People, Person


@pytest.mark.parametrize(
    "emoji",
    ["👍", "❤️", "👍🏽", "🇦🇹", "👨🏻‍❤️‍💋‍👨🏻", "1️⃣", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏳️‍🌈", "👩🏾‍🚀"],
)  # fmt: skip
def test_one_emoji_is_one_reaction(emoji: str) -> None:
    assert normal_emoji(emoji) == emoji
    assert len(emoji) <= LONGEST


@pytest.mark.parametrize(
    "given",
    ["", " ", "a", "1", "#", "👍👍", "👍 👍", "👍a", "🇦", "🇦🇹🇩", "\u200d", "\ufe0f", "👍\u200d",
     "\U0001faff", "\u202e👍", ":+1:", "👍" + "\u200d👍" * 9],
)  # fmt: skip
def test_anything_else_is_none(given: str) -> None:
    with pytest.raises(NotOneEmoji):
        normal_emoji(given)


def test_a_heart_of_ink_is_a_heart_in_colour() -> None:
    assert normal_emoji("❤") == normal_emoji(" ❤️ ") == "❤️"


async def reacted_to(people: People, kind: str) -> tuple[Person, Person, Thing, Thing]:
    """Ben published; the thing is his post or Carla's comment under it."""
    ben, carla = await people.member("ben"), await people.member("carla")
    post = await publish(ben)
    return ben, carla, post, post if kind == "post" else await comment(carla, post)


async def look(person: Person, post: Thing, thing: Thing) -> Thing:
    return (await shown(person, post)) if thing is post else (await thread(person, post))[0]


@pytest.mark.parametrize("kind", ["post", "comment"])
async def test_reactions_are_counted_and_taken_back(people: People, kind: str) -> None:
    ben, carla, post, thing = await reacted_to(people, kind)
    assert await react(ben, thing, "👍") == 201
    assert await react(carla, thing, "👍") == 201
    assert await react(carla, thing, "🎉") == 201
    seen = await look(carla, post, thing)
    assert (seen["reactions"], seen["reaction_count"]) == ({"👍": 2, "🎉": 1}, 3)
    assert seen["mine"]["reactions"] == ["👍", "🎉"]
    assert (await look(ben, post, thing))["mine"]["reactions"] == ["👍"]
    assert await unreact(carla, thing, "🎉") == 200
    assert await unreact(carla, thing, "🎉") == 200
    seen = await look(carla, post, thing)
    assert (seen["reactions"], seen["reaction_count"]) == ({"👍": 2}, 2)
    assert await react(carla, thing, "🎉") == 201
    assert (await look(ben, post, thing))["reactions"] == {"👍": 2, "🎉": 1}


@pytest.mark.parametrize("kind", ["post", "comment"])
async def test_who_reacted_is_listed_the_latest_first(people: People, kind: str) -> None:
    ben, carla, _, thing = await reacted_to(people, kind)
    await react(ben, thing, "👍")
    await react(carla, thing, "👍")
    await react(carla, thing, "🎉")
    path = f"/{kind}s/{thing['id']}/reactions"

    async def listed(query: str) -> list[tuple[str, str]]:
        answer = (await ben.get(f"{path}?{query}")).json()
        return [(one["user"]["username"], one["emoji"]) for one in answer["reactions"]]

    assert await listed("") == [("carla", "🎉"), ("carla", "👍"), ("ben", "👍")]
    assert await listed("emoji=👍") == [("carla", "👍"), ("ben", "👍")]
    first = (await ben.get(f"{path}?limit=2")).json()
    assert first["meta"]["has_more"]
    assert await listed(f"limit=2&cursor={first['meta']['cursor']}") == [("ben", "👍")]
    assert (await ben.get(f"{path}?emoji=x")).status_code == 422


async def test_a_like_is_a_heart(people: People) -> None:
    ben, carla, post, _ = await reacted_to(people, "post")
    liked = await carla.post(f"/posts/{post['id']}/like")
    assert liked.status_code == 201
    reaction = liked.json()["reaction"]
    assert set(reaction) == {"id", "user_id", "emoji", "created_at"}
    assert (reaction["emoji"], reaction["user_id"]) == ("❤️", str(carla.id))
    assert (await shown(ben, post))["reactions"] == {"❤️": 1}
    assert (await carla.delete(f"/posts/{post['id']}/like")).json() == {}
    assert (await shown(ben, post))["reactions"] == {}


@pytest.mark.parametrize("kind", ["post", "comment"])
async def test_fifty_at_once_react_once(people: People, kind: str) -> None:
    ben, carla, post, thing = await reacted_to(people, kind)
    answers = await asyncio.gather(*(react(carla, thing, "👍") for _ in range(50)))
    assert set(answers) == {201}
    assert (await look(ben, post, thing))["reactions"] == {"👍": 1}
    await asyncio.gather(*(unreact(carla, thing, "👍") for _ in range(50)))
    assert (await look(ben, post, thing))["reactions"] == {}


async def test_there_is_room_for_twenty_different_ones(people: People) -> None:
    _, carla, post, _ = await reacted_to(people, "post")
    emojis = [chr(0x1F600 + number) for number in range(21)]
    answers = [await react(carla, post, emoji) for emoji in emojis]
    assert answers == [201] * 20 + [409]
    assert (await shown(carla, post))["reaction_count"] == 20


async def test_what_is_no_emoji_or_not_there_gets_no_reaction(people: People) -> None:
    ben, _, post, _ = await reacted_to(people, "post")
    assert await react(ben, post, "nice") == 422
    assert await unreact(ben, post, "nice") == 422
    assert await react(ben, {"id": str(new_id())}) == 404
    assert await react(ben, {"id": str(new_id()), "post_id": post["id"]}) == 404


async def test_saved_posts_are_ones_own_shelf(people: People) -> None:
    ben, carla, post, _ = await reacted_to(people, "post")
    later = await publish(ben, "Later")
    for one in (post, later, post):
        assert (await carla.post(f"/posts/{one['id']}/save")).status_code == 200
    saved = (await carla.get("/users/me/saved")).json()
    assert [one["id"] for one in saved["posts"]] == [later["id"], post["id"]]
    assert saved["posts"][0]["mine"]["saved"] is True
    assert (await shown(ben, post))["mine"]["saved"] is False
    assert (await ben.get("/users/me/saved")).json()["posts"] == []
    first = (await carla.get("/users/me/saved?limit=1")).json()
    rest = (await carla.get(f"/users/me/saved?limit=1&cursor={first['meta']['cursor']}")).json()
    assert [one["id"] for one in rest["posts"]] == [post["id"]]
    for _ in range(2):
        assert (await carla.delete(f"/posts/{post['id']}/save")).status_code == 200
    assert len((await carla.get("/users/me/saved")).json()["posts"]) == 1
    await ben.delete(f"/posts/{later['id']}")
    assert (await carla.get("/users/me/saved")).json()["posts"] == []


async def test_sharing_is_counted_and_once_by_key(people: People) -> None:
    _, carla, post, _ = await reacted_to(people, "post")
    wish = {"comment": " Worth a look "}
    path = f"/posts/{post['id']}/share"
    answers = [await carla.post(path, wish, headers={"Idempotency-Key": "s"}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    share = answers[0].json()["share"]
    assert share == answers[1].json()["share"]
    assert (share["comment"], share["post_id"]) == ("Worth a look", post["id"])
    assert (await carla.post(path, {"comment": "x" * 1001})).status_code == 422
    assert (await carla.post(f"/posts/{new_id()}/share", {})).status_code == 404
