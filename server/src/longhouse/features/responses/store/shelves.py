"""Saves and shares, and what a viewer did to posts."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from longhouse.features.graph import api as graph
from longhouse.features.posts import api as posts
from longhouse.features.responses.model import ShareRow
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.ids import LAST_ID, UserId
from longhouse.kernel.paging import PlaceInTime, behind

_MAY_SEE = posts.may_see("p", "$1")
_SAVED_BY = """
    SELECT s.created_at AS at, s.post_id AS id FROM responses.save AS s
    JOIN posts.post AS p ON p.id = s.post_id
"""
_SAVED = f"""{_SAVED_BY} WHERE s.user_id = $1 AND {_MAY_SEE}
    AND (s.created_at, s.post_id) < (coalesce($2, 'infinity'::timestamptz), $3)
    ORDER BY s.created_at DESC, s.post_id DESC LIMIT $4"""

_HIDDEN = graph.behind_barrier("$1")
_MY_DEEDS = """
    SELECT p.id AS post_id,
           (SELECT array_agg(m.emoji ORDER BY m.created_at) FROM responses.reaction AS m
            WHERE m.user_id = $1 AND m.post_id = p.id AND m.deleted_at IS NULL) AS reactions,
           (SELECT true FROM responses.save AS s
            WHERE s.user_id = $1 AND s.post_id = p.id) IS NOT NULL AS saved,
           (SELECT count(*) FROM responses.comment AS c
            WHERE c.post_id = p.id AND c.deleted_at IS NULL AND c.author_id = ANY(
"""
_HIDDEN_REACTIONS = """))::integer AS hidden_comments,
           (SELECT json_object_agg(hidden.emoji, hidden.count)::text FROM (
                SELECT r.emoji, count(*) FROM responses.reaction AS r
                WHERE r.post_id = p.id AND r.deleted_at IS NULL AND r.user_id = ANY(
"""
_OF_POSTS = ") GROUP BY r.emoji) AS hidden) AS hidden_reactions FROM unnest($2::uuid[]) AS p (id)"
DONE = f"{_MY_DEEDS} {_HIDDEN} {_HIDDEN_REACTIONS} {_HIDDEN} {_OF_POSTS}"

_SHARE = """
    SELECT s.id, s.user_id, s.post_id, s.comment, s.created_at, a.username, :face
    FROM responses.share AS s
    JOIN identity.account AS a ON a.id = s.user_id
    LEFT JOIN profiles.profile AS f ON f.user_id = s.user_id
"""
_SEEN_SHARE = _SHARE.replace(":face", graph.face("f", "$1"))
_TOLD_SHARE = _SHARE.replace(":face", graph.face("f", "NULL::uuid"))
_ONE_SHARE = f"{_TOLD_SHARE} WHERE s.id = $1"
_SHARER_IS_SEEN = graph.may_see("s.user_id", "$1")
# How many is written into the statement, so that one plan serves every execution of it.
SHARES_OF = f"""{_SEEN_SHARE} WHERE s.post_id = $2 AND s.id < $3 AND {_SHARER_IS_SEEN}
    ORDER BY s.id DESC LIMIT 101"""
SHARES_BY = f"""{_SEEN_SHARE} JOIN posts.post AS p ON p.id = s.post_id
    WHERE s.user_id = $2 AND s.id < $3 AND {_SHARER_IS_SEEN} AND {_MAY_SEE}
    ORDER BY s.id DESC LIMIT 101"""


class Did(msgspec.Struct, frozen=True, kw_only=True):
    post_id: UUID
    reactions: list[str] | None
    saved: bool
    hidden_comments: int
    hidden_reactions: str | None


async def list_done(read: Read, viewer: UserId, post_ids: Sequence[UUID]) -> list[Did]:
    """What the viewer did to posts, and what their counts hold of people behind a barrier."""
    return await read.rows(Did, DONE, viewer, list(post_ids))


async def add_save(tx: Tx, user_id: UserId, post_id: UUID, at: datetime) -> bool:
    added = await tx.execute(
        """
        INSERT INTO responses.save (user_id, post_id, created_at) VALUES ($1, $2, $3)
        ON CONFLICT DO NOTHING
        """,
        user_id,
        post_id,
        at,
    )
    return bool(added)


async def remove_save(tx: Tx, user_id: UserId, post_id: UUID) -> bool:
    removed = await tx.execute(
        "DELETE FROM responses.save WHERE user_id = $1 AND post_id = $2", user_id, post_id
    )
    return bool(removed)


async def list_saved(
    read: Read, viewer: UserId, after: PlaceInTime | None, most: int
) -> list[PlaceInTime]:
    return await read.rows(PlaceInTime, _SAVED, viewer, *behind(after), most)


async def insert_share(
    tx: Tx,
    share_id: UUID,
    user_id: UserId,
    post_id: UUID,
    comment: str | None,
    created_at: datetime,
) -> None:
    await tx.execute(
        """
        INSERT INTO responses.share (id, user_id, post_id, comment, created_at)
        VALUES ($1, $2, $3, $4, $5)
        """,
        share_id,
        user_id,
        post_id,
        comment,
        created_at,
    )


async def get_share(read: Read, share_id: UUID) -> ShareRow | None:
    return await read.row(ShareRow, _ONE_SHARE, share_id)


async def list_shares_of(
    read: Read, viewer: UserId, post_id: UUID, before: UUID | None, most: int
) -> list[ShareRow]:
    """Who shared a post, the latest first, of those whom the viewer may see."""
    return (await read.rows(ShareRow, SHARES_OF, viewer, post_id, before or LAST_ID))[:most]


async def list_shares_by(
    read: Read, viewer: UserId, user_id: UserId, before: UUID | None, most: int
) -> list[ShareRow]:
    """What somebody shared, the latest first, of the posts that the viewer may see."""
    return (await read.rows(ShareRow, SHARES_BY, viewer, user_id, before or LAST_ID))[:most]
