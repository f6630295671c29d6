"""Comments: made, answered, listed, changed."""

import asyncio

import pytest

from longhouse.kernel.ids import new_id
from posts.steps import publish
from support.clocks import FakeClock
from support.conversations import comment, reply, said, shown, thread
from support.people import People


async def test_a_comment_is_read_under_its_post(people: People) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    post = await publish(ben)
    made = await comment(
        carla, post, "Well said, @ben", client_id="c-1", links=[{"url": "https://example.org/x"}]
    )
    assert made | {"id": "", "created_at": "", "links": []} == {
        "id": "",
        "user_id": str(carla.id),
        "post_id": post["id"],
        "parent_comment_id": None,
        "content": "Well said, @ben",
        "links": [],
        "mentions": [{"id": str(ben.id), "username": "ben"}],
        "reaction_count": 0,
        "reactions": {},
        "mine": {"reactions": []},
        "reply_count": 0,
        "author": {
            "id": str(carla.id), "username": "carla", "display_name": None, "avatar": None,
        },
        "client_id": "c-1",
        "created_at": "",
        "updated_at": None,
        "deleted_at": None,
        "deleted_by_author": None,
    }  # fmt: skip
    assert [link["url"] for link in made["links"]] == ["https://example.org/x"]
    assert await thread(ben, post) == [made]
    page = (await ben.get(f"/posts/{post['id']}")).json()
    assert page["comments"] == [made]
    assert page["meta"] == {"cursor": None, "has_more": False}
    assert page["post"]["comment_count"] == 1
    assert (await ben.get("/users/@carla/comments")).json()["comments"] == [made]
    assert (await carla.get("/users/me/comments")).json()["comments"] == [made]


async def test_answers_hang_below_what_they_answer(people: People, clock: FakeClock) -> None:
    ben = await people.member("ben")
    post = await publish(ben)
    first = await comment(ben, post, "First")
    second = await comment(ben, post, "Second")
    clock.advance(1)
    below = await reply(ben, first, "Below the first")
    await reply(ben, below, "Further down")
    assert await said(ben, post) == ["First", "Second"]
    assert [one["reply_count"] for one in await thread(ben, post)] == [1, 0]
    assert await said(ben, post, f"parent={first['id']}") == ["Below the first"]
    assert await said(ben, post, f"parent={below['id']}") == ["Further down"]
    assert await said(ben, post, f"parent={second['id']}") == []
    assert await said(ben, post, "sort=activity") == ["First", "Second"]
    clock.advance(1)
    await reply(ben, second, "Now the second")
    assert await said(ben, post, "sort=activity") == ["Second", "First"]
    assert (await shown(ben, post))["comment_count"] == 5


@pytest.mark.parametrize(
    ("sort", "order"), [("created", [0, 1, 2, 3, 4]), ("activity", [4, 3, 2, 1, 0])]
)
async def test_a_thread_comes_in_pages(people: People, sort: str, order: list[int]) -> None:
    ben = await people.member("ben")
    post = await publish(ben)
    for number in range(5):
        await comment(ben, post, str(number))
    read: list[int] = []
    path = f"/posts/{post['id']}/comments?limit=2&sort={sort}"
    meta = {"cursor": "", "has_more": True}
    while meta["has_more"]:
        page = (await ben.get(f"{path}&cursor={meta['cursor']}")).json()
        read += [int(one["content"]) for one in page["comments"]]
        meta = page["meta"]
    assert read == order


async def test_what_cannot_be_said_is_refused(people: People) -> None:
    ben = await people.member("ben")
    post, other = await publish(ben), await publish(ben)
    elsewhere = await comment(ben, other)
    for wish, field in (
        ({"content": " "}, "content"),
        ({"content": "x" * 10_001}, "content"),
        ({"content": "Hm", "parent_comment_id": elsewhere["id"]}, "parent_comment_id"),
        ({"content": "Hm", "parent_comment_id": str(new_id())}, "parent_comment_id"),
        ({"content": "", "links": [{"url": "javascript:x"}]}, "links.0.url"),
    ):
        refused = await ben.post("/comments", {"post_id": post["id"], **wish})
        assert refused.status_code == 422, wish
        assert field in refused.json()["details"]["fields"]
    nowhere = {"post_id": str(new_id()), "content": "Hm"}
    assert (await ben.post("/comments", nowhere)).status_code == 404
    wrong = f"/posts/{post['id']}/comments?parent={elsewhere['id']}"
    assert (await ben.get(wrong)).status_code == 404
    assert (await ben.get(f"/posts/{post['id']}/comments?sort=best")).status_code == 400
    assert (await shown(ben, post))["comment_count"] == 0


async def test_the_same_key_or_the_same_client_id_makes_one_comment(people: People) -> None:
    ben = await people.member("ben")
    post = await publish(ben)
    wish = {"post_id": post["id"], "content": "Once"}
    keyed = [await ben.post("/comments", wish, headers={"Idempotency-Key": "k"}) for _ in range(2)]
    assert keyed[0].json() == keyed[1].json()
    wish["client_id"] = "c"
    answers = await asyncio.gather(*(ben.post("/comments", wish) for _ in range(50)))
    assert len({answer.json()["comment"]["id"] for answer in answers}) == 1
    assert await said(ben, post) == ["Once", "Once"]
    assert (await shown(ben, post))["comment_count"] == 2


async def test_only_its_author_changes_a_comment(people: People) -> None:
    ada, ben, carla = await people.admin(), await people.member("ben"), await people.member("carla")
    post = await publish(ben)
    made = await comment(carla, post, "Helo")
    path = f"/comments/{made['id']}"
    for person in (ada, ben):
        assert (await person.patch(path, {"content": "No"})).status_code == 403
        assert (await person.patch(path, {"links": []})).status_code == 403
    changed = (await carla.patch(path, {"content": "Hello @ben"})).json()["comment"]
    assert (changed["content"], changed["updated_at"] is None) == ("Hello @ben", False)
    assert [one["username"] for one in changed["mentions"]] == ["ben"]
    assert (await carla.patch(path, {"content": " "})).status_code == 422
    linked = await carla.patch(path, {"content": "", "links": [{"url": "https://example.org"}]})
    assert linked.json()["comment"]["content"] == ""
    assert (await carla.patch(path, {"links": []})).status_code == 422


async def test_a_stranger_neither_reads_nor_comments(people: People) -> None:
    ben, stranger = await people.member("ben"), people.stranger()
    post = await publish(ben)
    made = await comment(ben, post)
    assert (await stranger.post("/comments", {"post_id": post["id"]})).status_code == 401
    for path in (f"/posts/{post['id']}/comments", f"/comments/{made['id']}/reactions",
                 f"/users/{ben.id}/comments", "/users/me/saved"):  # fmt: skip
        assert (await stranger.get(path)).status_code == 401
