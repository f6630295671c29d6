"""What is new in sections: read from how far a member has read there, never kept as rows.

Of somebody who has not read in a section yet, what was published before they came counts as read:
ids of members and posts are of one order in time.
"""

from collections.abc import Sequence
from uuid import UUID

import msgspec

from longhouse.features.graph import api as graph
from longhouse.features.notifications.model import SectionNews, Standing
from longhouse.features.notifications.store.lists import UNREAD
from longhouse.features.posts import api as posts
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.ids import UserId

_IS_SEEN = posts.may_see("p", "$1")
_IS_WANTED = graph.wants_to_see("p.author_id", "$1")
# Rows are compared and not columns, so that the planner goes along the index of the section.
_NEW = f"""
    FROM posts.post AS p
    WHERE p.section_id <= s.id AND (p.section_id, p.id) > (s.id, coalesce(m.post_id, $1::uuid))
      AND p.author_id <> $1 AND {_IS_SEEN} AND {_IS_WANTED}
"""
_HEARD_OF = """
    FROM posts.section AS s
    LEFT JOIN posts.mark AS m ON m.user_id = $1 AND m.section_id = s.id
    WHERE NOT EXISTS (SELECT FROM notifications.section_left AS l
                      WHERE l.user_id = $1 AND l.section_id = s.id)
      AND coalesce((SELECT (c.settings #>> '{types,new_post,in_app}')::boolean
                    FROM notifications.preference AS c WHERE c.user_id = $1), true)
"""
_SECTIONS = _HEARD_OF.replace("WHERE NOT", "CROSS JOIN LATERAL ({news}) AS fresh WHERE NOT", 1)
NEWS = """
    SELECT count(*)::integer AS count, max(n.created_at) AS created_at,
           count(DISTINCT n.author_id)::integer AS actor_count,
           (array_agg(n.id ORDER BY n.id DESC))[1] AS post_id,
           (array_agg(n.content ORDER BY n.id DESC))[1] AS content,
           json_agg(json_build_array(n.author_id, n.username, n.display_name, NULL, n.avatar_id)
                    ORDER BY n.id DESC) FILTER (WHERE n.place <= 12) AS people
    FROM (
        SELECT new.id, new.created_at, new.author_id, a.username, {_FACE},
               left(new.content, 400) AS content, row_number() OVER (ORDER BY new.id DESC) AS place
        FROM (SELECT p.id, p.created_at, p.author_id, p.content {_NEW}
              ORDER BY p.section_id DESC, p.id DESC LIMIT 100) AS new
        JOIN identity.account AS a ON a.id = new.author_id
        LEFT JOIN profiles.profile AS f ON f.user_id = new.author_id
    ) AS n
""".replace("{_NEW}", _NEW).replace("{_FACE}", graph.face("f", "$1"))
_WITH_NEWS = _SECTIONS.replace("{news}", NEWS)
STANDING = """
    SELECT ({UNREAD}) AS unread,
           (SELECT f.settings ->> 'timezone' FROM profiles.profile AS f
            WHERE f.user_id = $1) AS timezone,
           (SELECT json_agg(one)::text FROM (
                SELECT s.id, s.name, s.type, fresh.count, fresh.actor_count, fresh.post_id,
                       fresh.created_at, fresh.content, fresh.people
                {_WITH_NEWS} AND fresh.count > 0
            ) AS one) AS sections
""".replace("{UNREAD}", UNREAD).replace("{_WITH_NEWS}", _WITH_NEWS)
_ANY_NEWS = """
    SELECT p.id {_NEW} ORDER BY p.section_id DESC, p.id DESC LIMIT 1
""".replace("{_NEW}", _NEW)
_WITH_ANY_NEWS = _SECTIONS.replace("{news}", _ANY_NEWS)
COUNT = """
    SELECT (({UNREAD}) + (SELECT count(*) {_WITH_ANY_NEWS}))::integer
""".replace("{UNREAD}", UNREAD).replace("{_WITH_ANY_NEWS}", _WITH_ANY_NEWS)


class SectionHeard(msgspec.Struct, frozen=True, kw_only=True):
    section_id: UUID
    subscribed: bool


async def get_standing(read: Read, user_id: UserId) -> Standing:
    found = await read.row(Standing, STANDING, user_id)
    return found or Standing(unread=0, timezone=None, sections=None)


async def count_unread(read: Read, user_id: UserId) -> int:
    """Of rows at most a hundred, and one for each section with news."""
    return await read.value(int, COUNT, user_id) or 0


def news_in(standing: Standing) -> Sequence[SectionNews]:
    return [] if standing.sections is None else _news.decode(standing.sections)


async def list_heard(read: Read, user_id: UserId) -> list[SectionHeard]:
    return await read.rows(
        SectionHeard,
        """
        SELECT s.id AS section_id, NOT EXISTS (
            SELECT FROM notifications.section_left AS l
            WHERE l.user_id = $1 AND l.section_id = s.id) AS subscribed
        FROM posts.section AS s ORDER BY s.position
        """,
        user_id,
    )


async def hears(read: Read, user_id: UserId, section_id: UUID) -> bool:
    left = await read.value(
        bool,
        """
        SELECT true FROM notifications.section_left WHERE user_id = $1 AND section_id = $2
        """,
        user_id,
        section_id,
    )
    return left is None


async def leave(tx: Tx, user_id: UserId, section_id: UUID) -> bool:
    """False when it was so already."""
    left = await tx.execute(
        """
        INSERT INTO notifications.section_left (user_id, section_id) VALUES ($1, $2)
        ON CONFLICT DO NOTHING
        """,
        user_id,
        section_id,
    )
    return bool(left)


async def join(tx: Tx, user_id: UserId, section_id: UUID) -> bool:
    joined = await tx.execute(
        "DELETE FROM notifications.section_left WHERE user_id = $1 AND section_id = $2",
        user_id,
        section_id,
    )
    return bool(joined)


_news = msgspec.json.Decoder(list[SectionNews])
