"""Kept counts are those of the rows, after whatever happened at once."""

import asyncio
import random

import pytest

from longhouse.app import Longhouse
from posts.steps import publish
from support.conversations import check_counts, comment, react, reply, said, shown
from support.people import People, Person
from support.waiting import until


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_counts_are_right_after_a_random_history(
    people: People, longhouse: Longhouse, seed: int
) -> None:
    chance = random.Random(seed)
    everyone = [await people.member(name) for name in ("ben", "carla", "dora")]
    posts = [await publish(everyone[0]) for _ in range(2)]
    comments = [await comment(everyone[1], post) for post in posts]

    async def act(person: Person) -> None:
        post, one = chance.choice(posts), chance.choice(comments)
        path = f"/comments/{one['id']}"
        match chance.randrange(9):
            case 0 | 1:
                comments.append(await comment(person, post))
            case 2 | 3:
                wish = {"post_id": one["post_id"], "content": "Hm", "parent_comment_id": one["id"]}
                answer = await person.post("/comments", wish)
                if answer.status_code == 201:
                    comments.append(answer.json()["comment"])
            case 4:
                await person.delete(path)
            case 5:
                await person.post(f"{path}/restore")
            case 6:
                await react(person, chance.choice([post, one]), chance.choice("👍🎉"))
            case 7:
                await person.delete(f"/posts/{post['id']}/reactions/{chance.choice('👍🎉')}")
            case _:
                method = chance.choice(["POST", "DELETE"])
                await person.fetch(method, f"/posts/{post['id']}/save")

    for _ in range(6):
        await asyncio.gather(*(act(chance.choice(everyone)) for _ in range(15)))
        await check_counts(longhouse)


async def test_counts_hold_only_who_is_here(people: People, longhouse: Longhouse) -> None:
    ada, ben, carla = await people.admin(), await people.member("ben"), await people.member("carla")
    post = await publish(ben)
    top = await comment(ben, post, "From Ben")
    await reply(carla, top, "From Carla")
    await react(carla, post)
    await react(carla, top)

    async def numbers() -> tuple[int, int]:
        seen = await shown(ben, post)
        return seen["comment_count"], seen["reaction_count"]

    async def are(expected: tuple[int, int]) -> None:
        async def they_are() -> bool:
            return await numbers() == expected

        await until(they_are)
        await check_counts(longhouse)

    await are((2, 1))
    await ada.delete(f"/admin/users/{carla.id}")
    await are((1, 0))
    assert await said(ben, post, f"parent={top['id']}") == []
    await ada.post(f"/admin/users/{carla.id}/restore")
    await are((2, 1))
    assert await said(ben, post, f"parent={top['id']}") == ["From Carla"]
