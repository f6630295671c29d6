"""What a page of posts and a thread ask of responses runs along indexes, in few statements."""

from collections.abc import Awaitable
from uuid import UUID

import asyncpg
import pytest

from longhouse.app import Longhouse
from longhouse.features.posts import api as posts
from longhouse.features.responses import api as responses
from longhouse.features.responses.store import reading, shelves
from longhouse.kernel.db import Probe
from longhouse.kernel.ids import UserId
from posts.steps import GENERAL
from support.conversations import caught_up
from support.people import People


async def fill(longhouse: Longhouse, author: UserId, database_url: str) -> UUID:
    """Posts with thousands of comments, reactions and saves. One of them."""
    async with longhouse.db.transaction() as tx:
        ids = [
            await posts.import_post(
                tx, author, posts.SectionId(UUID(GENERAL)), f"Number {n}", created_at=tx.now
            )
            for n in range(20)
        ]
        await tx.execute(
            """
            INSERT INTO responses.comment (id, post_id, author_id, content, last_activity_at,
                                           created_at)
            SELECT gen_random_uuid(), p.id, u.id, 'Hm', now(), now()
            FROM unnest($1::uuid[]) AS p (id)
            CROSS JOIN (SELECT gen_random_uuid() AS id FROM generate_series(1, 250)) AS u
            """,
            ids,
        )
        await tx.execute(
            """
            INSERT INTO responses.reaction (id, user_id, post_id, emoji, created_at)
            SELECT gen_random_uuid(), u.id, p.id, e.emoji, now()
            FROM unnest($1::uuid[]) AS p (id)
            CROSS JOIN (SELECT gen_random_uuid() AS id FROM generate_series(1, 50)) AS u
            CROSS JOIN unnest(ARRAY['👍', '🎉', '❤️', '😀', '🔥']) AS e (emoji)
            """,
            ids,
        )
        await tx.execute(
            """
            INSERT INTO responses.save (user_id, post_id, created_at)
            SELECT u.id, p.id, now() FROM unnest($1::uuid[]) AS p (id)
            CROSS JOIN (SELECT gen_random_uuid() AS id FROM generate_series(1, 250)) AS u
            """,
            ids,
        )
    owner = await asyncpg.connect(database_url)
    try:
        await owner.execute("ANALYZE")
    finally:
        await owner.close()
    return ids[0]


async def plan_of(longhouse: Longhouse, sql: str, *args: object) -> str:
    async with longhouse.db.pool.acquire() as connection:
        rows = await connection.fetch("EXPLAIN " + sql, *args)
        return "\n".join(row[0] for row in rows)


async def test_what_a_viewer_did_is_found_by_indexes(
    people: People, longhouse: Longhouse, database_url: str
) -> None:
    ben = await people.member("ben")
    await fill(longhouse, ben.id, database_url)
    async with longhouse.db.read() as read:
        page = await read.values(UUID, "SELECT id FROM posts.post")
    plan = await plan_of(longhouse, shelves.DONE, ben.id, page)
    for index in ("reaction_once_on_post", "save_pkey", "comment_on_post_by"):
        assert index in plan, plan
    assert "Seq Scan on reaction" not in plan
    assert "Seq Scan on save" not in plan
    assert "Seq Scan on comment" not in plan


@pytest.mark.parametrize("sort", ["created", "activity"])
async def test_a_thread_is_read_along_its_index(
    people: People, longhouse: Longhouse, database_url: str, sort: str
) -> None:
    ben = await people.member("ben")
    post_id = await fill(longhouse, ben.id, database_url)
    if sort == "created":
        plan = await plan_of(longhouse, reading.ROOTS, ben.id, post_id, UUID(int=0))
        assert "comment_root " in plan, plan
    else:
        last = UUID(int=(1 << 128) - 1)
        plan = await plan_of(longhouse, reading.ACTIVE_ROOTS, ben.id, post_id, None, last)
        assert "comment_root_by_activity" in plan, plan
    assert "Seq Scan on comment" not in plan
    assert "Seq Scan on reaction" not in plan


async def test_a_feed_takes_two_statements_and_a_thread_four(
    people: People, longhouse: Longhouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    ben = await people.member("ben")
    post_id = None
    async with longhouse.db.transaction() as tx:
        for number in range(20):
            post_id = await posts.import_post(
                tx,
                ben.id,
                posts.SectionId(UUID(GENERAL)),
                f"Number {number} #tag",
                created_at=tx.now,
                links=[("https://example.org", None)],
            )
            await responses.import_comment(tx, ben.id, post_id, "Hm @ben", created_at=tx.now)
    await caught_up(longhouse)
    await ben.get(f"/sections/{GENERAL}/feed")
    seen: list[str] = []
    real = Probe.run

    async def note(self: Probe, statement: Awaitable[object], sql: str) -> object:
        if any(schema in sql for schema in ("posts.", "responses.", "profiles.", "graph.")):
            seen.append(sql)
        return await real(self, statement, sql)

    monkeypatch.setattr(Probe, "run", note)
    answer = await ben.get(f"/sections/{GENERAL}/feed?limit=20")
    assert len(answer.json()["posts"]) == 20
    assert len(seen) == 2
    seen.clear()
    page = (await ben.get(f"/posts/{post_id}")).json()
    assert len(page["comments"]) == 1
    assert len(seen) == 4
