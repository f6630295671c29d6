"""Behind a wall everything answers as if it were not there: routes, ids in bodies, lists, topics."""

from collections.abc import Awaitable, Callable
from uuid import uuid4

import httpx
import pytest

from longhouse.app import Longhouse
from security.belongings import answer, ask, belongings, nowhere, publish, said, that_name_something
from support.contract import operations
from support.households import GENERAL, Places
from support.people import People, Person
from support.tables import checksums

Wall = Callable[[People, Person, Person], Awaitable[Places]]


async def one_blocked_the_other(people: People, ben: Person, carla: Person) -> Places:
    places = await belongings(people, ben)
    assert (await ben.post(f"/users/{carla.id}/block")).status_code == 200
    return places


async def it_is_for_followers(people: People, ben: Person, carla: Person) -> Places:
    """Carla does not follow Ben, whose page she sees all the same."""
    places = await belongings(people, ben, visibility="followers")
    del places["reference"], places["canvas_id"]
    return places


async def it_was_deleted(people: People, ben: Person, carla: Person) -> Places:
    places = await belongings(people, ben)
    assert (await ben.delete(f"/posts/{places['post_id']}")).status_code == 200
    del places["reference"], places["canvas_id"]
    return places


async def its_author_was_deleted(people: People, ben: Person, carla: Person) -> Places:
    ada = await people.admin("ada")
    places = await belongings(people, ben)
    assert (await ada.delete(f"/admin/users/{ben.id}")).status_code == 200
    return places


WALLS: list[Wall] = [
    one_blocked_the_other,
    it_is_for_followers,
    it_was_deleted,
    its_author_was_deleted,
]


# Who is blocked may block back and mute: they are told how they stand themselves, and no more.
BLOCKING_BACK = {
    f"{method} /users/{{reference}}/{verb}"
    for method in ("POST", "DELETE")
    for verb in ("block", "mute")
}


@pytest.mark.parametrize("build", WALLS, ids=lambda build: build.__name__)
async def test_no_route_tells_what_is_hidden_from_what_is_not_there(
    longhouse: Longhouse, people: People, database_url: str, build: Wall
) -> None:
    """Word for word, but for the number of the request."""
    ben, carla = await people.member("ben"), await people.member("carla")
    places = await build(people, ben, carla)
    away = nowhere()
    before = await checksums(database_url)
    told_apart: dict[str, object] = {}
    for operation in that_name_something(longhouse):
        if "{section_id}" in operation.path or "{collection}" in operation.path:
            # Nobody's, and the same for everybody.
            continue
        hidden = await ask(carla, operation, places)
        absent = await ask(carla, operation, away)
        if hidden != absent or hidden[0] != 404:
            told_apart[operation.row] = (hidden, absent)
    allowed = BLOCKING_BACK if build is one_blocked_the_other else set[str]()
    assert set(told_apart) == allowed, told_apart
    if not allowed:
        assert await checksums(database_url) == before


@pytest.mark.parametrize("build", WALLS, ids=lambda build: build.__name__)
async def test_nor_does_an_id_inside_of_what_is_sent(
    longhouse: Longhouse, people: People, database_url: str, build: Wall
) -> None:
    """A comment below it, an answer to it in another thread, its picture in a post of one's own."""
    ben, carla = await people.member("ben"), await people.member("carla")
    places = await build(people, ben, carla)
    mine = await publish(carla, "Hers.")
    before = await checksums(database_url)
    for told, asked in (
        (_comment(places["post_id"]), _comment(uuid4())),
        (_comment(mine["id"], places["comment_id"]), _comment(mine["id"], uuid4())),
        (_comment(places["post_id"], places["comment_id"]), _comment(uuid4(), uuid4())),
    ):
        hidden, absent = [await carla.post("/comments", wish) for wish in (told, asked)]
        assert _same(hidden, absent)
        assert hidden.status_code in (404, 409, 422)
    post = {"content": "Look.", "section_id": GENERAL}
    theirs = await carla.post("/posts", {**post, "media_ids": [str(places["media_id"])]})
    nobodys = await carla.post("/posts", {**post, "media_ids": [str(uuid4())]})
    assert _same(theirs, nobodys)
    hidden = await carla.get(f"/posts/{mine['id']}/comments?parent={places['comment_id']}")
    absent = await carla.get(f"/posts/{mine['id']}/comments?parent={uuid4()}")
    assert _same(hidden, absent)
    assert await checksums(database_url) == before


