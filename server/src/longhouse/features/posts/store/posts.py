"""Writing posts, and their counters under the lock of their row."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from longhouse.features.posts.model import Held, PostId, Shared, Visibility
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.ids import UserId

_SHOWING = """
    SELECT id, author_id, section_id, visibility FROM posts.post
    WHERE media_ids @> $1::uuid[] AND media_ids <> '{}' AND deleted_at IS NULL
"""


async def insert(
    tx: Tx,
    *,
    post_id: UUID,
    author_id: UserId,
    section_id: UUID | None,
    kind: str,
    content: str,
    visibility: str,
    client_id: str | None,
    created_at: datetime,
    media_ids: Sequence[UUID] = (),
) -> bool:
    """False when this author has a post with this client id: another request was first."""
    inserted = await tx.execute(
        """
        INSERT INTO posts.post (id, author_id, section_id, kind, content, visibility, client_id,
                                last_activity_at, created_at, media_ids)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9)
        ON CONFLICT (author_id, client_id) WHERE client_id IS NOT NULL DO NOTHING
        """,
        post_id,
        author_id,
        section_id,
        kind,
        content,
        visibility,
        client_id,
        created_at,
        list(media_ids),
    )
    return bool(inserted)


async def find_by_client_id(read: Read, author_id: UserId, client_id: str) -> PostId | None:
    found = await read.value(
        UUID,
        "SELECT id FROM posts.post WHERE author_id = $1 AND client_id = $2",
        author_id,
        client_id,
    )
    return None if found is None else PostId(found)


async def lock(tx: Tx, post_id: UUID) -> Held | None:
    return await tx.row(
        Held,
        """
        SELECT id, author_id, section_id, content, visibility, media_ids, deleted_at, deleted_by_id
        FROM posts.post WHERE id = $1 FOR UPDATE
        """,
        post_id,
    )


async def hold(tx: Tx, post_id: UUID) -> None:
    """Whatever it is: it is not erased before the transaction ends."""
    await tx.execute("SELECT FROM posts.post WHERE id = $1 FOR KEY SHARE", post_id)


async def set_changed(
    tx: Tx,
    post_id: UUID,
    *,
    content: str,
    visibility: str,
    media_ids: Sequence[UUID],
    updated_at: datetime | None,
) -> None:
    """Without `updated_at` the time at which its author last changed what it says stays."""
    await tx.execute(
        """
        UPDATE posts.post SET content = $2, visibility = $3, media_ids = $4,
            updated_at = coalesce($5, updated_at)
        WHERE id = $1
        """,
        post_id,
        content,
        visibility,
        list(media_ids),
        updated_at,
    )


async def list_showing(read: Read, media_id: UUID) -> list[Shared]:
    """The posts in which a file is shown."""
    return await read.rows(Shared, _SHOWING, [media_id])


async def mark_deleted(tx: Tx, post_id: UUID, by: UserId, at: datetime) -> None:
    await tx.execute(
        "UPDATE posts.post SET deleted_at = $2, deleted_by_id = $3 WHERE id = $1",
        post_id,
        at,
        by,
    )


async def mark_restored(tx: Tx, post_id: UUID) -> None:
    await tx.execute(
        "UPDATE posts.post SET deleted_at = NULL, deleted_by_id = NULL WHERE id = $1", post_id
    )


async def remove(tx: Tx, post_id: UUID) -> None:
    """With its links, mentions and tags, which refer to it."""
    await tx.execute("DELETE FROM posts.post WHERE id = $1", post_id)


async def find_shared(read: Read, post_id: UUID) -> Shared | None:
    """A post that is there, for telling about it."""
    return await read.row(
        Shared,
        """
        SELECT id, author_id, section_id, visibility FROM posts.post
        WHERE id = $1 AND deleted_at IS NULL
        """,
        post_id,
    )


async def find_owner_of_private(read: Read, post_id: UUID) -> UserId | None:
    """Whose it is alone; None for a post that others may see too, or for none."""
    found = await read.value(
        UUID,
        "SELECT author_id FROM posts.post WHERE id = $1 AND visibility = 'private'",
        post_id,
    )
    return None if found is None else UserId(found)


async def list_ids_of(
    read: Read, author_id: UserId, visibility: Visibility | None, most: int
) -> list[UUID]:
    return await read.values(
        UUID,
        """
        SELECT id FROM posts.post WHERE author_id = $1 AND ($2::text IS NULL OR visibility = $2)
        ORDER BY id DESC LIMIT $3
        """,
        author_id,
        visibility,
        most,
    )


async def add_comments(tx: Tx, post_id: UUID, by: int) -> int:
    """How many there are after it."""
    counted = await tx.value(
        int,
        """
        UPDATE posts.post SET comment_count = comment_count + $2,
            last_activity_at = CASE WHEN $2 > 0 THEN greatest(last_activity_at, $3)
                                    ELSE last_activity_at END
        WHERE id = $1 RETURNING comment_count
        """,
        post_id,
        by,
        tx.now,
    )
    return counted or 0


async def add_reactions(tx: Tx, post_id: UUID, emoji: str, by: int) -> int:
    """How many of this emoji there are after it."""
    counted = await tx.value(
        int,
        """
        UPDATE posts.post SET reaction_count = reaction_count + $3,
            reactions = CASE
                WHEN coalesce((reactions ->> $2)::integer, 0) + $3 <= 0 THEN reactions - $2
                ELSE reactions || jsonb_build_object(
                    $2::text, coalesce((reactions ->> $2)::integer, 0) + $3)
            END
        WHERE id = $1 RETURNING coalesce((reactions ->> $2)::integer, 0)
        """,
        post_id,
        emoji,
        by,
    )
    return counted or 0


async def get_comment_count(read: Read, post_id: UUID) -> int:
    found = await read.value(int, "SELECT comment_count FROM posts.post WHERE id = $1", post_id)
    return found or 0


async def add_shares(tx: Tx, post_id: UUID, by: int) -> None:
    await tx.execute(
        "UPDATE posts.post SET share_count = share_count + $2 WHERE id = $1", post_id, by
    )


async def add_saves(tx: Tx, post_id: UUID, by: int) -> None:
    await tx.execute(
        "UPDATE posts.post SET save_count = save_count + $2 WHERE id = $1", post_id, by
    )


async def lock_many(tx: Tx, post_ids: Sequence[UUID]) -> None:
    """In one order, whoever asks."""
    await tx.execute(
        "SELECT FROM posts.post WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE", list(post_ids)
    )


async def set_counts(
    tx: Tx,
    post_ids: Sequence[UUID],
    comments: Sequence[int],
    reactions: Sequence[str],
    reaction_counts: Sequence[int],
) -> None:
    """Counts made anew by who keeps the rows; the posts are locked."""
    await tx.execute(
        """
        UPDATE posts.post AS p
        SET comment_count = c.comments, reactions = c.reactions, reaction_count = c.reaction_count
        FROM unnest($1::uuid[], $2::integer[], $3::jsonb[], $4::integer[])
            AS c (id, comments, reactions, reaction_count)
        WHERE p.id = c.id
        """,
        list(post_ids),
        list(comments),
        list(reactions),
        list(reaction_counts),
    )


async def empty_of(tx: Tx, author_id: UserId) -> None:
    """Take out of every post of an erased member what they said; its row keeps its place."""
    await tx.execute(
        """
        DELETE FROM posts.link AS l USING posts.post AS p
        WHERE p.id = l.post_id AND p.author_id = $1
        """,
        author_id,
    )
    await tx.execute("DELETE FROM posts.mention WHERE user_id = $1", author_id)
    await tx.execute("DELETE FROM posts.mark WHERE user_id = $1", author_id)
    await tx.execute(
        """
        DELETE FROM posts.post_tag AS t USING posts.post AS p
        WHERE p.id = t.post_id AND p.author_id = $1
        """,
        author_id,
    )
    await tx.execute(
        """
        UPDATE posts.post SET content = '', client_id = NULL,
            deleted_at = coalesce(deleted_at, $2), deleted_by_id = coalesce(deleted_by_id, $1)
        WHERE author_id = $1
        """,
        author_id,
        tx.now,
    )
