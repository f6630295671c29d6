"""Who sees a post: as a stranger, a follower, a blocked member, on every way to it."""

from typing import Any

from longhouse.kernel.ids import new_id
from posts.steps import GENERAL, feed, publish, seen
from support.people import People, Person


async def ways_to(person: Person, author: Person, post: dict[str, Any]) -> set[object]:
    """Every way on which somebody could come across a post, and what they find."""
    by_author = await person.get(f"/users/{author.id}/posts")
    unread = (await person.get(f"/sections/{GENERAL}")).json()["section"]["unread"]
    return {
        await seen(person, post) == 200,
        post["content"] in await feed(person),
        by_author.status_code == 200
        and post["id"] in [one["id"] for one in by_author.json()["posts"]],
        unread,
    }


async def test_a_block_hides_posts_both_ways_and_from_nobody_else(people: People) -> None:
    ben, carla, dora = [await people.member(name) for name in ("ben", "carla", "dora")]
    of_ben, of_carla = await publish(ben, "From Ben"), await publish(carla, "From Carla")
    assert await ways_to(carla, ben, of_ben) == {True}
    await ben.post(f"/users/{carla.id}/block")
    assert await ways_to(carla, ben, of_ben) == {False}
    assert await ways_to(ben, carla, of_carla) == {False}
    assert await ways_to(dora, ben, of_ben) == {True}
    await ben.delete(f"/users/{carla.id}/block")
    assert await ways_to(carla, ben, of_ben) == {True}


async def test_the_blocked_can_do_nothing_to_a_post(people: People) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    made = await publish(ben)
    await ben.post(f"/users/{carla.id}/block")
    path = f"/posts/{made['id']}"
    answers = [
        await carla.patch(path, {"content": "Mine now"}),
        await carla.patch(path, {"links": []}),
        await carla.delete(path),
        await carla.post(f"{path}/restore"),
    ]
    assert {answer.status_code for answer in answers} == {404}


async def test_a_post_for_followers_is_for_followers(people: People) -> None:
    ben, carla, dora = [await people.member(name) for name in ("ben", "carla", "dora")]
    await carla.post(f"/users/{ben.id}/follow")
    made = await publish(ben, "For friends", visibility="followers")
    assert await ways_to(carla, ben, made) == {True}
    assert await ways_to(dora, ben, made) == {False}
    assert await seen(ben, made) == 200
    await carla.delete(f"/users/{ben.id}/follow")
    assert await ways_to(carla, ben, made) == {False}


async def test_who_was_deleted_takes_their_posts_along_until_they_are_back(people: People) -> None:
    ada, ben, carla = await people.admin(), await people.member("ben"), await people.member("carla")
    made = await publish(ben)
    await ada.delete(f"/admin/users/{ben.id}")
    assert await ways_to(carla, ben, made) == {False}
    assert await seen(ada, made) == 404
    await ada.post(f"/admin/users/{ben.id}/restore")
    assert await ways_to(carla, ben, made) == {True}


async def test_a_muted_author_is_still_read_where_they_publish(people: People) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    made = await publish(ben)
    await carla.post(f"/users/{ben.id}/mute")
    assert await ways_to(carla, ben, made) == {True}


async def test_posts_that_never_were_are_not_found(people: People) -> None:
    ben = await people.member("ben")
    for path in (f"/posts/{new_id()}", "/posts/nonsense", f"/users/{new_id()}/posts",
                 "/users/@nobody/posts"):  # fmt: skip
        assert (await ben.get(path)).status_code == 404


async def test_looking_up_names_finds_whom_one_may_see(people: People) -> None:
    ben, carla, carlo = [await people.member(name) for name in ("ben", "carla", "carlo")]
    await ben.patch("/users/me", {"display_name": "Carmen's Ben"})

    async def found(person: Person, prefix: str) -> list[str]:
        answer = await person.get(f"/users/lookup?prefix={prefix}")
        return [user["username"] for user in answer.json()["users"]]

    assert await found(ben, "CAR") == ["carla", "carlo"]
    assert await found(carla, "@car") == ["ben", "carlo"]
    assert await found(ben, "%25") == await found(ben, "_") == await found(ben, "") == []
    await carlo.post(f"/users/{ben.id}/block")
    assert await found(ben, "car") == ["carla"]
    assert await found(carlo, "be") == []
