"""Taking away for good what was said and done."""

from collections.abc import Sequence
from uuid import UUID

from longhouse.kernel.db import Read, Tx
from longhouse.kernel.ids import UserId


async def has_replies(read: Read, comment_id: UUID) -> bool:
    """Deleted ones count: they could come back."""
    return await read.exists(
        "SELECT true FROM responses.comment WHERE parent_comment_id = $1 LIMIT 1", comment_id
    )


async def remove(tx: Tx, comment_id: UUID) -> None:
    await tx.execute("DELETE FROM responses.comment WHERE id = $1", comment_id)


async def empty(tx: Tx, comment_id: UUID, by: UserId) -> None:
    """The row keeps its place in the thread, and nothing else."""
    await tx.execute(
        """
        UPDATE responses.comment SET content = '', client_id = NULL, updated_at = NULL,
            deleted_at = coalesce(deleted_at, $2), deleted_by_id = coalesce(deleted_by_id, $3),
            erased_at = $2
        WHERE id = $1
        """,
        comment_id,
        tx.now,
        by,
    )


async def remove_husks_above(tx: Tx, parent_id: UUID | None) -> None:
    """What was kept only for the replies below it goes with the last of them, and so on up."""
    while parent_id is not None:
        parent_id = await tx.value(
            UUID,
            """
            DELETE FROM responses.comment AS c WHERE c.id = $1 AND c.erased_at IS NOT NULL
              AND NOT EXISTS (SELECT FROM responses.comment AS r WHERE r.parent_comment_id = c.id)
            RETURNING c.parent_comment_id
            """,
            parent_id,
        )


async def remove_reactions(tx: Tx, comment_ids: Sequence[UUID]) -> None:
    """Those that were taken back have an index of their own."""
    await tx.execute(
        """
        DELETE FROM responses.reaction
        WHERE comment_id = ANY($1::uuid[]) AND deleted_at IS NULL
        """,
        list(comment_ids),
    )
    await tx.execute(
        """
        DELETE FROM responses.reaction
        WHERE comment_id = ANY($1::uuid[]) AND deleted_at IS NOT NULL
        """,
        list(comment_ids),
    )


async def remove_under(tx: Tx, post_id: UUID) -> Sequence[UUID]:
    """Everything about a post; the comments that there were. Nobody else can come to it any more.

    The comments go first: whoever is just changing one of them is waited for, so that what they
    attach to it is seen by the statements that follow.
    """
    comment_ids = await tx.values(
        UUID, "DELETE FROM responses.comment WHERE post_id = $1 RETURNING id", post_id
    )
    await remove_reactions(tx, comment_ids)
    await tx.execute(
        "DELETE FROM responses.reaction WHERE post_id = $1 AND deleted_at IS NULL", post_id
    )
    await tx.execute(
        "DELETE FROM responses.reaction WHERE post_id = $1 AND deleted_at IS NOT NULL", post_id
    )
    await tx.execute("DELETE FROM responses.save WHERE post_id = $1", post_id)
    await tx.execute("DELETE FROM responses.share WHERE post_id = $1", post_id)
    return comment_ids
