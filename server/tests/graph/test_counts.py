"""Kept counts are those of the rows, whatever happens at once; each act has one effect."""

import asyncio
import random

import pytest

from graph.steps import Counts, befriend, kept_counts, names, true_counts
from longhouse.app import Longhouse
from support.people import People
from support.waiting import until


@pytest.mark.parametrize("seed", [1, 2])
async def test_counts_are_right_after_a_random_history(
    people: People, longhouse: Longhouse, seed: int
) -> None:
    chance = random.Random(seed)
    everyone = [await people.member(f"person-{name}") for name in ("ann", "bob", "cleo", "dan")]

    async def act() -> None:
        one, other = chance.sample(everyone, 2)
        method, noun = chance.choice(
            [("POST", "follow")] * 5 + [("DELETE", "follow")] * 2 + [("POST", "block")]
            + [("DELETE", "block")] * 3 + [("POST", "friend-request")] * 5
        )  # fmt: skip
        if chance.random() < 0.1:
            answer = await one.delete(f"/friends/{other.id}")
        else:
            body: dict[str, str] | None = {} if noun == "friend-request" else None
            answer = await one.fetch(method, f"/users/{other.id}/{noun}", body)
        assert answer.status_code in (200, 201, 404, 409, 429), answer.text

    for _ in range(8):
        await asyncio.gather(*(act() for _ in range(10)))
        assert await kept_counts(longhouse) == await true_counts(longhouse)


async def test_counts_hold_only_who_is_here(people: People, longhouse: Longhouse) -> None:
    ada, ben, carla = await people.admin(), await people.member("ben"), await people.member("carla")
    await carla.post(f"/users/{ben.id}/follow")
    await ben.post(f"/users/{carla.id}/follow")

    async def ben_counts() -> Counts:
        return (await kept_counts(longhouse))[ben.id]

    await befriend(ben, carla)
    assert await ben_counts() == (1, 1, 1)
    await ada.delete(f"/admin/users/{carla.id}")

    async def nobody_left() -> bool:
        return await ben_counts() == (0, 0, 0)

    await until(nobody_left)
    await ada.post(f"/admin/users/{carla.id}/restore")

    async def all_back() -> bool:
        return await ben_counts() == (1, 1, 1)

    await until(all_back)


async def test_fifty_at_once_follow_once(people: People, longhouse: Longhouse) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    answers = await asyncio.gather(*(ben.post(f"/users/{carla.id}/follow") for _ in range(50)))
    assert {answer.status_code for answer in answers} == {200}
    assert (await kept_counts(longhouse))[carla.id] == (1, 0, 0)
    async with longhouse.db.read() as read:
        told = await read.value(
            int, "SELECT count(*) FROM kernel.outbox WHERE name = 'graph.MemberFollowed'"
        )
    assert told == 1


async def test_a_block_beside_fifty_follows_leaves_none(people: People) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    follows = [ben.post(f"/users/{carla.id}/follow") for _ in range(25)]
    again = [ben.post(f"/users/{carla.id}/follow") for _ in range(25)]
    await asyncio.gather(*follows, carla.post(f"/users/{ben.id}/block"), *again)
    assert await names(carla, "/users/me/followers") == []
    assert await names(ben, "/users/me/following") == []
