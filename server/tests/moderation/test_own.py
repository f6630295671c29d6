"""What members deleted themselves: found again for as long as they can bring it back."""

from typing import Any

from posts.steps import publish, seen
from support.clocks import FakeClock
from support.people import People, Person


async def own(person: Person, query: str = "") -> list[tuple[str, str]]:
    answer = await person.get(f"/users/me/deleted?{query}")
    assert answer.status_code == 200, answer.text
    return [(one["type"], one[one["type"]]["content"]) for one in answer.json()["content"]]


async def say(person: Person, post: dict[str, Any], content: str) -> str:
    said = await person.post("/comments", {"post_id": post["id"], "content": content})
    return said.json()["comment"]["id"]


async def test_what_one_deleted_is_found_again_for_a_week_and_by_nobody_else(
    people: People, clock: FakeClock
) -> None:
    ada, ben, cai = await people.admin(), await people.member("ben"), await people.member("cai")
    scarf, tea = await publish(ben, "A grey scarf"), await publish(cai, "Tea is back")
    shelf = await publish(ben, "A shelf to give away")
    smoky, green = await say(ben, tea, "The smoky one?"), await say(ben, tea, "Or the green one?")
    assert await own(ben) == []

    await ben.delete(f"/posts/{scarf['id']}")
    clock.advance(60)
    await ben.delete(f"/comments/{smoky}")
    # What an admin took away its author cannot bring back.
    await ada.delete(f"/posts/{shelf['id']}")
    await ada.delete(f"/comments/{green}")
    assert await own(ben) == [("comment", "The smoky one?"), ("post", "A grey scarf")]
    first = (await ben.get("/users/me/deleted?limit=1")).json()
    assert first["content"][0]["post"]["excerpt"] == "Tea is back"
    assert await own(ben, f"cursor={first['meta']['cursor']}") == [("post", "A grey scarf")]
    assert (await own(cai), await own(ada)) == ([], [])

    # A thread that one may not see any more is not shown by the comment in it.
    await cai.post(f"/users/{ben.id}/block")
    assert await own(ben) == [("post", "A grey scarf")]
    await cai.delete(f"/users/{ben.id}/block")

    assert (await ben.post(f"/posts/{scarf['id']}/restore")).status_code == 200
    assert await seen(cai, scarf) == 200
    assert await own(ben) == [("comment", "The smoky one?")]
    clock.advance(7 * 86_400 + 1)
    assert await own(ben) == []
