"""What was written, for whoever makes something of all of it: nobody's eyes, and nothing to show."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from longhouse.kernel.db import Read
from longhouse.kernel.ids import UserId


class WrittenComment(msgspec.Struct, frozen=True, kw_only=True):
    id: UUID
    post_id: UUID
    author_id: UserId
    content: str
    created_at: datetime
    deleted_at: datetime | None


async def get_written(read: Read, comment_ids: Sequence[UUID]) -> dict[UUID, WrittenComment]:
    found = await read.rows(
        WrittenComment,
        """
        SELECT id, post_id, author_id, content, created_at, deleted_at
        FROM responses.comment WHERE id = ANY($1::uuid[])
        """,
        list(comment_ids),
    )
    return {comment.id: comment for comment in found}


async def list_ids_after(read: Read, after: UUID, most: int) -> list[UUID]:
    """In the order of writing."""
    return await read.values(
        UUID, "SELECT id FROM responses.comment WHERE id > $1 ORDER BY id LIMIT $2", after, most
    )


async def count_all(read: Read) -> int:
    return await read.value(int, "SELECT count(*) FROM responses.comment") or 0
