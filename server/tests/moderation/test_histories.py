"""Erasing while others restore, answer, react, save and share: all of it, or none of it."""

import asyncio
import random

import pytest

from longhouse.app import Longhouse
from moderation.steps import Thing, orphans
from posts.steps import publish
from support.conversations import caught_up, check_counts, comment, reply
from support.people import People, Person

_REFUSED = {403, 404, 409, 422}


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_nothing_is_left_of_what_is_erased_whatever_happens_at_once(
    people: People, longhouse: Longhouse, seed: int
) -> None:
    chance = random.Random(seed)
    ada = await people.admin()
    members = [await people.member(name) for name in ("ben", "carla")]
    posts = [await publish(members[0], f"Number {n} #tag{n} #all") for n in range(4)]
    comments = [await comment(members[1], post) for post in posts for _ in range(2)]
    comments += [await reply(members[0], one) for one in comments[:4]]

    async def act(person: Person) -> int:
        post, one = chance.choice(posts), chance.choice(comments)
        kind, thing = chance.choice([("posts", post), ("comments", one)])
        path = f"/{kind}/{thing['id']}"
        match chance.randrange(12):
            case 0:
                return (await ada.delete(f"/admin{path}")).status_code
            case 1:
                return (await person.delete(path)).status_code
            case 2:
                return (await chance.choice([person, ada]).post(f"{path}/restore")).status_code
            case 3:
                return (await ada.post(f"/admin{path}/restore")).status_code
            case 4 | 5:
                return await answer(person, post, chance.choice([None, one]))
            case 6 | 7:
                emoji = {"emoji": chance.choice("👍🎉")}
                return (await person.post(f"{path}/reactions", emoji)).status_code
            case 8:
                gone = f"{path}/reactions/{chance.choice('👍🎉')}"
                return (await person.delete(gone)).status_code
            case 9:
                method = chance.choice(["POST", "DELETE"])
                return (await person.fetch(method, f"/posts/{post['id']}/save")).status_code
            case 10:
                shared = await person.post(f"/posts/{post['id']}/share", {"comment": "Look"})
                return shared.status_code
            case _:
                posts.append(await publish(person, f"More #tag{chance.randrange(4)} #all"))
                return 201

    async def answer(person: Person, post: Thing, parent: Thing | None) -> int:
        wish: Thing = {"post_id": post["id"], "content": "Hm @ben"}
        if parent is not None:
            wish |= {"post_id": parent["post_id"], "parent_comment_id": parent["id"]}
        answered = await person.post("/comments", wish)
        if answered.status_code == 201:
            comments.append(answered.json()["comment"])
        return answered.status_code

    for _ in range(5):
        statuses = await asyncio.gather(*(act(chance.choice(members)) for _ in range(16)))
        assert set(statuses) <= {200, 201} | _REFUSED
        await check_counts(longhouse)
        assert await orphans(longhouse) == []
    await caught_up(longhouse)


async def test_one_of_many_who_erase_at_once_does_it(people: People, longhouse: Longhouse) -> None:
    ada, ben = await people.admin(), await people.member("ben")
    post = await publish(ben, "Number #tag")
    made = await comment(ben, post)
    for path in (f"/admin/comments/{made['id']}", f"/admin/posts/{post['id']}"):
        answers = await asyncio.gather(*(ada.delete(path) for _ in range(8)))
        assert sorted(answer.status_code for answer in answers) == [200] + [404] * 7
    async with longhouse.db.read() as read:
        told = await read.values(
            str, "SELECT name FROM kernel.outbox WHERE name LIKE '%Erased' ORDER BY id"
        )
    assert told == ["responses.CommentErased", "posts.PostErased"]
