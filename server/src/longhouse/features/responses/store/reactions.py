"""Reactions on posts and comments."""

from datetime import datetime
from uuid import UUID

from longhouse.features.graph import api as graph
from longhouse.features.responses.model import ReactionId, ReactionRow, Target
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.ids import UserId, new_id
from longhouse.kernel.paging import PlaceInTime, behind

_REACTION = """
    SELECT r.id, r.user_id, r.emoji, r.created_at, a.username, :face
    FROM responses.reaction AS r
    JOIN identity.account AS a ON a.id = r.user_id
    LEFT JOIN profiles.profile AS f ON f.user_id = r.user_id
"""
_SEEN = _REACTION.replace(":face", graph.face("f", "$1"))
_TOLD = _REACTION.replace(":face", graph.face("f", "NULL::uuid"))
_MAY_SEE = graph.may_see("r.user_id", "$1")
_NEXT = """
    r.deleted_at IS NULL AND ($3::text IS NULL OR r.emoji = $3)
    AND (r.created_at, r.id) < (coalesce($4, 'infinity'::timestamptz), $5)
    ORDER BY r.created_at DESC, r.id DESC LIMIT $6
"""
_ON_POST = f"{_SEEN} WHERE r.post_id = $2 AND {_MAY_SEE} AND {_NEXT}"
_ON_COMMENT = f"{_SEEN} WHERE r.comment_id = $2 AND {_MAY_SEE} AND {_NEXT}"
_ONE = f"{_TOLD} WHERE r.id = $1"

_ADD_TO_POST = """
    INSERT INTO responses.reaction AS r (id, user_id, post_id, emoji, created_at)
    VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (user_id, post_id, emoji) WHERE post_id IS NOT NULL DO UPDATE
        SET deleted_at = NULL, created_at = excluded.created_at
        WHERE r.deleted_at IS NOT NULL
    RETURNING r.id
"""
_ADD_TO_COMMENT = """
    INSERT INTO responses.reaction AS r (id, user_id, comment_id, emoji, created_at)
    VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (user_id, comment_id, emoji) WHERE comment_id IS NOT NULL DO UPDATE
        SET deleted_at = NULL, created_at = excluded.created_at
        WHERE r.deleted_at IS NOT NULL
    RETURNING r.id
"""
_FIND_ON_POST = """
    SELECT id FROM responses.reaction
    WHERE user_id = $1 AND post_id = $2 AND emoji = $3 AND deleted_at IS NULL
"""
_FIND_ON_COMMENT = """
    SELECT id FROM responses.reaction
    WHERE user_id = $1 AND comment_id = $2 AND emoji = $3 AND deleted_at IS NULL
"""
_COUNT_ON_POST = """
    SELECT count(*) FROM responses.reaction
    WHERE user_id = $1 AND post_id = $2 AND deleted_at IS NULL
"""
_COUNT_ON_COMMENT = """
    SELECT count(*) FROM responses.reaction
    WHERE user_id = $1 AND comment_id = $2 AND deleted_at IS NULL
"""
_REMOVE_FROM_POST = """
    UPDATE responses.reaction SET deleted_at = $4
    WHERE user_id = $1 AND post_id = $2 AND emoji = $3 AND deleted_at IS NULL RETURNING id
"""
_REMOVE_FROM_COMMENT = """
    UPDATE responses.reaction SET deleted_at = $4
    WHERE user_id = $1 AND comment_id = $2 AND emoji = $3 AND deleted_at IS NULL RETURNING id
"""


async def add(
    tx: Tx, user_id: UserId, target: Target, emoji: str, at: datetime
) -> ReactionId | None:
    """Give it, or revive one that was taken back; None when it is there already."""
    sql = _ADD_TO_POST if target.comment_id is None else _ADD_TO_COMMENT
    added = await tx.value(UUID, sql, new_id(), user_id, _key(target), emoji, at)
    return None if added is None else ReactionId(added)


async def remove(tx: Tx, user_id: UserId, target: Target, emoji: str) -> ReactionId | None:
    sql = _REMOVE_FROM_POST if target.comment_id is None else _REMOVE_FROM_COMMENT
    removed = await tx.value(UUID, sql, user_id, _key(target), emoji, tx.now)
    return None if removed is None else ReactionId(removed)


async def find_id(read: Read, user_id: UserId, target: Target, emoji: str) -> ReactionId | None:
    sql = _FIND_ON_POST if target.comment_id is None else _FIND_ON_COMMENT
    found = await read.value(UUID, sql, user_id, _key(target), emoji)
    return None if found is None else ReactionId(found)


async def count_of(read: Read, user_id: UserId, target: Target) -> int:
    sql = _COUNT_ON_POST if target.comment_id is None else _COUNT_ON_COMMENT
    return await read.value(int, sql, user_id, _key(target)) or 0


async def get(read: Read, reaction_id: UUID) -> ReactionRow | None:
    return await read.row(ReactionRow, _ONE, reaction_id)


async def list_on(
    read: Read,
    viewer: UserId,
    target: Target,
    emoji: str | None,
    after: PlaceInTime | None,
    most: int,
) -> list[ReactionRow]:
    """Who reacted, the latest first, of those whom the viewer may see."""
    sql = _ON_POST if target.comment_id is None else _ON_COMMENT
    return await read.rows(ReactionRow, sql, viewer, _key(target), emoji, *behind(after), most)


async def count_on(read: Read, target: Target, emoji: str) -> int:
    """How many of an emoji there are on something, as its own counter has it."""
    found = await read.value(
        int,
        """
        SELECT CASE WHEN $2::uuid IS NULL
            THEN (SELECT coalesce((reactions ->> $3)::integer, 0) FROM posts.post WHERE id = $1)
            ELSE (SELECT coalesce((reactions ->> $3)::integer, 0) FROM responses.comment
                  WHERE id = $2)
            END
        """,
        target.post_id,
        target.comment_id,
        emoji,
    )
    return found or 0


def _key(target: Target) -> UUID:
    return target.post_id if target.comment_id is None else target.comment_id
