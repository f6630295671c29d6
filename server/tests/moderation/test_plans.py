"""What was deleted, and how much somebody has written, are found by their indexes."""

import asyncpg
import pytest

from longhouse.app import Longhouse
from longhouse.features.moderation.store import DELETED, DELETED_OF
from longhouse.features.responses.store.reading import COUNT_WRITTEN
from longhouse.features.responses.store.shelves import SHARES_BY, SHARES_OF
from longhouse.kernel.ids import UserId, new_id
from support.people import People

_LAST = "ffffffff-ffff-ffff-ffff-ffffffffffff"


async def fill(longhouse: Longhouse, author: UserId, database_url: str) -> None:
    """Thousands of posts and comments, one in ten deleted, one in fifty by the author."""
    async with longhouse.db.transaction() as tx:
        await tx.execute(
            """
            INSERT INTO identity.account (id, username, skeleton, password_hash, created_at,
                                          approved_at)
            SELECT gen_random_uuid(), 'member-' || n, 'member-' || n, '', now(), now()
            FROM generate_series(1, 2000) AS n
            """
        )
        await tx.execute(
            """
            INSERT INTO posts.post (id, author_id, section_id, content, last_activity_at,
                                    created_at, deleted_at, deleted_by_id)
            SELECT gen_random_uuid(), CASE WHEN n % 50 = 0 THEN $1 ELSE
                       (SELECT array_agg(id) FROM identity.account)[1 + n % 2000] END,
                   (SELECT id FROM posts.section LIMIT 1), 'Number ' || n, now(), now(),
                   CASE WHEN n % 20 = 0 THEN now() - n * interval '1 minute' END,
                   CASE WHEN n % 20 = 0 THEN $1 END
            FROM generate_series(1, 20000) AS n
            """,
            author,
        )
        await tx.execute(
            """
            INSERT INTO responses.comment (id, post_id, author_id, content, last_activity_at,
                                           created_at, deleted_at, deleted_by_id)
            SELECT gen_random_uuid(), p.id, lag(p.author_id, 7, p.author_id) OVER (), p.content, now(), now(),
                   p.deleted_at, p.deleted_by_id
            FROM posts.post AS p
            """
        )
        await tx.execute(
            """
            INSERT INTO responses.share (id, user_id, post_id, created_at)
            SELECT gen_random_uuid(), lag(p.author_id, 9, p.author_id) OVER (), p.id, now() FROM posts.post AS p
            """
        )
    owner = await asyncpg.connect(database_url)
    try:
        await owner.execute("ANALYZE")
    finally:
        await owner.close()


async def plan_of(longhouse: Longhouse, sql: str, *args: object) -> str:
    async with longhouse.db.pool.acquire() as connection:
        rows = await connection.fetch("EXPLAIN (ANALYZE) " + sql, *args)
        return "\n".join(row[0] for row in rows)


@pytest.mark.parametrize("kind", ["post", "comment"])
async def test_what_was_deleted_is_read_along_its_own_index(
    people: People, longhouse: Longhouse, database_url: str, kind: str
) -> None:
    ben = await people.member("ben")
    await fill(longhouse, ben.id, database_url)
    every = await plan_of(longhouse, DELETED[kind], None, _LAST, None)  # pyright: ignore[reportArgumentType] -- one of the two kinds
    assert f"{kind}_deleted" in every, every
    of_one = await plan_of(longhouse, DELETED_OF[kind], None, _LAST, None, ben.id)  # pyright: ignore[reportArgumentType]
    assert f"{kind}_deleted_of" in of_one, of_one
    for plan in (every, of_one):
        assert "Seq Scan on post" not in plan
        assert "Seq Scan on comment" not in plan


async def test_numbers_and_shares_of_somebody_are_found_by_indexes(
    people: People, longhouse: Longhouse, database_url: str
) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    await fill(longhouse, ben.id, database_url)
    numbers = await plan_of(longhouse, COUNT_WRITTEN, carla.id, ben.id)
    by = await plan_of(longhouse, SHARES_BY, carla.id, ben.id, _LAST)
    of = await plan_of(longhouse, SHARES_OF, carla.id, new_id(), _LAST)
    assert "post_by_author" in numbers, numbers
    assert "comment_by_author" in numbers, numbers
    assert "share_by_user" in by
    assert "share_by_post" in of
    for plan in (numbers, by, of):
        assert "Seq Scan on post" not in plan, plan
        assert "Seq Scan on comment" not in plan
        assert "Seq Scan on share" not in plan