def _comment(post_id: object, parent: object = None) -> dict[str, object]:
    below = {} if parent is None else {"parent_comment_id": str(parent)}
    return {"post_id": str(post_id), "content": "Hello.", **below}


def _same(one: httpx.Response, other: httpx.Response) -> bool:
    return (one.status_code, said(one)) == (other.status_code, said(other))


@pytest.mark.parametrize("build", WALLS, ids=lambda build: build.__name__)
async def test_nothing_hidden_stands_in_anything_that_is_read(
    longhouse: Longhouse, people: People, build: Wall
) -> None:
    """Every route that reads, with words that would be recognised."""
    ben, carla = await people.member("ben"), await people.member("carla")
    places = await build(people, ben, carla)
    shared = await publish(await people.member("dan"), "Open.")
    names = {str(places[name]) for name in ("post_id", "comment_id", "media_id")}
    around = Places(section_id=GENERAL, reference="me", post_id=shared["id"])
    read = 0
    for operation in operations(longhouse):
        if operation.changes or operation.name == "waitForEvents":
            continue
        told = await operation.ask(carla.client, around)
        read += told.status_code == 200
        assert not [name for name in names if name in told.text], operation.row
        assert "Mine" not in told.text, operation.row
    assert read > 15


@pytest.mark.parametrize("build", WALLS, ids=lambda build: build.__name__)
async def test_no_topic_of_it_is_heard(people: People, build: Wall) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    places = await build(people, ben, carla)
    for topic in (f"post:{places['post_id']}", f"user:{ben.id}", "site:admins"):
        hidden = (await carla.get(f"/events?topics={topic}")).json()["topics"][topic]
        absent = (await carla.get(f"/events?topics=post:{uuid4()}")).json()["topics"]
        assert hidden == next(iter(absent.values())), topic


async def test_who_is_muted_notices_nothing(longhouse: Longhouse, people: People) -> None:
    """Ben has muted Carla, and not Dan; what they are answered differs by their names alone."""
    ben = await people.member("ben")
    carla, dan = await people.member("carla"), await people.member("daniel")
    assert (await ben.post(f"/users/{carla.id}/mute")).status_code == 200
    differs: dict[str, object] = {}
    places = [await belongings(people, ben) for _ in range(2)]
    for operation in that_name_something(longhouse):
        told = [await ask(who, operation, at) for who, at in zip((carla, dan), places, strict=True)]
        if told[0][0] != told[1][0]:
            differs[operation.row] = told
    assert differs == {}
    seen = [(await who.get(f"/users/{ben.id}")).json() for who in (carla, dan)]
    for shown in seen:
        # Each has asked Ben for friendship by now.
        assert shown["relationship"].pop("request_id") is not None
    assert seen[0] == seen[1]


async def test_a_place_in_anothers_list_is_only_a_place(
    longhouse: Longhouse, people: People
) -> None:
    """Whoever holds a cursor of Ben's reads their own list with it, and nothing of his."""
    ben, carla = await people.member("ben"), await people.member("carla")
    for number in range(3):
        other = await people.member(f"other-{number}")
        post = await publish(ben, f"Mine, {number}.")
        await answer(ben, post, f"Mine too, {number}.")
        for verb in ("follow", "mute"):
            await ben.post(f"/users/{other.id}/{verb}")
        await other.post(f"/users/{ben.id}/follow")
        await ben.post(f"/posts/{post['id']}/save")
        blocked = await people.member(f"away-{number}")
        await ben.post(f"/users/{blocked.id}/block")
    tried: list[str] = []
    for operation in operations(longhouse):
        if not operation.pages or "{" in operation.path or operation.path.startswith("/admin/"):
            continue
        path = operation.at({})
        join = "&" if "?" in path else "?"
        cursor = (await ben.get(f"{path}{join}limit=1")).json()["meta"]["cursor"]
        if cursor is None:
            continue
        tried.append(operation.row)
        told = (await carla.get(f"{path}{join}cursor={cursor}")).json()
        assert [value for key, value in told.items() if key != "meta"] == [[]], operation.row
    assert len(tried) > 6
