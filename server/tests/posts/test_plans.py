"""A feed costs a few statements, and these find their rows by their indexes."""

from collections.abc import Awaitable
from uuid import UUID

import asyncpg
import pytest

from longhouse.app import Longhouse
from longhouse.features.identity import api as identity
from longhouse.features.posts import api as posts
from longhouse.features.posts.store.pages import BY_AUTHOR, FEED
from longhouse.kernel.db import Probe
from longhouse.kernel.ids import UserId
from posts.steps import GENERAL
from support.people import People

_POSTS = 5_000
_EXPLAIN = f"EXPLAIN {FEED}"
_EXPLAIN_AUTHOR = f"EXPLAIN {BY_AUTHOR}"
_MANY_TIES = (
    """
    INSERT INTO graph.follow (follower_id, followee_id, created_at)
    SELECT $1::uuid, gen_random_uuid(), now() FROM generate_series(1, 2000)
    """,
    """
    INSERT INTO graph.friendship (user_id, friend_id, created_at)
    SELECT $1::uuid, gen_random_uuid(), now() FROM generate_series(1, 2000)
    """,
)
_LAST = UUID(int=(1 << 128) - 1)


async def fill(longhouse: Longhouse, authors: list[UserId]) -> None:
    """Posts over all sections, some of them deleted, and statistics as a house has them."""
    async with longhouse.db.transaction() as tx:
        await tx.execute(
            """
            INSERT INTO posts.post (id, author_id, section_id, content, last_activity_at,
                                    created_at, deleted_at, deleted_by_id)
            SELECT ('0190d6a1-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
                   ($1::uuid[])[1 + n % cardinality($1::uuid[])],
                   (SELECT array_agg(id) FROM posts.section)[1 + n % 7],
                   'Number ' || n, now(), now(),
                   CASE WHEN n % 10 = 0 THEN now() END,
                   CASE WHEN n % 10 = 0 THEN ($1::uuid[])[1] END
            FROM generate_series(1, $2::integer) AS n
            """,
            authors,
            _POSTS,
        )
        await tx.execute(
            """
            INSERT INTO posts.link (id, post_id, position, url, state, created_at)
            SELECT gen_random_uuid(), id, 1, 'https://example.org', 'off', now() FROM posts.post
            """
        )


async def plan_of(longhouse: Longhouse, *args: object) -> str:
    async with longhouse.db.transaction() as tx:
        return "\n".join(await tx.values(str, _EXPLAIN, *args))


@pytest.mark.parametrize("before", [_LAST, UUID("0190d6a1-0000-7000-8000-000000000800")])
async def test_a_feed_runs_along_its_own_index(
    people: People, longhouse: Longhouse, database_url: str, before: UUID
) -> None:
    ben = await people.member("ben")
    async with longhouse.db.transaction() as tx:
        authors = [
            await identity.import_member(tx, username=f"author-number-{n}", joined_at=tx.now)
            for n in range(20, 60)
        ]
    await fill(longhouse, authors)
    await analyze(database_url)
    plan = await plan_of(longhouse, ben.id, GENERAL, before)
    assert "post_by_section" in plan, plan
    assert "link_by_post" in plan
    assert "Seq Scan on post p" not in plan
    assert "Seq Scan on link" not in plan
    assert "Sort Key: p.id" not in plan, plan


async def test_a_feed_looks_for_the_tie_it_asks_about_and_reads_no_others(
    people: People, longhouse: Longhouse, database_url: str
) -> None:
    """However many people one follows and is friends with."""
    ben, carla = await people.member("ben"), await people.member("carla")
    await fill(longhouse, [carla.id])
    async with longhouse.db.transaction() as tx:
        for insert in _MANY_TIES:
            await tx.execute(insert, ben.id)
    await analyze(database_url)
    plan = (await plan_of(longhouse, ben.id, GENERAL, _LAST)).splitlines()
    for tie in ("follow follows_", "friendship friends_"):
        [looked_for] = [plan[n + 1] for n, line in enumerate(plan) if tie in line]
        assert "Index Cond" in looked_for
        assert "p.author_id" in looked_for


async def analyze(database_url: str) -> None:
    owner = await asyncpg.connect(database_url)
    try:
        await owner.execute("ANALYZE")
    finally:
        await owner.close()


async def test_a_feed_takes_few_statements_however_long_it_is(
    people: People, longhouse: Longhouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    seen: list[str] = []
    real = Probe.run

    async def note(self: Probe, statement: Awaitable[object], sql: str) -> object:
        if "FROM posts." in sql:
            seen.append(sql)
        return await real(self, statement, sql)

    async def count(limit: int) -> int:
        seen.clear()
        answer = await carla.get(f"/sections/{GENERAL}/feed?limit={limit}")
        assert len(answer.json()["posts"]) == limit
        return len(seen)

    async with longhouse.db.transaction() as tx:
        for number in range(20):
            await posts.import_post(
                tx,
                ben.id,
                posts.SectionId(UUID(GENERAL)),
                f"Number {number} #tag @carla",
                created_at=tx.now,
                links=[("https://example.org", None)],
            )
    await count(1)
    monkeypatch.setattr(Probe, "run", note)
    assert await count(1) == await count(20) == 1


async def test_what_somebody_published_is_found_by_its_own_index(
    people: People, longhouse: Longhouse, database_url: str
) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    await fill(longhouse, [ben.id, carla.id])
    await analyze(database_url)
    async with longhouse.db.transaction() as tx:
        plan = "\n".join(await tx.values(str, _EXPLAIN_AUTHOR, ben.id, carla.id, _LAST))
    assert "post_by_author" in plan, plan
    assert "Seq Scan on post p" not in plan
