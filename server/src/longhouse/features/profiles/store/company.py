"""Who writes in the sections in which a member writes: joins that the manifest declares."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from longhouse.kernel.db import Read
from longhouse.kernel.ids import UserId

# The newest of an author and of a section are the end of an index; whether they are new is asked
# of those few.
# What is for followers alone says nothing to others, not even that it is there.
_COMPANY = """
    WITH mine AS (
        SELECT DISTINCT section_id FROM (
            SELECT p.section_id, p.created_at FROM posts.post AS p
            WHERE p.author_id = $1 AND p.deleted_at IS NULL AND p.section_id IS NOT NULL
            ORDER BY p.id DESC LIMIT $4
        ) AS written
        WHERE created_at > $2
    ), others AS (
        SELECT theirs.author_id, mine.section_id, count(*) AS posts
        FROM mine CROSS JOIN LATERAL (
            SELECT p.author_id, p.created_at FROM posts.post AS p
            WHERE p.section_id = mine.section_id AND p.deleted_at IS NULL
              AND p.visibility = 'public'
            ORDER BY p.section_id DESC, p.id DESC LIMIT $5
        ) AS theirs
        WHERE theirs.author_id <> $1 AND theirs.created_at > $2
        GROUP BY theirs.author_id, mine.section_id
    )
    SELECT o.author_id AS user_id, count(*)::integer AS count,
           (array_agg(s.name::text ORDER BY o.posts DESC, s.position))[1:3] AS names,
           (array_agg(s.id::text ORDER BY o.posts DESC, s.position))[1:3] AS ids
    FROM others AS o JOIN posts.section AS s ON s.id = o.section_id
    GROUP BY o.author_id
    ORDER BY count(*) DESC, sum(o.posts) DESC, o.author_id LIMIT $3
"""
_MOST_OF_MINE, _MOST_IN_SECTION = 200, 400


class Company(msgspec.Struct, frozen=True):
    user_id: UserId
    count: int
    """Of sections."""
    names: Sequence[str]
    ids: Sequence[str]


async def list_company(read: Read, viewer: UserId, since: datetime, most: int) -> list[Company]:
    """Who published since then where the viewer did, who shares most sections first."""
    return await read.rows(Company, _COMPANY, viewer, since, most, _MOST_OF_MINE, _MOST_IN_SECTION)
