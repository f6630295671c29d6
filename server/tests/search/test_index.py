"""The index becomes what making it anew makes of it, whatever happens in whatever order."""

import asyncio
import random
from collections.abc import Awaitable, Callable

import msgspec
import pytest

from longhouse.app import Longhouse
from longhouse.features.links.events import PageUnfolded
from longhouse.features.posts import api as posts
from longhouse.features.posts.events import PostErased, PostPublished
from longhouse.features.responses import api as responses
from longhouse.features.search import api as search_api
from longhouse.features.search.service import indexing
from posts.steps import GENERAL, publish
from search.steps import found, indexed, search
from support.conversations import Thing, comment
from support.people import People, Person

_INDEX = """
    SELECT concat_ws('|', id, kind, post_id, source_id, section_id, author_id, created_at, words)
    FROM search.document ORDER BY id
"""
_ERASE = """
    UPDATE identity.account SET deleted_at = now(), erased_at = now(), password_hash = ''
    WHERE id = $1
"""
_KNOWN = {"kind": "article", "provider": "example.org", "url": "u", "title": "Quince marmalade"}


async def index_of(longhouse: Longhouse) -> list[str]:
    async with longhouse.db.read() as read:
        return await read.values(str, _INDEX)


async def rebuild(longhouse: Longhouse) -> search_api.Progress:
    async def report(_progress: search_api.Progress) -> None:
        pass

    return await search_api.rebuild(longhouse.db, report)


async def link(longhouse: Longhouse, thing: Thing, url: str, *, known: bool) -> None:
    """Hang a link on a post or a comment, of which it is known or not what its page says."""
    in_comment = "post_id" in thing
    async with longhouse.db.transaction() as tx:
        await tx.execute(
            """
            INSERT INTO posts.link
                (id, post_id, comment_id, position, url, metadata, state, created_at)
            VALUES (gen_random_uuid(), $1, $2, 1, $3, $4, 'failed', now())
            """,
            None if in_comment else thing["id"],
            thing["id"] if in_comment else None,
            url,
            msgspec.json.encode(_KNOWN).decode() if known else None,
        )


async def learn(longhouse: Longhouse, url: str) -> None:
    """A page was read after all."""
    async with longhouse.db.transaction() as tx:
        await tx.execute(
            """
            INSERT INTO links.preview (url_hash, url, state, metadata, fetched_at, fresh_until)
            VALUES (sha256(convert_to($1, 'UTF8')), $1, 'ready', $2, now(), now() + '1 day')
            ON CONFLICT DO NOTHING
            """,
            url,
            msgspec.json.encode(_KNOWN).decode(),
        )
        tx.emit(PageUnfolded(url=url))


async def test_a_page_that_is_read_later_is_found_where_its_link_stands(
    people: People, longhouse: Longhouse
) -> None:
    async with longhouse.db.transaction() as tx:
        await tx.execute("DELETE FROM identity.site_config WHERE key = 'link_metadata_enabled'")
    ben = await people.member("ben")
    post = await publish(ben, "Look at this")
    answer = await comment(ben, post, "And at that")
    await link(longhouse, post, "https://example.org/one", known=False)
    await link(longhouse, answer, "https://example.org/one", known=False)
    await indexed(longhouse)
    assert await found(ben, "marmalade") == []
    await learn(longhouse, "https://example.org/one")
    await indexed(longhouse)
    results = await search(ben, "marmalad", type="link_metadata")
    assert {result["data"]["comment_id"] for result in results} == {None, answer["id"]}
    for result in results:
        assert result["data"]["link"]["url"] == "https://example.org/one"
        assert result["data"]["post"]["excerpt"] == "Look at this"
        assert {"text": "marmalade", "match": True} in result["data"]["title"]
    assert await found(ben, "QUINCE") == ["Quince marmalade", "Quince marmalade"]


