"""Comments as somebody sees them.

A comment that the viewer may not see is not there, unless replies hang on it: then it is a husk,
and one cannot tell from it whether it was deleted or is somebody's whom one may not see.
"""

from collections.abc import Sequence
from uuid import UUID

import msgspec

from longhouse.features.graph import api as graph
from longhouse.features.posts import api as posts
from longhouse.features.responses.model import CommentRow
from longhouse.kernel.db import Read
from longhouse.kernel.ids import FIRST_ID, LAST_ID, UserId
from longhouse.kernel.paging import PlaceInTime, behind

_BEGIN = """
    SELECT c.id, c.post_id, c.parent_comment_id, v.visible, c.author_id,
           CASE WHEN v.visible THEN c.content ELSE '' END AS content, c.client_id,
           c.reply_count - (
               SELECT count(*) FROM responses.comment AS h
               WHERE h.parent_comment_id = c.id AND h.deleted_at IS NULL AND h.reply_count = 0
                 AND h.author_id = ANY(
"""
_REACTIONS = """)
           )::integer AS reply_count,
           c.reaction_count, c.reactions::text AS reactions,
           (SELECT json_object_agg(hidden.emoji, hidden.count)::text FROM (
                SELECT r.emoji, count(*) FROM responses.reaction AS r
                WHERE r.comment_id = c.id AND r.deleted_at IS NULL AND r.user_id = ANY(
"""
_REST = """)
                GROUP BY r.emoji) AS hidden) AS hidden_reactions,
           (SELECT array_agg(m.emoji ORDER BY m.created_at) FROM responses.reaction AS m
            WHERE m.user_id = $1 AND m.comment_id = c.id AND m.deleted_at IS NULL) AS my_reactions,
           c.last_activity_at, c.created_at, c.updated_at, c.deleted_at, c.deleted_by_id,
           c.erased_at,
           a.username, f.open_fields, :face
    FROM responses.comment AS c
    LEFT JOIN identity.account AS a ON a.id = c.author_id
    LEFT JOIN profiles.profile AS f ON f.user_id = c.author_id
"""
_HIDDEN = graph.behind_barrier("$1")
_REST_WITH_FACE = _REST.replace(":face", graph.face("f", "$1"))
_COMMENT = f"{_BEGIN} {_HIDDEN} {_REACTIONS} {_HIDDEN} {_REST_WITH_FACE}"
_IS_SEEN = "c.deleted_at IS NULL AND " + graph.may_see("c.author_id", "$1")
_SEEN_OR_HUSK = f"""{_COMMENT}
    CROSS JOIN LATERAL (SELECT ({_IS_SEEN}) AS visible) AS v
    WHERE (v.visible OR c.reply_count > 0)"""

# How many is written into the statement, so that one plan serves every execution of it.
_SHORTEST = 51
_ALL_ROOTS = f"""{_SEEN_OR_HUSK}
    AND c.post_id = $2 AND c.parent_comment_id IS NULL AND c.id > $3 ORDER BY c.id"""
ROOTS = f"{_ALL_ROOTS} LIMIT 51"
_LONG_ROOTS = f"{_ALL_ROOTS} LIMIT 101"
_REPLIES = f"""{_SEEN_OR_HUSK}
    AND c.parent_comment_id = $2 AND c.id > $3 ORDER BY c.id LIMIT 101"""
_BY_ACTIVITY = "ORDER BY c.last_activity_at DESC, c.id DESC LIMIT 101"
_BEFORE = "(c.last_activity_at, c.id) < (coalesce($3, 'infinity'::timestamptz), $4)"
ACTIVE_ROOTS = f"""{_SEEN_OR_HUSK}
    AND c.post_id = $2 AND c.parent_comment_id IS NULL AND {_BEFORE} {_BY_ACTIVITY}"""
_ACTIVE_REPLIES = f"""{_SEEN_OR_HUSK}
    AND c.parent_comment_id = $2 AND {_BEFORE} {_BY_ACTIVITY}"""
