"""Writing comments. Whoever changes the thread of a post holds the row of the post."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from longhouse.features.responses.model import CommentId, HeldComment, ReplyCount
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.ids import UserId

_HELD = """
    id, post_id, author_id, parent_comment_id, depth, content, reply_count, deleted_at,
    deleted_by_id, erased_at
"""
_LOCK = f"SELECT {_HELD} FROM responses.comment WHERE id = $1 FOR UPDATE"  # noqa: S608 -- constants alone
_ADD_REPLY = f"""
    UPDATE responses.comment SET reply_count = reply_count + $2 WHERE id = $1 RETURNING {_HELD}
"""  # noqa: S608 -- constants alone


async def insert(
    tx: Tx,
    *,
    comment_id: UUID,
    post_id: UUID,
    author_id: UserId,
    parent_comment_id: UUID | None,
    depth: int,
    content: str,
    client_id: str | None,
    created_at: datetime,
) -> bool:
    """False when this author has a comment with this client id."""
    inserted = await tx.execute(
        """
        INSERT INTO responses.comment (id, post_id, author_id, parent_comment_id, depth, content,
                                       client_id, last_activity_at, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)
        ON CONFLICT (author_id, client_id) WHERE client_id IS NOT NULL DO NOTHING
        """,
        comment_id,
        post_id,
        author_id,
        parent_comment_id,
        depth,
        content,
        client_id,
        created_at,
    )
    return bool(inserted)


async def find_by_client_id(read: Read, author_id: UserId, client_id: str) -> CommentId | None:
    found = await read.value(
        UUID,
        "SELECT id FROM responses.comment WHERE author_id = $1 AND client_id = $2",
        author_id,
        client_id,
    )
    return None if found is None else CommentId(found)


async def find_post_of(read: Read, comment_id: UUID) -> UUID | None:
    return await read.value(UUID, "SELECT post_id FROM responses.comment WHERE id = $1", comment_id)


async def lock(tx: Tx, comment_id: UUID) -> HeldComment | None:
    return await tx.row(HeldComment, _LOCK, comment_id)


async def set_content(tx: Tx, comment_id: UUID, content: str) -> None:
    await tx.execute(
        "UPDATE responses.comment SET content = $2, updated_at = $3 WHERE id = $1",
        comment_id,
        content,
        tx.now,
    )


async def mark_deleted(tx: Tx, comment_id: UUID, by: UserId, at: datetime) -> None:
    await tx.execute(
        "UPDATE responses.comment SET deleted_at = $2, deleted_by_id = $3 WHERE id = $1",
        comment_id,
        at,
        by,
    )


async def mark_restored(tx: Tx, comment_id: UUID) -> None:
    await tx.execute(
        "UPDATE responses.comment SET deleted_at = NULL, deleted_by_id = NULL WHERE id = $1",
        comment_id,
    )


async def add_reply(tx: Tx, comment_id: UUID, by: int) -> HeldComment | None:
    """Count a reply that came into sight or went out of it; the comment after that."""
    return await tx.row(HeldComment, _ADD_REPLY, comment_id, by)


async def note_activity(tx: Tx, comment_id: UUID, at: datetime) -> None:
    """All the way up: a thread was answered when anything in it was."""
    await tx.execute(
        """
        WITH RECURSIVE above (id, parent_comment_id) AS (
            SELECT c.id, c.parent_comment_id FROM responses.comment AS c WHERE c.id = $1
            UNION ALL
            SELECT c.id, c.parent_comment_id FROM responses.comment AS c
            JOIN above ON c.id = above.parent_comment_id
        )
        UPDATE responses.comment SET last_activity_at = greatest(last_activity_at, $2)
        WHERE id IN (SELECT id FROM above)
        """,
        comment_id,
        at,
    )


async def add_reactions(tx: Tx, comment_id: UUID, emoji: str, by: int) -> bool:
    """False when there is nothing any more that could be reacted to."""
    changed = await tx.execute(
        """
        UPDATE responses.comment SET reaction_count = reaction_count + $3,
            reactions = CASE
                WHEN coalesce((reactions ->> $2)::integer, 0) + $3 <= 0 THEN reactions - $2
                ELSE reactions || jsonb_build_object(
                    $2::text, coalesce((reactions ->> $2)::integer, 0) + $3)
            END
        WHERE id = $1 AND erased_at IS NULL
        """,
        comment_id,
        emoji,
        by,
    )
    return bool(changed)


async def list_above(read: Read, parent_id: UUID | None) -> list[UUID]:
    """What may count otherwise when a reply comes or goes, the nearest first: the comment that it
    answers, and above each that is deleted the next one, for a husk is seen by its replies alone."""
    if parent_id is None:
        return []
    return await read.values(
        UUID,
        """
        WITH RECURSIVE above (id, parent_comment_id, deleted_at, depth) AS (
            SELECT c.id, c.parent_comment_id, c.deleted_at, c.depth
            FROM responses.comment AS c WHERE c.id = $1
            UNION ALL
            SELECT c.id, c.parent_comment_id, c.deleted_at, c.depth FROM responses.comment AS c
            JOIN above ON c.id = above.parent_comment_id AND above.deleted_at IS NOT NULL
        )
        SELECT id FROM above ORDER BY depth DESC
        """,
        parent_id,
    )


async def count_replies(read: Read, comment_ids: Sequence[UUID]) -> list[ReplyCount]:
    """In the order given; nothing hangs on what is gone."""
    if not comment_ids:
        return []
    return await read.rows(
        ReplyCount,
        """
        SELECT asked.id AS comment_id, coalesce(c.reply_count, 0) AS reply_count
        FROM unnest($1::uuid[]) WITH ORDINALITY AS asked (id, place)
        LEFT JOIN responses.comment AS c ON c.id = asked.id
        ORDER BY asked.place
        """,
        list(comment_ids),
    )
