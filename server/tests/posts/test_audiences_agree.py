"""Whom a post is for, decided by every way that leads to it: all of them say the same.

The condition that every query of posts puts in, the twin in Python, the topics that are listened
to and a plain oracle, over what chance makes of a few people and their posts for every audience.
"""

import random
from uuid import UUID

import msgspec
import pytest

from graph.histories import as_principal, lay_down_oracle, live_together, settle_in
from longhouse.app import Longhouse
from longhouse.features.graph import api as graph
from longhouse.features.graph.policy import sight as policy
from longhouse.features.posts import api as posts
from longhouse.features.posts.push import TOPICS
from longhouse.features.posts.store import pages
from longhouse.kernel.db import Read
from longhouse.kernel.ids import UserId
from posts.steps import GENERAL

AUDIENCES: list[posts.Visibility] = ["public", "followers", "friends", "private"]
_EVERYTHING = 100

_BY_CONDITION = f"SELECT p.id FROM posts.post AS p WHERE {posts.may_see('p', '$1')}"
_BY_ORACLE = """
    SELECT id FROM posts.post
    WHERE deleted_at IS NULL AND graph.shared_oracle(author_id, visibility, $1)
"""
_BY_AUTHOR = """
    SELECT author_id, deleted_at IS NOT NULL AS deleted, visibility, id FROM posts.post
"""


class _Post(msgspec.Struct, frozen=True):
    author_id: UserId
    deleted: bool
    visibility: posts.Visibility
    id: UUID


async def write(longhouse: Longhouse, authors: list[UserId], chance: random.Random) -> None:
    """Everybody has two posts for every audience; now and then one of them is deleted."""
    async with longhouse.db.transaction() as tx:
        for author in authors:
            for audience in AUDIENCES * 2:
                post_id = await posts.import_post(
                    tx,
                    author,
                    posts.SectionId(UUID(GENERAL)),
                    f"For {audience}",
                    visibility=audience,
                    created_at=tx.now,
                )
                if chance.random() < 0.1:
                    await posts.import_deletion(tx, post_id, author, deleted_at=tx.now)


async def by_twin(read: Read, viewer: UserId, everyone: list[UserId]) -> set[UUID]:
    sight = await graph.get_sight(read, viewer, everyone)
    return {
        post.id
        for post in await read.rows(_Post, _BY_AUTHOR)
        if not post.deleted and policy.may_see_shared(post.author_id, post.visibility, sight)
    }


async def by_topic(read: Read, viewer: UserId) -> set[UUID]:
    may_listen = next(offered for offered in TOPICS if offered.kind == "post").may_listen
    every = await read.values(UUID, "SELECT id FROM posts.post")
    return {one for one in every if await may_listen(read, as_principal(viewer), str(one))}


async def by_feed(read: Read, viewer: UserId) -> set[UUID]:
    rows = await pages.list_in_section(read, viewer, UUID(GENERAL), None, _EVERYTHING)
    return {row.id for row in rows}


async def by_pages_of_people(read: Read, viewer: UserId, everyone: list[UserId]) -> set[UUID]:
    return {
        row.id
        for author in everyone
        for row in await pages.list_by_author(read, viewer, author, None, _EVERYTHING)
    }


@pytest.mark.parametrize("seed", range(8))
async def test_every_way_to_a_post_is_open_to_the_same_people(
    longhouse: Longhouse, database_url: str, seed: int
) -> None:
    chance = random.Random(seed)
    await lay_down_oracle(database_url)
    everyone = await settle_in(longhouse)
    await write(longhouse, everyone[:-1], chance)
    await live_together(longhouse, everyone[:-1], chance)
    hidden = 0
    async with longhouse.db.read() as read:
        every = set(await read.values(UUID, "SELECT id FROM posts.post"))
        for viewer in everyone:
            expected = set(await read.values(UUID, _BY_ORACLE, viewer))
            hidden += len(every - expected)
            assert set(await read.values(UUID, _BY_CONDITION, viewer)) == expected
            assert await by_twin(read, viewer, everyone) == expected
            assert await by_topic(read, viewer) == expected
            assert await by_feed(read, viewer) == expected
            assert await by_pages_of_people(read, viewer, everyone) == expected
            seen = await pages.get_many(read, viewer, list(every))
            assert {row.id for row in seen} == expected
    assert hidden > len(everyone)