_ONE = f"{_SEEN_OR_HUSK} AND c.id = $2 AND v.visible"
_BY_IDS = f"{_SEEN_OR_HUSK} AND c.id = ANY($2::uuid[]) AND v.visible"
_ANY_BY_IDS = f"""{_COMMENT}
    CROSS JOIN LATERAL (SELECT true AS visible) AS v WHERE c.id = ANY($2::uuid[])"""
_POST_IS_SEEN = posts.may_see("p", "$1")
# What somebody said is read first, by its index: how many posts a member may see, who knows.
_SAID_BY = "SELECT c.post_id FROM responses.comment AS c WHERE c.author_id = $2"
_POSTS_BY = "SELECT count(*) FROM posts.post AS p WHERE p.author_id = $2"
COUNT_WRITTEN = f"""WITH said AS MATERIALIZED ({_SAID_BY} AND {_IS_SEEN})
    SELECT ({_POSTS_BY} AND {_POST_IS_SEEN}) AS posts,
           (SELECT count(*) FROM said JOIN posts.post AS p ON p.id = said.post_id
            WHERE {_POST_IS_SEEN}) AS comments"""  # noqa: S608 -- constants alone
_BY_AUTHOR = f"""{_SEEN_OR_HUSK} AND v.visible
    AND c.author_id >= $2 AND (c.author_id, c.id) < ($2, $3)
    AND EXISTS (SELECT FROM posts.post AS p WHERE p.id = c.post_id AND {_POST_IS_SEEN})
    ORDER BY c.author_id DESC, c.id DESC LIMIT $4"""


class _Counted(msgspec.Struct, frozen=True):
    posts: int
    comments: int


async def count_written_by(read: Read, viewer: UserId, author: UserId) -> tuple[int, int]:
    """How many posts and comments of somebody the viewer may see."""
    found = await read.row(_Counted, COUNT_WRITTEN, viewer, author)
    return (0, 0) if found is None else (found.posts, found.comments)


async def list_thread(
    read: Read, viewer: UserId, post_id: UUID, parent: UUID | None, after: UUID | None, most: int
) -> list[CommentRow]:
    """The oldest first, of a post or below one of its comments."""
    if parent is None:
        sql = ROOTS if most <= _SHORTEST else _LONG_ROOTS
        return (await read.rows(CommentRow, sql, viewer, post_id, after or FIRST_ID))[:most]
    return (await read.rows(CommentRow, _REPLIES, viewer, parent, after or FIRST_ID))[:most]


async def list_thread_by_activity(
    read: Read,
    viewer: UserId,
    post_id: UUID,
    parent: UUID | None,
    after: PlaceInTime | None,
    most: int,
) -> list[CommentRow]:
    """What was answered last first."""
    if parent is None:
        return (await read.rows(CommentRow, ACTIVE_ROOTS, viewer, post_id, *behind(after)))[:most]
    return (await read.rows(CommentRow, _ACTIVE_REPLIES, viewer, parent, *behind(after)))[:most]


async def find(read: Read, viewer: UserId, comment_id: UUID) -> CommentRow | None:
    """A comment that the viewer may see; whether they may see its post is asked of posts."""
    return await read.row(CommentRow, _ONE, viewer, comment_id)


async def get_any(read: Read, viewer: UserId, comment_ids: Sequence[UUID]) -> list[CommentRow]:
    """Whether the viewer may see them or not: for admins, who answer for all of it."""
    return await read.rows(CommentRow, _ANY_BY_IDS, viewer, list(comment_ids))


async def get_many(read: Read, viewer: UserId, comment_ids: Sequence[UUID]) -> list[CommentRow]:
    """Those that the viewer may see; whether they may see their posts is asked of posts."""
    return await read.rows(CommentRow, _BY_IDS, viewer, list(comment_ids))


async def list_by_author(
    read: Read, viewer: UserId, author: UserId, before: UUID | None, most: int
) -> list[CommentRow]:
    """Newest first, those under posts that the viewer may see."""
    return await read.rows(CommentRow, _BY_AUTHOR, viewer, author, before or LAST_ID, most)
