"""What tests of moderation do and look at again and again."""

from typing import Any

import asyncpg

from longhouse.app import Longhouse
from support.people import Person
from support.waiting import until

Thing = dict[str, Any]


async def deleted(admin: Person, query: str = "") -> list[Thing]:
    answer = await admin.get(f"/admin/content?{query}")
    assert answer.status_code == 200, answer.text
    return answer.json()["content"]


async def words(admin: Person, query: str = "") -> list[str]:
    """What stands in the list, from the top."""
    return [one[one["type"]]["content"] for one in await deleted(admin, query)]


async def acts(admin: Person, most: int = 100) -> list[tuple[str, str | None]]:
    """What the log says was done to whose, the latest first."""
    logs = (await admin.get(f"/admin/audit-logs?limit={most}")).json()["logs"]
    return [(log["action"], log["target_label"]) for log in logs]


async def where_it_stands(database_url: str, word: str) -> list[str]:
    """The tables in which a word is found anywhere."""
    connection = await asyncpg.connect(database_url)
    try:
        names = await connection.fetch(
            "SELECT schemaname || '.' || tablename AS name FROM pg_tables"
            " WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1"
        )
        return [
            row["name"]
            for row in names
            if await connection.fetchval(
                f"SELECT count(*) FROM {row['name']} AS t WHERE t::text ILIKE '%' || $1 || '%'",
                word,
            )
        ]
    finally:
        await connection.close()


async def is_nowhere(database_url: str, word: str) -> None:
    """Also where others keep something of it, once they have heard."""

    async def gone() -> bool:
        return not await where_it_stands(database_url, word)

    await until(gone)


async def orphans(longhouse: Longhouse) -> list[str]:
    """What was done to posts and comments that are not there."""
    async with longhouse.db.read() as read:
        return await read.values(str, _ORPHANS)


_ORPHANS = """
    SELECT 'comment' FROM responses.comment AS c
    WHERE NOT EXISTS (SELECT FROM posts.post AS p WHERE p.id = c.post_id)
    UNION ALL SELECT 'reaction' FROM responses.reaction AS r
    WHERE NOT EXISTS (SELECT FROM posts.post AS p WHERE p.id = r.post_id)
      AND NOT EXISTS (SELECT FROM responses.comment AS c
                      WHERE c.id = r.comment_id AND c.erased_at IS NULL)
    UNION ALL SELECT 'save' FROM responses.save AS s
    WHERE NOT EXISTS (SELECT FROM posts.post AS p WHERE p.id = s.post_id)
    UNION ALL SELECT 'share' FROM responses.share AS s
    WHERE NOT EXISTS (SELECT FROM posts.post AS p WHERE p.id = s.post_id)
    UNION ALL SELECT 'link' FROM posts.link AS l WHERE l.comment_id IS NOT NULL
      AND NOT EXISTS (SELECT FROM responses.comment AS c
                      WHERE c.id = l.comment_id AND c.erased_at IS NULL)
    UNION ALL SELECT 'mention' FROM posts.mention AS m WHERE m.comment_id IS NOT NULL
      AND NOT EXISTS (SELECT FROM responses.comment AS c
                      WHERE c.id = m.comment_id AND c.erased_at IS NULL)
    UNION ALL SELECT 'tag' FROM posts.tag AS t
    WHERE NOT EXISTS (SELECT FROM posts.post_tag AS pt WHERE pt.tag_id = t.id)
"""
