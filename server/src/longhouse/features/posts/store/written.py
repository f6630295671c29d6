"""What was written, for whoever makes something of all of it: nobody's eyes, and nothing to show."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from longhouse.kernel.db import Read
from longhouse.kernel.ids import UserId


class WrittenPost(msgspec.Struct, frozen=True, kw_only=True):
    id: UUID
    author_id: UserId
    section_id: UUID | None
    content: str
    created_at: datetime
    deleted_at: datetime | None


class _Link(msgspec.Struct, frozen=True, kw_only=True):
    id: UUID
    post_id: UUID | None
    comment_id: UUID | None
    url: str
    metadata: str


class WrittenLink(msgspec.Struct, frozen=True, kw_only=True):
    """A link of which it is known what its page says; it stands in a post or in a comment."""

    id: UUID
    post_id: UUID | None
    comment_id: UUID | None
    url: str
    metadata: dict[str, Any]


async def get_written(read: Read, post_ids: Sequence[UUID]) -> dict[UUID, WrittenPost]:
    found = await read.rows(
        WrittenPost,
        """
        SELECT id, author_id, section_id, content, created_at, deleted_at
        FROM posts.post WHERE id = ANY($1::uuid[])
        """,
        list(post_ids),
    )
    return {post.id: post for post in found}


async def list_ids_after(read: Read, after: UUID, most: int) -> list[UUID]:
    """In the order of publishing."""
    return await read.values(
        UUID, "SELECT id FROM posts.post WHERE id > $1 ORDER BY id LIMIT $2", after, most
    )


async def count_all(read: Read) -> int:
    return await read.value(int, "SELECT count(*) FROM posts.post") or 0


async def list_links_in(
    read: Read, *, post_ids: Sequence[UUID] = (), comment_ids: Sequence[UUID] = ()
) -> list[WrittenLink]:
    found = await read.rows(
        _Link,
        """
        SELECT id, post_id, comment_id, url, metadata::text AS metadata FROM posts.link
        WHERE metadata IS NOT NULL
          AND (post_id = ANY($1::uuid[]) OR comment_id = ANY($2::uuid[]))
        ORDER BY position
        """,
        list(post_ids),
        list(comment_ids),
    )
    return [_with_metadata(link) for link in found]


async def get_links(read: Read, link_ids: Sequence[UUID]) -> dict[UUID, WrittenLink]:
    found = await read.rows(
        _Link,
        """
        SELECT id, post_id, comment_id, url, metadata::text AS metadata FROM posts.link
        WHERE id = ANY($1::uuid[]) AND metadata IS NOT NULL
        """,
        list(link_ids),
    )
    return {link.id: _with_metadata(link) for link in found}


def _with_metadata(link: _Link) -> WrittenLink:
    return WrittenLink(
        id=link.id,
        post_id=link.post_id,
        comment_id=link.comment_id,
        url=link.url,
        metadata=_metadata.decode(link.metadata),
    )


_metadata = msgspec.json.Decoder(dict[str, Any])
