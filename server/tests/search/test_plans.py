"""A search finds its documents by its index, slice by slice, and never reads the whole table."""

from uuid import UUID

import asyncpg
import pytest

from longhouse.app import Longhouse
from longhouse.features.search.store import finding
from longhouse.features.search.store.finding import FIND
from longhouse.kernel.db import Tx
from search.steps import ask
from support.people import People

_DOCUMENTS = 20_000
_EXPLAIN = f"EXPLAIN (ANALYZE, BUFFERS OFF) {FIND}"
_GENERIC = "SET LOCAL plan_cache_mode = force_generic_plan"
_CUSTOM = "SET LOCAL plan_cache_mode = force_custom_plan"


async def fill(longhouse: Longhouse, author: UUID, database_url: str) -> None:
    """Three slices; each holds the word `common` everywhere and a rare one now and then."""
    async with longhouse.db.transaction() as tx:
        await tx.execute(
            """
            INSERT INTO posts.post (id, author_id, section_id, content, last_activity_at, created_at)
            SELECT ('0190d6a1-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, $1,
                   (SELECT min(id::text)::uuid FROM posts.section), 'common', now(), now()
            FROM generate_series(1, $2::integer) AS n
            """,
            author,
            _DOCUMENTS,
        )
        await tx.execute(
            """
            INSERT INTO search.document
                (id, kind, post_id, source_id, section_id, author_id, created_at, words)
            SELECT p.id, 'post', p.id, p.id, p.section_id, p.author_id, p.created_at,
                   search.vector('{}', ARRAY['common', 'word' || p.place % 997,
                                 CASE WHEN p.place % 4000 = 1 THEN 'rare' ELSE 'filler' END])
            FROM (SELECT id, section_id, author_id, created_at, row_number() OVER (ORDER BY id) AS place
                  FROM posts.post) AS p ORDER BY p.place
            """
        )
    owner = await asyncpg.connect(database_url)
    try:
        await owner.execute("ANALYZE")
    finally:
        await owner.close()


async def plan_of(tx: Tx, viewer: UUID, condition: str, keys: str) -> str:
    arguments = (viewer, condition, keys, finding.ABOVE_ALL, 0, tx.now, finding.BEST, 0, 21)
    return "\n".join(await tx.values(str, _EXPLAIN, *arguments))


@pytest.mark.parametrize("mode", ["generic", "custom"])
async def test_words_are_looked_up_in_the_slices_that_are_needed(
    people: People, longhouse: Longhouse, database_url: str, mode: str
) -> None:
    ben = await people.member("ben")
    await fill(longhouse, ben.id, database_url)
    async with longhouse.db.transaction() as tx:
        await tx.execute(_GENERIC if mode == "generic" else _CUSTOM)
        for word, slices in (("common", 1), ("rare", 3)):
            plan = await plan_of(tx, ben.id, f"'{word}'", f"'§{word}'")
            assert "Bitmap Index Scan on document_by_key" in plan, plan
            assert "Seq Scan on document" not in plan
            scan = next(line for line in plan.splitlines() if "Bitmap Index Scan" in line)
            assert f"loops={slices})" in scan, plan


async def test_common_words_lead_on_from_stretch_to_stretch(
    people: People, longhouse: Longhouse, database_url: str
) -> None:
    ben = await people.member("ben")
    await fill(longhouse, ben.id, database_url)
    seen: set[str] = set()
    cursor = ""
    for _ in range(25):
        page = await ask(ben, "comm", limit=100, **({"cursor": cursor} if cursor else {}))
        ids = {result["data"]["post"]["id"] for result in page["results"]}
        assert len(ids) == 100
        assert not ids & seen
        seen |= ids
        cursor = page["meta"]["cursor"]
    numbers = sorted(int(one[-12:], 16) for one in seen)
    # The first two thousand are the newest two thousand.
    assert numbers[-2000:] == list(range(_DOCUMENTS - 1999, _DOCUMENTS + 1))


async def test_a_common_word_that_is_nowhere_beside_another_ends_a_page_early(
    people: People, longhouse: Longhouse, database_url: str
) -> None:
    ben = await people.member("ben")
    await fill(longhouse, ben.id, database_url)
    page = await ask(ben, '"filler common"')
    assert page["results"] == []
    assert page["meta"]["has_more"]
    steps = 0
    while page["meta"]["has_more"]:
        page = await ask(ben, '"filler common"', cursor=page["meta"]["cursor"])
        assert page["results"] == []
        steps += 1
    assert steps == 2
