"""Publishing in a section, and reading what was published."""

import asyncio

import pytest

from longhouse.app import Longhouse
from longhouse.kernel.ids import new_id
from posts.steps import GENERAL, MUSIC, SECTIONS, feed, publish
from support.people import People

_NOBODYS = "7a9d2c1e-0000-4000-8000-000000000000"


async def test_there_are_seven_sections(people: People) -> None:
    ben = await people.member("ben")
    listed = (await ben.get("/sections")).json()["sections"]
    assert [section["name"] for section in listed] == SECTIONS
    assert [section["type"] for section in listed] == [
        "music", "photo", "event", "recipe", "book", "movie", "general",
    ]  # fmt: skip
    one = (await ben.get(f"/sections/{MUSIC}")).json()["section"]
    assert one == listed[0] == {"id": MUSIC, "name": "Music", "type": "music", "unread": False}
    assert (await ben.get(f"/sections/{new_id()}")).status_code == 404
    assert (await ben.get(f"/sections/{new_id()}/feed")).status_code == 404


async def test_what_is_published_is_read_by_others(people: People) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    await ben.patch("/users/me", {"display_name": "Benedikt"})
    made = await publish(ben, "A #Song for @carla", MUSIC, client_id="draft-1")
    assert made | {"id": "", "created_at": ""} == {
        "id": "",
        "user_id": str(ben.id),
        "section_id": MUSIC,
        "kind": "post",
        "content": "A #Song for @carla",
        "visibility": "public",
        "links": [],
        "media": [],
        "tags": ["song"],
        "mentions": [{"id": str(carla.id), "username": "carla"}],
        "comment_count": 0,
        "reaction_count": 0,
        "reactions": {},
        "mine": {"reactions": [], "saved": False},
        "author": {
            "id": str(ben.id), "username": "ben", "display_name": "Benedikt", "avatar": None,
        },
        "client_id": "draft-1",
        "created_at": "",
        "updated_at": None,
        "deleted_at": None,
        "deleted_by_author": None,
    }  # fmt: skip
    assert (await carla.get(f"/posts/{made['id']}")).json()["post"] == made
    assert (await carla.get(f"/sections/{MUSIC}/feed")).json() == {
        "posts": [made],
        "meta": {"cursor": None, "has_more": False},
    }
    assert (await carla.get("/users/@ben/posts")).json()["posts"] == [made]
    assert (await ben.get("/users/me/posts")).json()["posts"] == [made]


async def test_a_feed_goes_from_the_newest_on_in_pages(people: People) -> None:
    ben = await people.member("ben")
    for number in range(5):
        await publish(ben, f"Number {number}")
    read: list[str] = []
    path = f"/sections/{GENERAL}/feed?limit=2"
    meta = {"cursor": "", "has_more": True}
    while meta["has_more"]:
        page = (await ben.get(f"{path}&cursor={meta['cursor']}")).json()
        read += [post["content"] for post in page["posts"]]
        meta = page["meta"]
    assert read == [f"Number {number}" for number in (4, 3, 2, 1, 0)]


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        ({"content": "  \n "}, "content"),
        ({"content": "x" * 10_001}, "content"),
        ({"content": "Where?", "section_id": _NOBODYS}, "section_id"),
        ({"content": "", "links": [{"url": "javascript:alert(1)"}]}, "links.0.url"),
        ({"content": "", "links": [{"url": "https:///nowhere"}]}, "links.0.url"),
        ({"content": "", "links": [{"url": "https://example.org"}] * 11}, "links"),
        ({"content": "Look", "user_id": _NOBODYS}, "user_id"),
        ({"content": "Look", "client_id": ""}, "client_id"),
    ],
)
async def test_what_cannot_be_published_says_where(
    people: People, wish: dict[str, object], field: str
) -> None:
    ben = await people.member("ben")
    refused = await ben.post("/posts", {"section_id": GENERAL, **wish})
    assert refused.status_code == 422, refused.text
    assert field in refused.json()["details"]["fields"]
    assert await feed(ben) == []


async def test_a_link_is_enough_and_the_longest_text_is_taken(people: People) -> None:
    ben = await people.member("ben")
    made = await publish(ben, "", links=[{"url": "https://example.org/a?b=c"}])
    assert [link["url"] for link in made["links"]] == ["https://example.org/a?b=c"]
    assert made["links"][0]["metadata"] is None
    assert (await publish(ben, "x" * 10_000))["content"] == "x" * 10_000


async def test_a_picture_that_is_not_there_is_refused(people: People) -> None:
    ben = await people.member("ben")
    wish = {"content": "Look", "section_id": GENERAL, "media_ids": [str(new_id())]}
    refused = await ben.post("/posts", wish)
    assert (refused.status_code, refused.json()["code"]) == (409, "MEDIA_NOT_ATTACHABLE")
    assert await feed(ben) == []


async def test_a_stranger_neither_reads_nor_publishes(people: People) -> None:
    ben, stranger = await people.member("ben"), people.stranger()
    made = await publish(ben)
    wish = {"content": "Hello", "section_id": GENERAL}
    assert (await stranger.post("/posts", wish)).status_code == 401
    for path in ("/sections", f"/sections/{GENERAL}/feed", f"/posts/{made['id']}",
                 f"/users/{ben.id}/posts", "/users/lookup?prefix=b"):  # fmt: skip
        assert (await stranger.get(path)).status_code == 401


async def test_the_same_key_or_the_same_client_id_makes_one_post(people: People) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    wish = {"content": "Once", "section_id": GENERAL}
    by_key = [await ben.post("/posts", wish, headers={"Idempotency-Key": "k"}) for _ in range(2)]
    assert by_key[0].json() == by_key[1].json()
    by_client = await asyncio.gather(
        *(ben.post("/posts", {**wish, "client_id": "c"}) for _ in range(50))
    )
    assert {answer.status_code for answer in by_client} == {201}
    assert len({answer.json()["post"]["id"] for answer in by_client}) == 1
    assert await feed(ben) == ["Once", "Once"]
    await publish(carla, "Mine", client_id="c")
    assert await feed(ben) == ["Mine", "Once", "Once"]


async def test_who_publishes_without_end_is_slowed_down(
    people: People, longhouse: Longhouse
) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    for _ in range(100):
        await longhouse.house.limits.take(f"posts:{ben.id}", 100, 60)
    refused = await ben.post("/posts", {"content": "Again", "section_id": GENERAL})
    assert (refused.status_code, refused.json()["code"]) == (429, "RATE_LIMITED")
    assert int(refused.headers["Retry-After"]) <= 60
    await publish(carla, "Hello")


async def test_a_section_is_unread_until_it_was_looked_at(people: People) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")

    async def unread(person_path: str = f"/sections/{MUSIC}") -> bool:
        return (await carla.get(person_path)).json()["section"]["unread"]

    assert not await unread()
    await publish(ben, "A song", MUSIC)
    assert await unread()
    marked = await carla.post(f"/sections/{MUSIC}/read")
    assert marked.json()["section"]["unread"] is False
    await publish(carla, "My own song", MUSIC)
    assert not await unread()
    assert (await carla.post(f"/sections/{new_id()}/read")).status_code == 404
