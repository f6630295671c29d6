"""Lists of friends, friends in common, and people one may want to know."""

from typing import Any

from graph.steps import ask, befriend, names
from posts.steps import GENERAL, MUSIC, publish
from support.clocks import FakeClock
from support.people import People, Person
from support.waiting import until


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
        "emil": {
            "kind": "friends_of_friends",
            "count": 2,
            "names": ["carla", "dora"],
            "ids": [str(carla.id), str(dora.id)],
        }
    }


async def test_recommendations_are_read_by_each_name_of_oneself_alone(people: People) -> None:
    ben, carla, dora = [await people.member(name) for name in ("ben", "carla", "dora")]
    await befriend(ben, carla)
    await befriend(carla, dora)
    mine = (await ben.get("/users/me/recommendations")).json()
    assert [one["user"]["username"] for one in mine["recommendations"]] == ["dora"]
    for name in (ben.id, "@ben"):
        answer = await ben.get(f"/users/{name}/recommendations")
        assert (answer.status_code, answer.json()) == (200, mine)
    for name in (carla.id, "@carla", "@somebody"):
        answer = await ben.get(f"/users/{name}/recommendations")
        assert (answer.status_code, answer.json()["code"]) == (404, "NOT_FOUND")


async def test_whom_the_followed_follow_is_recommended(people: People) -> None:
    ben, carla, dora = [await people.member(name) for name in ("ben", "carla", "dora")]
    await ben.post(f"/users/{carla.id}/follow")
    await carla.post(f"/users/{dora.id}/follow")
    assert await recommended(ben) == {}
    await carla.patch("/users/me", {"visibility": {"follows": "public"}})
    assert await recommended(ben) == {
        "dora": {
            "kind": "followed_by_followed",
            "count": 1,
            "names": ["carla"],
            "ids": [str(carla.id)],
        }
    }


async def test_a_reason_names_people_as_its_reader_may_see_them(people: People) -> None:
    ben, carla, dora, emil = [
        await people.member(name) for name in ("ben", "carla", "dora", "emil")
    ]
    for person, name in ((carla, "Carla Ferro"), (dora, "Dora Klein")):
        await person.patch("/users/me", {"display_name": name})
    await dora.patch("/users/me", {"visibility": {"display_name": "private"}})
    for one, other in ((ben, carla), (ben, dora), (carla, emil), (dora, emil)):
        await befriend(one, other)
    assert (await recommended(ben))["emil"]["names"] == ["Carla Ferro", "dora"]
    await emil.patch("/users/me", {"bio": "Kettles."})
    (found,) = (await ben.get("/people?q=emil")).json()["people"]
    assert found["reason"]["names"] == ["Carla Ferro", "dora"]
    ada = await people.member("ada-lou")
    await ada.post(f"/users/{carla.id}/follow")
    await carla.patch("/users/me", {"visibility": {"follows": "public"}})
    assert (await recommended(ada))["emil"]["names"] == ["Carla Ferro"]
    await carla.patch("/users/me", {"visibility": {"display_name": "connections"}})
    assert (await recommended(ada))["emil"]["names"] == ["carla"]
    assert (await recommended(ben))["emil"]["names"] == ["Carla Ferro", "dora"]


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


async def test_who_writes_in_the_same_sections_is_recommended(people: People) -> None:
    ben, carla, dora = [await people.member(name) for name in ("ben", "carla", "dora")]
    await publish(ben, section_id=MUSIC)
    await publish(ben, section_id=GENERAL)
    for section in (GENERAL, MUSIC, MUSIC):
        await publish(carla, section_id=section)
    await publish(dora, section_id=GENERAL)
    assert await recommended(ben) == {
        "carla": {
            "kind": "same_sections",
            "count": 2,
            "names": ["Music", "General"],
            "ids": [MUSIC, GENERAL],
        },
        "dora": {"kind": "same_sections", "count": 1, "names": ["General"], "ids": [GENERAL]},
    }
    assert list(await recommended(ben)) == ["carla", "dora"]


async def test_what_is_not_for_everybody_or_is_gone_makes_no_company(
    people: People, clock: FakeClock
) -> None:
    ben, carla, dora = [await people.member(name) for name in ("ben", "carla", "dora")]
    mine = await publish(ben)
    await publish(carla, visibility="followers")
    gone = await publish(dora)
    await dora.delete(f"/posts/{gone['id']}")
    assert await recommended(ben) == {}
    await publish(dora)
    assert set(await recommended(ben)) == {"dora"}
    await ben.delete(f"/posts/{mine['id']}")
    assert await recommended(ben) == {}
    await publish(ben)
    assert set(await recommended(ben)) == {"dora"}
    clock.advance(91 * 24 * 3600)
    await ben.sign_in()
    await publish(ben)
    assert await recommended(ben) == {}


async def test_company_that_one_knows_or_does_not_want_is_not_recommended(people: People) -> None:
    ben = await people.member("ben")
    names = (
        "friend",
        "followed",
        "blocked",
        "blocks-me",
        "muted",
        "asked",
        "passed-over",
        "unknown",
    )
    others = {name: await people.member(name) for name in names}
    for person in (ben, *others.values()):
        await publish(person)
    await befriend(ben, others["friend"])
    await ben.post(f"/users/{others['followed'].id}/follow")
    await ben.post(f"/users/{others['blocked'].id}/block")
    await others["blocks-me"].post(f"/users/{ben.id}/block")
    await ben.post(f"/users/{others['muted'].id}/mute")
    await ask(ben, others["asked"])
    await ben.delete(f"/users/me/recommendations/{others['passed-over'].id}")
    assert set(await recommended(ben)) == {"unknown"}


async def test_a_friend_in_a_list_comes_with_how_the_reader_stands_to_them(people: People) -> None:
    ben, carla, dora, emil = [
        await people.member(name) for name in ("ben", "carla", "dora", "emil")
    ]
    for one, other in ((ben, carla), (ben, dora), (carla, dora)):
        await befriend(one, other)
    await befriend(carla, emil)
    asked = await ask(ben, emil)
    rows = (await ben.get(f"/users/{carla.id}/friends")).json()["users"]
    stands = {one["username"]: one["relationship"] for one in rows}
    assert stands["ben"]["self"]
    assert stands["dora"]["friend"]
    assert (stands["emil"]["request_id"], stands["emil"]["request_direction"]) == (
        asked["id"],
        "outgoing",
    )


async def lately(person: Person, other: Person) -> Any:
    rows = (await person.get("/users/me/friends")).json()["users"]
    return next(one["latest_activity"] for one in rows if one["id"] == str(other.id))


async def test_a_friend_in_a_list_comes_with_what_they_wrote_last(people: People) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    await befriend(ben, carla)
    assert await lately(ben, carla) is None
    post = await publish(carla, "Bread is ready.")

    async def told(excerpt: str | None) -> bool:
        latest = await lately(ben, carla)
        return excerpt == (latest and latest["excerpt"])

    await until(lambda: told("Bread is ready."))
    latest = await lately(ben, carla)
    assert (latest["kind"], latest["post_id"], latest["comment_id"]) == ("posted", post["id"], None)
    answer = await carla.post("/comments", {"post_id": post["id"], "content": "Still warm."})
    await until(lambda: told("Still warm."))
    latest = await lately(ben, carla)
    assert (latest["kind"], latest["comment_id"]) == ("commented", answer.json()["comment"]["id"])
    await carla.delete(f"/comments/{answer.json()['comment']['id']}")
    assert await told("Bread is ready.")
    await carla.patch("/users/me", {"visibility": {"activity": "private"}})
    assert await lately(ben, carla) is None
