"""Deleting comments, bringing them back, and what is left of a thread meanwhile."""

import asyncio

import pytest

from longhouse.app import Longhouse
from posts.steps import publish
from support.clocks import FakeClock
from support.conversations import check_counts, comment, reply, said, shown, thread
from support.people import People

_DAY = 86_400.0


async def test_a_deleted_comment_is_gone_and_comes_back(people: People) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    post = await publish(ben)
    made = await comment(carla, post, "Hasty words")
    for _ in range(2):
        assert (await carla.delete(f"/comments/{made['id']}")).json() == {}
    assert await said(ben, post) == []
    assert (await carla.get("/users/me/comments")).json()["comments"] == []
    assert (await shown(ben, post))["comment_count"] == 0
    refused = await carla.patch(f"/comments/{made['id']}", {"content": "Other words"})
    assert (refused.status_code, refused.json()["code"]) == (409, "IS_DELETED")
    assert (await ben.post(f"/comments/{made['id']}/restore")).status_code == 404
    restored = await carla.post(f"/comments/{made['id']}/restore")
    assert restored.json()["comment"] == made
    assert (await shown(ben, post))["comment_count"] == 1


async def test_what_was_answered_leaves_a_husk(people: People, longhouse: Longhouse) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    post = await publish(ben)
    above = await comment(carla, post, "Hasty words")
    below = await reply(ben, above, "Calm words")
    await carla.delete(f"/comments/{above['id']}")
    [husk] = await thread(ben, post)
    assert (husk["content"], husk["author"], husk["user_id"]) == ("", None, None)
    assert husk["deleted_at"] is not None
    assert husk["reply_count"] == 1
    [own] = await thread(carla, post)
    assert own["user_id"] == str(carla.id)
    assert await said(carla, post, f"parent={above['id']}") == ["Calm words"]
    await ben.delete(f"/comments/{below['id']}")
    assert await thread(ben, post) == []
    await check_counts(longhouse)
    await ben.post(f"/comments/{below['id']}/restore")
    assert [one["content"] for one in await thread(ben, post)] == [""]
    await carla.post(f"/comments/{above['id']}/restore")
    assert await said(ben, post) == ["Hasty words"]
    await check_counts(longhouse)


async def test_another_member_neither_deletes_nor_restores(people: People) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    post = await publish(ben)
    made = await comment(carla, post, "Mine")
    assert (await ben.delete(f"/comments/{made['id']}")).status_code == 403
    assert (await ben.post(f"/comments/{made['id']}/restore")).status_code == 403
    assert await said(ben, post) == ["Mine"]


@pytest.mark.parametrize(("days", "status"), [(6.9, 200), (7.1, 409)])
async def test_an_author_has_seven_days_and_an_admin_all_the_time(
    people: People, clock: FakeClock, days: float, status: int
) -> None:
    ada, ben = await people.admin(), await people.member("ben")
    made = await comment(ben, await publish(ben))
    await ben.delete(f"/comments/{made['id']}")
    clock.advance(days * _DAY)
    await ben.sign_in()
    await ada.sign_in()
    assert (await ben.post(f"/comments/{made['id']}/restore")).status_code == status
    assert (await ada.post(f"/comments/{made['id']}/restore")).status_code == 200


async def test_what_an_admin_deleted_is_written_down_and_stays(people: People) -> None:
    ada, ben = await people.admin(), await people.member("ben")
    post = await publish(ben)
    made = await comment(ben, post, "Rude words")
    await ben.post(f"/users/{ada.id}/block")
    assert (await ada.delete(f"/comments/{made['id']}")).status_code == 200
    refused = await ben.post(f"/comments/{made['id']}/restore")
    assert (refused.status_code, refused.json()["code"]) == (403, "DELETED_BY_ANOTHER")
    assert (await ada.post(f"/comments/{made['id']}/restore")).status_code == 200
    assert await said(ben, post) == ["Rude words"]
    logs = (await ada.get("/admin/audit-logs")).json()["logs"]
    assert [log["action"] for log in logs][:2] == ["restore_comment", "delete_comment"]


async def test_fifty_at_once_delete_and_restore_once(people: People, longhouse: Longhouse) -> None:
    ben = await people.member("ben")
    post = await publish(ben)
    made = await comment(ben, post)
    await asyncio.gather(*(ben.delete(f"/comments/{made['id']}") for _ in range(50)))
    assert (await shown(ben, post))["comment_count"] == 0
    await asyncio.gather(*(ben.post(f"/comments/{made['id']}/restore") for _ in range(50)))
    assert (await shown(ben, post))["comment_count"] == 1
    async with longhouse.db.read() as read:
        told = await read.values(
            str, "SELECT name FROM kernel.outbox WHERE name LIKE 'responses.%' ORDER BY id"
        )
    assert told == [
        "responses.CommentAdded", "responses.CommentDeleted", "responses.CommentRestored",
    ]  # fmt: skip
