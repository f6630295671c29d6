"""Which members are due to hear outside of the house of new posts in which section, and what."""

from datetime import datetime
from uuid import UUID

import msgspec

from longhouse.features.graph import api as graph
from longhouse.features.notifications.model import Did, SectionNews
from longhouse.features.notifications.store.sections import NEWS
from longhouse.features.posts import api as posts
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.ids import UserId

_SEEN = posts.may_see("p", "u.user_id")
_WANTED = graph.wants_to_see("p.author_id", "u.user_id")
# Who takes pushes hears of what was published since they do; ids are of one order in time.
_PUSHED = """
    SELECT b.user_id, min(b.id::text)::uuid AS since FROM notifications.push_subscription AS b
    LEFT JOIN notifications.preference AS c ON c.user_id = b.user_id
    WHERE coalesce((c.settings #>> '{types,new_post,push}')::boolean, true)
    GROUP BY b.user_id
"""
_MAILED = """
    SELECT c.user_id, c.user_id AS since FROM notifications.preference AS c
    JOIN identity.account AS a ON a.id = c.user_id
        AND a.email IS NOT NULL AND a.approved_at IS NOT NULL AND a.deleted_at IS NULL
    WHERE (c.settings #>> '{types,new_post,email}')::boolean
"""
_DUE = """
    SELECT u.user_id, s.id AS section_id, newest.id AS post_id
    FROM ({members}) AS u
    CROSS JOIN posts.section AS s
    LEFT JOIN posts.mark AS m ON m.user_id = u.user_id AND m.section_id = s.id
    LEFT JOIN notifications.section_told AS t
        ON t.user_id = u.user_id AND t.section_id = s.id AND t.channel = $1
    CROSS JOIN LATERAL (
        SELECT p.id FROM posts.post AS p
        WHERE p.section_id <= s.id
          AND (p.section_id, p.id) > (s.id, greatest(u.since, u.user_id, m.post_id, t.post_id))
          AND p.author_id <> u.user_id AND {seen} AND {wanted}
        ORDER BY p.section_id DESC, p.id DESC LIMIT 1
    ) AS newest
    WHERE (t.told_at IS NULL OR t.told_at <= $2)
      AND NOT EXISTS (SELECT FROM notifications.section_left AS l
                      WHERE l.user_id = u.user_id AND l.section_id = s.id)
    ORDER BY t.told_at NULLS FIRST LIMIT $3
""".replace("{seen}", _SEEN).replace("{wanted}", _WANTED)
_DUE_PUSHES = _DUE.replace("{members}", _PUSHED)
_DUE_MAILS = _DUE.replace("{members}", _MAILED)
_OF_MEMBER = """
    SELECT s.id, s.name, s.type, fresh.count, fresh.actor_count, fresh.post_id,
           fresh.created_at, fresh.content, fresh.people::text AS people
    FROM posts.section AS s
    LEFT JOIN posts.mark AS m ON m.user_id = $1 AND m.section_id = s.id
    CROSS JOIN LATERAL ({news}) AS fresh
    WHERE fresh.count > 0 AND fresh.created_at >= $2
      AND NOT EXISTS (SELECT FROM notifications.section_left AS l
                      WHERE l.user_id = $1 AND l.section_id = s.id)
    ORDER BY s.position
""".replace("{news}", NEWS)


class Due(msgspec.Struct, frozen=True, kw_only=True):
    user_id: UserId
    section_id: UUID
    post_id: UUID


class _Row(msgspec.Struct, frozen=True, kw_only=True):
    id: UUID
    name: str
    type: str
    count: int
    actor_count: int
    post_id: UUID
    created_at: datetime
    content: str
    people: str


async def list_due_pushes(read: Read, told_before: datetime, most: int) -> list[Due]:
    """Sections with something that is new to a member, of which they have not heard since."""
    return await read.rows(Due, _DUE_PUSHES, "push", told_before, most)


async def list_due_mails(read: Read, told_before: datetime, most: int) -> list[Due]:
    return await read.rows(Due, _DUE_MAILS, "email", told_before, most)


async def note_told(tx: Tx, due: list[Due], channel: str) -> None:
    await tx.execute(
        """
        INSERT INTO notifications.section_told (user_id, section_id, channel, post_id, told_at)
        SELECT d.user_id, d.section_id, $4, d.post_id, $5
        FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS d (user_id, section_id, post_id)
        ON CONFLICT (user_id, section_id, channel) DO UPDATE
            SET post_id = excluded.post_id, told_at = excluded.told_at
        """,
        [one.user_id for one in due],
        [one.section_id for one in due],
        [one.post_id for one in due],
        channel,
        tx.now,
    )


async def list_of(read: Read, user_id: UserId, since: datetime) -> list[SectionNews]:
    """The news of the sections that a member hears of in which something came since then."""
    return [
        SectionNews(
            id=row.id,
            name=row.name,
            type=row.type,
            count=row.count,
            actor_count=row.actor_count,
            post_id=row.post_id,
            created_at=row.created_at,
            content=row.content,
            people=_people.decode(row.people),
        )
        for row in await read.rows(_Row, _OF_MEMBER, user_id, since)
    ]


_people = msgspec.json.Decoder(list[Did])
