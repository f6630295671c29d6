"""How much somebody has written, as far as the viewer may know."""

from posts.steps import publish
from support.conversations import comment
from support.people import People, Person


async def numbers(viewer: Person, person: Person) -> tuple[int, int]:
    stats = (await viewer.get(f"/users/{person.id}")).json()["stats"]
    return stats["post_count"], stats["comment_count"]


async def test_what_one_may_not_see_does_not_count(people: People) -> None:
    ben, carla, dora = [await people.member(name) for name in ("ben", "carla", "dora")]
    await carla.post(f"/users/{ben.id}/follow")
    first, second = await publish(ben, "One"), await publish(ben, "Two")
    secret = await publish(ben, "Three", visibility="followers")
    own = await publish(carla, "From Carla")
    await comment(ben, secret)
    said = await comment(ben, own)
    await comment(ben, first)
    assert await numbers(ben, ben) == (3, 3)
    assert await numbers(carla, ben) == (3, 3)
    assert await numbers(dora, ben) == (2, 2)
    await ben.delete(f"/posts/{second['id']}")
    await ben.delete(f"/comments/{said['id']}")
    assert await numbers(dora, ben) == (1, 1)
    await ben.delete(f"/posts/{first['id']}")
    assert await numbers(dora, ben) == (0, 0)
    await carla.post(f"/users/{ben.id}/block")
    assert await numbers(carla, ben) == (0, 0)


async def test_what_stands_under_a_post_behind_a_barrier_does_not_count(people: People) -> None:
    ben, carla, dora = [await people.member(name) for name in ("ben", "carla", "dora")]
    await comment(ben, await publish(carla))
    assert await numbers(dora, ben) == (0, 1)
    await carla.post(f"/users/{dora.id}/block")
    assert await numbers(dora, ben) == (0, 0)
