"""What hangs on a post or a comment: tags, mentions, links."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from longhouse.features.graph import api as graph
from longhouse.features.posts.model import (
    Attached,
    Mentioned,
    Unfolded,
    Visibility,
    links_in,
    mentions_in,
)
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.ids import UserId, new_id

# An eraser would have to come in between each time.
_MOST_TRIES = 5
_NAMED = """
    SELECT a.id, a.username FROM identity.account AS a
    WHERE lower(a.username) = ANY($1::text[]) AND a.id <> $2
"""
_SEES_AUTHOR = graph.may_see("$2::uuid", "a.id")
_SEES_POST = graph.may_see_shared("$3::uuid", "$4::text", "a.id")
_HERE = "a.approved_at IS NOT NULL AND a.deleted_at IS NULL"
_MAY_BE_NAMED = f"{_NAMED} AND {_HERE} AND {_SEES_AUTHOR} AND {_SEES_POST}"


class KnownLink(msgspec.Struct, frozen=True):
    """A link with what is known of it already."""

    url: str
    metadata: msgspec.Struct | Mapping[str, object] | None
    state: str


class HangsOn(msgspec.Struct, frozen=True, kw_only=True):
    """Where a link stands."""

    post_id: UUID | None
    comment_id: UUID | None


class _Kept(msgspec.Struct, frozen=True):
    url: str
    metadata: str | None
    state: str


class _Attached(msgspec.Struct, frozen=True, kw_only=True):
    comment_id: UUID
    links: str | None
    mentions: str | None


_ON_COMMENTS = """
    SELECT c.id AS comment_id,
           (SELECT json_agg(json_build_object('id', l.id, 'url', l.url, 'metadata', l.metadata)
                            ORDER BY l.position)::text
            FROM posts.link AS l WHERE l.comment_id = c.id) AS links,
           (SELECT json_agg(json_build_object('id', n.id, 'username', n.username)
                            ORDER BY m.id)::text
            FROM posts.mention AS m JOIN identity.account AS n ON n.id = m.user_id
            WHERE m.comment_id = c.id AND
"""
_NAMED_IS_SEEN = graph.may_see("n.id", "$1")
_ATTACHED = f"{_ON_COMMENTS} {_NAMED_IS_SEEN}) AS mentions FROM unnest($2::uuid[]) AS c (id)"


async def find_mentioned(
    read: Read, names: Sequence[str], *, author: UserId, owner: UserId, audience: Visibility
) -> list[Mentioned]:
    """Those of the names who may see what names them: `author` wrote it, in or under a post that
    its `owner` shares with an audience."""
    if not names:
        return []
    return await read.rows(Mentioned, _MAY_BE_NAMED, list(names), author, owner, audience)


async def set_mentions(
    tx: Tx,
    user_ids: Sequence[UserId],
    *,
    post_id: UUID | None = None,
    comment_id: UUID | None = None,
) -> list[UserId]:
    """Make these the mentions of a post or a comment; those that are new."""
    await tx.execute(
        """
        DELETE FROM posts.mention
        WHERE (post_id = $1 OR comment_id = $2) AND user_id <> ALL($3::uuid[])
        """,
        post_id,
        comment_id,
        list(user_ids),
    )
    if not user_ids:
        return []
    added = await tx.values(
        UUID,
        """
        INSERT INTO posts.mention (id, post_id, comment_id, user_id, created_at)
        SELECT m.id, $1::uuid, $2::uuid, m.user_id, $5::timestamptz FROM unnest($3::uuid[], $4::uuid[]) AS m (id, user_id)
        ON CONFLICT DO NOTHING RETURNING user_id
        """,
        post_id,
        comment_id,
        [new_id() for _ in user_ids],
        list(user_ids),
        tx.now,
    )
    return [UserId(user_id) for user_id in added]


async def set_tags(tx: Tx, post_id: UUID, names: Sequence[str]) -> None:
    await tx.execute("DELETE FROM posts.post_tag WHERE post_id = $1", post_id)
    missing = len(names)
    # A tag that is there may be removed with the last post that had it, until it is held.
    for _ in range(_MOST_TRIES):
        if not missing:
            return
        await tx.execute(
            """
            INSERT INTO posts.tag (id, name, created_at)
            SELECT t.id, t.name, $3::timestamptz FROM unnest($1::uuid[], $2::text[]) AS t (id, name)
            ORDER BY t.name
            ON CONFLICT (name) DO NOTHING
            """,
            [new_id() for _ in names],
            list(names),
            tx.now,
        )
        missing -= await tx.execute(
            """
            INSERT INTO posts.post_tag (post_id, tag_id, position)
            SELECT $1::uuid, t.id, array_position($2::text[], t.name)
            FROM posts.tag AS t WHERE t.name = ANY($2::text[]) ORDER BY t.id FOR KEY SHARE OF t
            ON CONFLICT DO NOTHING
            """,
            post_id,
            list(names),
        )


async def change_tags(tx: Tx, post_id: UUID, names: Sequence[str]) -> None:
    """Those that only this post had go when it has them no longer."""
    before = await list_tag_ids(tx, post_id)
    await set_tags(tx, post_id, names)
    left = set(await list_tag_ids(tx, post_id))
    await remove_unused_tags(tx, [tag_id for tag_id in before if tag_id not in left])


async def list_tag_ids(read: Read, post_id: UUID) -> list[UUID]:
    return await read.values(
        UUID, "SELECT tag_id FROM posts.post_tag WHERE post_id = $1 ORDER BY tag_id", post_id
    )


async def remove_unused_tags(tx: Tx, tag_ids: Sequence[UUID]) -> None:
    """Whoever is just using one of them is waited for, and counts."""
    if not tag_ids:
        return
    await tx.execute(
        "SELECT FROM posts.tag WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE", list(tag_ids)
    )
    await tx.execute(
        """
        DELETE FROM posts.tag AS t WHERE t.id = ANY($1::uuid[])
          AND NOT EXISTS (SELECT FROM posts.post_tag AS pt WHERE pt.tag_id = t.id)
        """,
        list(tag_ids),
    )


async def has_links(read: Read, post_id: UUID) -> bool:
    return await read.exists("SELECT true FROM posts.link WHERE post_id = $1 LIMIT 1", post_id)


async def set_links(
    tx: Tx,
    links: Sequence[Unfolded | KnownLink],
    *,
    post_id: UUID | None = None,
    comment_id: UUID | None = None,
    at: datetime | None = None,
) -> None:
    """Of a link that stays, what was known of it stays too where nothing is known of it now: its
    page may be gone today, or the house may look behind no links any more."""
    before = await tx.rows(
        _Kept,
        """
        DELETE FROM posts.link WHERE post_id = $1 OR comment_id = $2
        RETURNING url, metadata::text AS metadata, state
        """,
        post_id,
        comment_id,
    )
    if not links:
        return
    known = {one.url: one for one in before if one.metadata is not None}
    kept = [known.get(link.url) if link.metadata is None else None for link in links]
    await tx.execute(
        """
        INSERT INTO posts.link (id, post_id, comment_id, position, url, metadata, state, created_at)
        SELECT l.id, $1::uuid, $2::uuid, l.position, l.url, l.metadata, l.state, $7::timestamptz
        FROM unnest($3::uuid[], $4::text[], $5::jsonb[], $6::text[])
            WITH ORDINALITY AS l (id, url, metadata, state, position)
        """,
        post_id,
        comment_id,
        [new_id() for _ in links],
        [link.url for link in links],
        [
            old.metadata if old else _json(link.metadata)
            for link, old in zip(links, kept, strict=True)
        ],
        [old.state if old else link.state for link, old in zip(links, kept, strict=True)],
        at or tx.now,
    )


async def detach_from_comments(tx: Tx, comment_ids: Sequence[UUID]) -> None:
    await tx.execute("DELETE FROM posts.link WHERE comment_id = ANY($1::uuid[])", list(comment_ids))
    await tx.execute(
        "DELETE FROM posts.mention WHERE comment_id = ANY($1::uuid[])", list(comment_ids)
    )


async def get_attached_to_comments(
    read: Read, viewer: UserId, comment_ids: Sequence[UUID]
) -> dict[UUID, Attached]:
    """Links, and those of the mentioned whom the viewer may see; nothing for what has neither."""
    rows = await read.rows(_Attached, _ATTACHED, viewer, list(comment_ids))
    return {
        row.comment_id: Attached(links_in(row.links), mentions_in(row.mentions)) for row in rows
    }


async def learn_of_page(
    tx: Tx, url: str, metadata: msgspec.Struct | None, state: str
) -> list[HangsOn]:
    """Put what a page says behind the links that lacked it; what they hang on."""
    return await tx.rows(
        HangsOn,
        """
        UPDATE posts.link SET metadata = $2, state = $3
        WHERE url = $1 AND metadata IS NULL RETURNING post_id, comment_id
        """,
        url,
        _json(metadata),
        state,
    )


def _json(metadata: msgspec.Struct | Mapping[str, object] | None) -> str | None:
    return None if metadata is None else msgspec.json.encode(metadata).decode()