@pytest.mark.parametrize("seed", range(4))
async def test_the_index_converges_after_any_history(
    people: People, longhouse: Longhouse, seed: int
) -> None:
    chance = random.Random(seed)
    everybody = [await people.member(name) for name in ("ben", "carla")]
    things: list[tuple[Person, str, Thing]] = []

    async def write_post() -> None:
        author = chance.choice(everybody)
        things.append((author, "posts", await publish(author, f"pear {chance.random()}")))

    async def write_comment() -> None:
        author, (_, kind, thing) = chance.choice(everybody), chance.choice(things)
        post_id = thing["id"] if kind == "posts" else thing["post_id"]
        content = {"post_id": post_id, "content": f"plum {chance.random()}"}
        answer = await author.post("/comments", content)
        if answer.status_code == 201:
            things.append((author, "comments", answer.json()["comment"]))

    async def edit() -> None:
        author, kind, thing = chance.choice(things)
        await author.patch(f"/{kind}/{thing['id']}", {"content": f"fig {chance.random()}"})

    async def delete() -> None:
        author, kind, thing = chance.choice(things)
        await author.delete(f"/{kind}/{thing['id']}")

    async def restore() -> None:
        author, kind, thing = chance.choice(things)
        await author.post(f"/{kind}/{thing['id']}/restore")

    async def hang_link() -> None:
        author, kind, thing = chance.choice(things)
        await link(longhouse, thing, "https://example.org/x", known=chance.random() < 0.5)
        await author.patch(f"/{kind}/{thing['id']}", {"content": f"date {chance.random()}"})

    acts: list[Callable[[], Awaitable[None]]] = [
        write_post, write_comment, write_comment, edit, edit, delete, restore, hang_link,
    ]  # fmt: skip
    await write_post()
    for number in range(40):
        await chance.choice(acts)()
        if number == 25:
            await asyncio.gather(rebuild(longhouse), write_post(), edit(), delete())
    await indexed(longhouse)
    followed = await index_of(longhouse)
    assert followed
    async with longhouse.db.transaction() as tx:
        await tx.execute("DELETE FROM search.document")
    done = await rebuild(longhouse)
    assert await index_of(longhouse) == followed
    assert done.documents == len(followed)
    await rebuild(longhouse)
    assert await index_of(longhouse) == followed


async def test_events_may_come_twice_and_late(people: People, longhouse: Longhouse) -> None:
    ben = await people.member("ben")
    post = await publish(ben, "pear")
    await ben.delete(f"/posts/{post['id']}")
    await indexed(longhouse)
    async with longhouse.db.transaction() as tx:
        for _ in range(3):
            tx.emit(PostPublished(post_id=post["id"], author_id=ben.id, section_id=None))
    await indexed(longhouse)
    assert await index_of(longhouse) == []


async def test_what_is_gone_for_good_leaves_nothing_behind(
    people: People, longhouse: Longhouse
) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    post = await publish(ben, "pear")
    await comment(carla, post, "plum")
    kept = await publish(carla, "fig")
    late = await comment(ben, kept, "date")
    await indexed(longhouse)
    async with longhouse.db.transaction() as tx:
        await tx.execute("DELETE FROM responses.comment WHERE post_id = $1", post["id"])
        await tx.execute("DELETE FROM posts.mention WHERE post_id = $1", post["id"])
        await tx.execute("DELETE FROM posts.post WHERE id = $1", post["id"])
        tx.emit(PostErased(post_id=post["id"], author_id=ben.id, section_id=None))
    await indexed(longhouse)
    assert len(await index_of(longhouse)) == 2
    async with longhouse.db.transaction() as tx:
        await tx.execute(_ERASE, ben.id)
        await indexing.forget_author(tx, ben.id)
        await indexing.index(tx, [], [late["id"]])
    assert len(await index_of(longhouse)) == 1
    await rebuild(longhouse)
    assert len(await index_of(longhouse)) == 1


async def test_a_rebuild_takes_in_a_past_of_which_nothing_was_told_in_its_order(
    people: People, longhouse: Longhouse
) -> None:
    ben = await people.member("ben")
    await publish(ben, "apple now")
    await indexed(longhouse)
    async with longhouse.db.transaction() as tx:
        section = posts.SectionId((await posts.list_sections(tx))[-1].id)
        assert str(section) == GENERAL
        made = [
            await posts.import_post(
                tx, ben.id, section, f"apple {n}", created_at=tx.now.replace(year=2020 + n)
            )
            for n in range(3)
        ]
        await responses.import_comment(
            tx, ben.id, made[0], "apple comment", created_at=tx.now.replace(year=2021, month=12)
        )
    assert await found(ben, "apple") == ["apple now"]
    done = await rebuild(longhouse)
    assert (done.looked_at, done.documents) == (5, 5)
    async with longhouse.db.read() as read:
        by_number = await read.values(
            str, "SELECT created_at::text FROM search.document ORDER BY number"
        )
    assert by_number == sorted(by_number)
    assert len(await found(ben, "apple")) == 5
