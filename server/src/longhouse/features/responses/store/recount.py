"""Counting anew around somebody who came or went: counts hold only members who are here."""

from collections.abc import Sequence
from uuid import UUID

import msgspec

from longhouse.kernel.db import Read, Tx
from longhouse.kernel.ids import UserId


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    post_id: UUID
    comments: int
    reactions: str
    reaction_count: int


async def list_posts_around(read: Read, user_id: UserId) -> list[UUID]:
    return await read.values(
        UUID,
        """
        SELECT post_id FROM responses.comment WHERE author_id = $1
        UNION SELECT post_id FROM responses.reaction WHERE user_id = $1 AND post_id IS NOT NULL
        UNION SELECT c.post_id FROM responses.reaction AS r
              JOIN responses.comment AS c ON c.id = r.comment_id WHERE r.user_id = $1
        """,
        user_id,
    )


async def count_posts(read: Read, post_ids: Sequence[UUID]) -> list[Counted]:
    return await read.rows(
        Counted,
        """
        SELECT p.id AS post_id,
               (SELECT count(*) FROM responses.comment AS c
                JOIN identity.account AS a ON a.id = c.author_id AND a.deleted_at IS NULL
                WHERE c.post_id = p.id AND c.deleted_at IS NULL) AS comments,
               coalesce((SELECT jsonb_object_agg(each.emoji, each.count)::text FROM (
                    SELECT r.emoji, count(*) FROM responses.reaction AS r
                    JOIN identity.account AS a ON a.id = r.user_id AND a.deleted_at IS NULL
                    WHERE r.post_id = p.id AND r.deleted_at IS NULL
                    GROUP BY r.emoji) AS each), '{}') AS reactions,
               (SELECT count(*) FROM responses.reaction AS r
                JOIN identity.account AS a ON a.id = r.user_id AND a.deleted_at IS NULL
                WHERE r.post_id = p.id AND r.deleted_at IS NULL) AS reaction_count
        FROM unnest($1::uuid[]) AS p (id)
        """,
        list(post_ids),
    )


async def recount_comments(tx: Tx, post_ids: Sequence[UUID]) -> None:
    """The comments of these posts, from the deepest up; the posts are locked."""
    await tx.execute(
        """
        UPDATE responses.comment AS c SET
            reactions = coalesce((SELECT jsonb_object_agg(each.emoji, each.count) FROM (
                SELECT r.emoji, count(*) FROM responses.reaction AS r
                JOIN identity.account AS a ON a.id = r.user_id AND a.deleted_at IS NULL
                WHERE r.comment_id = c.id AND r.deleted_at IS NULL
                GROUP BY r.emoji) AS each), '{}'),
            reaction_count = (SELECT count(*) FROM responses.reaction AS r
                JOIN identity.account AS a ON a.id = r.user_id AND a.deleted_at IS NULL
                WHERE r.comment_id = c.id AND r.deleted_at IS NULL)
        WHERE c.post_id = ANY($1::uuid[])
        """,
        list(post_ids),
    )
    deepest = await tx.value(
        int,
        "SELECT max(depth) FROM responses.comment WHERE post_id = ANY($1::uuid[])",
        list(post_ids),
    )
    # Also what is deepest now: what hung on it may be gone.
    for depth in range(deepest or 0, -1, -1):
        await tx.execute(
            """
            UPDATE responses.comment AS c SET reply_count = (
                SELECT count(*) FROM responses.comment AS r
                JOIN identity.account AS a ON a.id = r.author_id
                WHERE r.parent_comment_id = c.id
                  AND (r.reply_count > 0 OR (r.deleted_at IS NULL AND a.deleted_at IS NULL)))
            WHERE c.post_id = ANY($1::uuid[]) AND c.depth = $2
            """,
            list(post_ids),
            depth,
        )


async def empty_of(tx: Tx, user_id: UserId) -> None:
    """Take out what an erased member said and did; the rows of their comments keep the threads."""
    await tx.execute("DELETE FROM responses.reaction WHERE user_id = $1", user_id)
    await tx.execute("DELETE FROM responses.save WHERE user_id = $1", user_id)
    await tx.execute("UPDATE responses.share SET comment = NULL WHERE user_id = $1", user_id)
    await tx.execute(
        """
        UPDATE responses.comment SET content = '', client_id = NULL,
            deleted_at = coalesce(deleted_at, $2), deleted_by_id = coalesce(deleted_by_id, $1),
            erased_at = coalesce(erased_at, $2)
        WHERE author_id = $1
        """,
        user_id,
        tx.now,
    )
