"""Lists of friends, friends in common, and people one may want to know."""

from typing import Any

from graph.steps import ask, befriend, names
from support.people import People, Person


async def recommended(person: Person) -> dict[str, Any]:
    answer = await person.get("/users/me/recommendations")
    assert answer.status_code == 200, answer.text
    return {one["user"]["username"]: one["reason"] for one in answer.json()["recommendations"]}


async def friends_of(person: Person, other: Person) -> dict[str, int]:
    answer = await person.get(f"/users/{other.id}/friends")
    assert answer.status_code == 200, answer.text
    return {one["username"]: one["mutual_count"] for one in answer.json()["users"]}


async def test_friends_are_listed_with_how_many_are_shared(people: People) -> None:
    ben, carla, dora, emil = [
        await people.member(name) for name in ("ben", "carla", "dora", "emil")
    ]
    for one, other in ((ben, carla), (ben, dora), (carla, dora), (carla, emil)):
        await befriend(one, other)
    assert await friends_of(ben, carla) == {"emil": 1, "dora": 1, "ben": 2}
    assert await names(ben, f"/users/{carla.id}/mutual-friends") == ["dora"]


async def test_who_is_no_friend_sees_only_friends_in_common(people: People) -> None:
    ben, carla, dora, emil = [
        await people.member(name) for name in ("ben", "carla", "dora", "emil")
    ]
    for one, other in ((ben, carla), (ben, dora), (emil, dora)):
        await befriend(one, other)
    assert set(await friends_of(emil, ben)) == {"dora"}
    assert set(await friends_of(dora, ben)) == {"dora", "carla"}


async def test_lists_of_friends_leave_out_whom_the_reader_may_not_see(people: People) -> None:
    ben, carla, dora = [await people.member(name) for name in ("ben", "carla", "dora")]
    for other in (carla, dora):
        await befriend(ben, other)
    await dora.post(f"/users/{carla.id}/block")
    assert set(await friends_of(carla, ben)) == {"carla"}
    stats = (await carla.get(f"/users/{ben.id}")).json()["stats"]
    assert stats["friend_count"] == 1
    assert (await ben.get(f"/users/{ben.id}")).json()["stats"]["friend_count"] == 2


async def test_lists_come_in_pages(people: People) -> None:
    ben = await people.member("ben")
    for number in range(3):
        await befriend(ben, await people.member(f"friend-{number}"))
    first = (await ben.get("/users/me/friends?limit=2")).json()
    assert [one["username"] for one in first["users"]] == ["friend-2", "friend-1"]
    rest = await names(ben, f"/users/me/friends?limit=2&cursor={first['meta']['cursor']}")
    assert rest == ["friend-0"]


async def test_friends_of_friends_are_recommended_with_the_reason(people: People) -> None:
    ben, carla, dora, emil = [
        await people.member(name) for name in ("ben", "carla", "dora", "emil")
    ]
    for one, other in ((ben, carla), (ben, dora), (carla, emil), (dora, emil)):
        await befriend(one, other)
    assert await recommended(ben) == {
        "emil": {"kind": "friends_of_friends", "count": 2, "names": ["carla", "dora"]}
    }


async def test_whom_the_followed_follow_is_recommended(people: People) -> None:
    ben, carla, dora = [await people.member(name) for name in ("ben", "carla", "dora")]
    await ben.post(f"/users/{carla.id}/follow")
    await carla.post(f"/users/{dora.id}/follow")
    assert await recommended(ben) == {
        "dora": {"kind": "followed_by_followed", "count": 1, "names": ["carla"]}
    }


async def test_nobody_is_recommended_whom_one_knows_or_does_not_want(people: People) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    await befriend(ben, carla)
    others = {
        name: await people.member(name)
        for name in ("followed", "blocked", "blocks-me", "muted", "asked", "passed-over", "unknown")
    }
    for other in others.values():
        await befriend(other, carla)
    await ben.post(f"/users/{others['followed'].id}/follow")
    await ben.post(f"/users/{others['blocked'].id}/block")
    await others["blocks-me"].post(f"/users/{ben.id}/block")
    await ben.post(f"/users/{others['muted'].id}/mute")
    await ask(ben, others["asked"])
    answer = await ben.delete(f"/users/me/recommendations/{others['passed-over'].id}")
    assert (answer.status_code, answer.json()) == (200, {})
    assert set(await recommended(ben)) == {"unknown"}
