"""What a member is told of, as they may see it: the list, one row of it, and how much is unread.

Whether something may be seen is asked here again, however it was when the row was written: a post
that was deleted, somebody who was muted since. Of a row on which very many have acted, the newest
hundred acts are looked at.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

from longhouse.features.graph import api as graph
from longhouse.features.notifications.model import NotificationRow
from longhouse.features.posts import api as posts
from longhouse.kernel.db import Read
from longhouse.kernel.ids import UserId
from longhouse.kernel.paging import PlaceInTime, behind

_LATEST = datetime(9999, 1, 1, tzinfo=UTC)
MOST_COUNTED = 100

_ACTOR_IS_WANTED = graph.wants_to_see("k.actor_id", "n.user_id")
_POST_IS_SEEN = posts.may_see("p", "n.user_id")
_FACE = graph.face("f", "n.user_id")

_SEEN_ACTS = """
    SELECT k.cause_id, k.actor_id, k.emoji, k.comment_id, k.at, a.username, {_FACE},
           q.content
    FROM notifications.cause AS k
    JOIN identity.account AS a ON a.id = k.actor_id
    LEFT JOIN profiles.profile AS f ON f.user_id = k.actor_id
    LEFT JOIN responses.comment AS q ON q.id = k.comment_id
    WHERE k.notification_id = n.id AND (k.comment_id IS NULL OR q.deleted_at IS NULL)
      AND {_ACTOR_IS_WANTED}
    ORDER BY k.at DESC, k.cause_id DESC LIMIT 100
""".replace("{_ACTOR_IS_WANTED}", _ACTOR_IS_WANTED).replace("{_FACE}", _FACE)
_ACTS = """
    SELECT count(*)::integer AS count, count(DISTINCT act.actor_id)::integer AS actor_count,
           json_agg(json_build_array(act.actor_id, act.username, act.display_name, act.emoji,
                                      act.avatar_id)
                    ORDER BY act.at DESC, act.cause_id DESC)::text AS people,
           (array_agg(act.comment_id ORDER BY act.at DESC, act.cause_id DESC))[1] AS comment_id,
           (array_agg(act.content ORDER BY act.at DESC, act.cause_id DESC))[1] AS content
    FROM ({_SEEN_ACTS}) AS act
""".replace("{_SEEN_ACTS}", _SEEN_ACTS)
_SEEN = """
    SELECT n.id, n.type, n.created_at, n.updated_at, n.read_at, n.post_id,
           coalesce(n.comment_id, did.comment_id) AS comment_id,
           s.id AS section_id, s.name AS section_name, s.type AS section_type,
           me.username, coalesce(did.content, r.content, p.content) AS content,
           did.people, did.actor_count, did.count
    FROM notifications.notification AS n
    JOIN identity.account AS me ON me.id = n.user_id
    LEFT JOIN posts.post AS p ON p.id = n.post_id
    LEFT JOIN posts.section AS s ON s.id = p.section_id
    LEFT JOIN responses.comment AS r ON r.id = n.comment_id
    CROSS JOIN LATERAL ({_ACTS}) AS did
    WHERE (n.post_id IS NULL OR {_POST_IS_SEEN})
      AND (n.comment_id IS NULL OR r.deleted_at IS NULL)
      AND did.count > 0
""".replace("{_ACTS}", _ACTS).replace("{_POST_IS_SEEN}", _POST_IS_SEEN)
# How many is written into the statement, so that one plan serves every execution of it.
_PAGE = f"""{_SEEN} AND n.user_id = $1 AND n.shown AND (n.updated_at, n.id) < ($2, $3)
    ORDER BY n.updated_at DESC, n.id DESC"""
LIST = f"{_PAGE} LIMIT 51"
_LONG_LIST = f"{_PAGE} LIMIT 101"
_SHORTEST = 51
_ONE = f"{_SEEN} AND n.user_id = $1 AND n.id = $2 AND n.shown"
_ONE_TO_SEND = f"{_SEEN} AND n.user_id = $1 AND n.id = $2 AND n.read_at IS NULL"
_UNREAD_SINCE = f"""{_SEEN} AND n.user_id = $1 AND n.type = ANY($2::text[])
    AND n.read_at IS NULL AND n.updated_at >= $3
    ORDER BY n.updated_at DESC, n.id DESC LIMIT 51"""

_ANY_ACT = """
    SELECT FROM notifications.cause AS k
    LEFT JOIN responses.comment AS q ON q.id = k.comment_id
    WHERE k.notification_id = n.id AND (k.comment_id IS NULL OR q.deleted_at IS NULL)
      AND {_ACTOR_IS_WANTED}
    LIMIT 1
""".replace("{_ACTOR_IS_WANTED}", _ACTOR_IS_WANTED)
# One look for each row, until a hundred are found: never a join over everything that was published.
UNREAD = """
    SELECT count(*)::integer FROM (
        SELECT FROM notifications.notification AS n
        LEFT JOIN LATERAL (
            SELECT p.author_id, p.visibility, p.deleted_at FROM posts.post AS p
            WHERE p.id = n.post_id LIMIT 1
        ) AS p ON true
        LEFT JOIN LATERAL (
            SELECT r.deleted_at FROM responses.comment AS r WHERE r.id = n.comment_id LIMIT 1
        ) AS r ON true
        CROSS JOIN LATERAL ({_ANY_ACT}) AS did
        WHERE n.user_id = $1 AND n.shown AND n.read_at IS NULL
          AND (n.post_id IS NULL OR {_POST_IS_SEEN})
          AND (n.comment_id IS NULL OR r.deleted_at IS NULL)
        LIMIT 100
    ) AS unread
""".replace("{_POST_IS_SEEN}", _POST_IS_SEEN).replace("{_ANY_ACT}", _ANY_ACT)


async def list_seen(
    read: Read, user_id: UserId, after: PlaceInTime | None, most: int
) -> list[NotificationRow]:
    """What happened last first."""
    at, last = behind(after)
    sql = LIST if most <= _SHORTEST else _LONG_LIST
    return (await read.rows(NotificationRow, sql, user_id, at or _LATEST, last))[:most]


async def find(read: Read, user_id: UserId, notification_id: UUID) -> NotificationRow | None:
    return await read.row(NotificationRow, _ONE, user_id, notification_id)


async def find_to_send(
    read: Read, user_id: UserId, notification_id: UUID
) -> NotificationRow | None:
    """What is still worth telling of, shown in the list or not."""
    return await read.row(NotificationRow, _ONE_TO_SEND, user_id, notification_id)


async def list_unread_since(
    read: Read, user_id: UserId, types: Sequence[str], since: datetime
) -> list[NotificationRow]:
    """At most 51, shown in the list or not."""
    return await read.rows(NotificationRow, _UNREAD_SINCE, user_id, list(types), since)
