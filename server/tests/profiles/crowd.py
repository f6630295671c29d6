"""A town full of members, for tests of how search finds its rows."""

import asyncpg

from longhouse.app import Longhouse
from longhouse.kernel.ids import UserId


async def settle(longhouse: Longhouse, database_url: str, how_many: int, friend_of: UserId) -> None:
    """Every third shows interests, place and pronouns to everybody, the rest to friends alone;
    every five hundredth is a friend of the one who will look."""
    async with longhouse.db.transaction() as tx:
        await tx.execute(
            """
            INSERT INTO identity.account
                (id, username, skeleton, password_hash, created_at, approved_at)
            SELECT ('0190d6a1-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
                   'member-' || n, 'crowd' || n, '', now(), now()
            FROM generate_series(1, $1::integer) AS n
            """,
            how_many,
        )
        await tx.execute(
            """
            INSERT INTO profiles.face
                (user_id, audience, names, words, pronouns, place_id, place_label, interests)
            SELECT a.id, audience.name,
                   E'\\n' || a.username || E'\\n' || first.name || ' ' || last.name || E'\\n',
                   array_to_tsvector(
                       ARRAY[a.username, 'member', a.n::text, first.name, last.name]
                       || CASE WHEN open THEN ARRAY['likes', 'kettles', 'vienna'] ELSE '{}' END),
                   CASE WHEN open THEN (ARRAY['she/her', 'he/him', 'they/them'])[1 + a.n % 3] END,
                   CASE WHEN open THEN 1 + a.n % 200 END,
                   CASE WHEN open THEN 'Town ' || (1 + a.n % 200) END,
                   CASE WHEN open THEN ARRAY['jazz', 'topic-' || a.n % 140, 'topic-' || a.n % 60,
                                             'topic-' || a.n % 11, '=own-' || a.n % 4000]
                        ELSE '{}' END
            FROM (SELECT id, username, row_number() OVER (ORDER BY id)::integer AS n
                  FROM identity.account WHERE skeleton LIKE 'crowd%') AS a
            CROSS JOIN (VALUES ('everybody'), ('friends')) AS audience (name)
            CROSS JOIN LATERAL (SELECT audience.name = 'friends' OR a.n % 3 = 0) AS o (open)
            CROSS JOIN LATERAL (SELECT (ARRAY['ada', 'ben', 'carla', 'dora', 'emil', 'frida', 'gus',
                'hanna', 'ivo', 'jana'])[1 + a.n % 10]) AS first (name)
            CROSS JOIN LATERAL (SELECT 'name' || a.n % 5000) AS last (name)
            """
        )
        await tx.execute(
            """
            INSERT INTO graph.friendship (user_id, friend_id, created_at)
            SELECT * FROM (
                SELECT $1::uuid, id, now() FROM identity.account WHERE skeleton ~ '^crowd.*[05]00$'
                UNION ALL
                SELECT id, $1::uuid, now() FROM identity.account WHERE skeleton ~ '^crowd.*[05]00$'
            ) AS both_ways
            """,
            friend_of,
        )
    owner = await asyncpg.connect(database_url)
    try:
        await owner.execute("ANALYZE")
    finally:
        await owner.close()
