"""Changing a post, deleting it, and bringing it back."""

import asyncio

import pytest

from longhouse.app import Longhouse
from posts.steps import feed, publish, seen
from support.clocks import FakeClock
from support.people import People

_DAY = 86_400.0
CHANGES: list[dict[str, object]] = [{"content": "Yours"}, {"links": []}]
EMPTYING: list[dict[str, object]] = [{"content": " "}, {"links": []}]


async def test_authors_change_what_they_said(people: People) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    made = await publish(ben, "Hello #world", links=[{"url": "https://example.org/1"}])
    changed = (await ben.patch(f"/posts/{made['id']}", {"content": "Hi @carla #There"})).json()
    assert changed["post"]["content"] == "Hi @carla #There"
    assert changed["post"]["tags"] == ["there"]
    assert [one["username"] for one in changed["post"]["mentions"]] == ["carla"]
    assert [link["url"] for link in changed["post"]["links"]] == ["https://example.org/1"]
    assert changed["post"]["updated_at"] is not None
    assert (await carla.get(f"/posts/{made['id']}")).json()["post"] == changed["post"]
    without = (await ben.patch(f"/posts/{made['id']}", {"links": []})).json()["post"]
    assert (without["links"], without["content"]) == ([], "Hi @carla #There")


async def test_saying_the_same_again_is_no_change(people: People) -> None:
    ben = await people.member("ben")
    made = await publish(ben, "Hello")
    again = await ben.patch(f"/posts/{made['id']}", {"content": " Hello "})
    assert again.json()["post"] == made


async def test_nobody_changes_what_another_said(people: People) -> None:
    ada, ben, carla = await people.admin(), await people.member("ben"), await people.member("carla")
    made = await publish(ben, "Mine")
    for person in (ada, carla):
        for patch in CHANGES:
            refused = await person.patch(f"/posts/{made['id']}", patch)
            assert (refused.status_code, refused.json()["code"]) == (403, "FORBIDDEN")
    assert await feed(ben) == ["Mine"]


async def test_a_post_cannot_be_emptied(people: People) -> None:
    ben = await people.member("ben")
    words = await publish(ben, "Words")
    link = await publish(ben, "", links=[{"url": "https://example.org"}])
    for made, patch in zip((words, link), EMPTYING, strict=True):
        refused = await ben.patch(f"/posts/{made['id']}", patch)
        assert (refused.status_code, refused.json()["code"]) == (422, "INVALID_FIELDS")


async def test_deleting_hides_and_restoring_brings_back(people: People) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    made = await publish(ben, "Here")
    for _ in range(2):
        assert (await ben.delete(f"/posts/{made['id']}")).json() == {}
    assert await feed(ben) == []
    assert await seen(carla, made) == 404
    assert (await ben.get("/users/me/posts")).json()["posts"] == []
    kept = (await ben.get(f"/posts/{made['id']}")).json()["post"]
    assert kept["deleted_at"] is not None
    refused = await ben.patch(f"/posts/{made['id']}", {"content": "There"})
    assert (refused.status_code, refused.json()["code"]) == (409, "IS_DELETED")
    assert (await carla.post(f"/posts/{made['id']}/restore")).status_code == 404
    restored = await ben.post(f"/posts/{made['id']}/restore")
    assert restored.json()["post"] == made
    assert await feed(carla) == ["Here"]


async def test_another_member_neither_deletes_nor_restores(people: People) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    made = await publish(ben, "Mine")
    assert (await carla.delete(f"/posts/{made['id']}")).status_code == 403
    assert (await carla.post(f"/posts/{made['id']}/restore")).status_code == 403
    assert await feed(carla) == ["Mine"]


@pytest.mark.parametrize(("days", "status"), [(6.9, 200), (7.1, 409)])
async def test_an_author_has_seven_days(
    people: People, clock: FakeClock, days: float, status: int
) -> None:
    ben, ada = await people.member("ben"), await people.admin()
    made = await publish(ben)
    await ben.delete(f"/posts/{made['id']}")
    clock.advance(days * _DAY)
    await ben.sign_in()
    await ada.sign_in()
    assert (await ben.post(f"/posts/{made['id']}/restore")).status_code == status
    assert (await ada.post(f"/posts/{made['id']}/restore")).status_code == 200
    assert await seen(ada, made) == 200


async def test_what_an_admin_deleted_only_an_admin_restores_and_it_is_written_down(
    people: People, longhouse: Longhouse
) -> None:
    ada, ben = await people.admin(), await people.member("ben")
    made = await publish(ben, "Rude words")
    await ben.post(f"/users/{ada.id}/block")
    assert await seen(ada, made) == 404
    assert (await ada.delete(f"/posts/{made['id']}")).status_code == 200
    refused = await ben.post(f"/posts/{made['id']}/restore")
    assert (refused.status_code, refused.json()["code"]) == (403, "DELETED_BY_ANOTHER")
    async with longhouse.db.read() as read:
        by = await read.value(str, "SELECT deleted_by_id::text FROM posts.post")
    assert by == str(ada.id)
    await ben.delete(f"/users/{ada.id}/block")
    assert (await ada.post(f"/posts/{made['id']}/restore")).status_code == 200
    logs = (await ada.get("/admin/audit-logs")).json()["logs"]
    told = [(log["action"], log["target_id"]) for log in logs]
    assert told[:2] == [("restore_post", made["id"]), ("delete_post", made["id"])]


async def test_fifty_at_once_restore_once(people: People, longhouse: Longhouse) -> None:
    ben = await people.member("ben")
    made = await publish(ben)
    await asyncio.gather(*(ben.delete(f"/posts/{made['id']}") for _ in range(50)))
    answers = await asyncio.gather(*(ben.post(f"/posts/{made['id']}/restore") for _ in range(50)))
    assert {answer.status_code for answer in answers} == {200}
    async with longhouse.db.read() as read:
        told = await read.values(
            str, "SELECT name FROM kernel.outbox WHERE name LIKE 'posts.%' ORDER BY id"
        )
    assert told == ["posts.PostPublished", "posts.PostDeleted", "posts.PostRestored"]
