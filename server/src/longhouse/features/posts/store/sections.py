"""Sections, and how far members have read in them."""

from uuid import UUID

from longhouse.features.posts.model import Section, SectionSeen
from longhouse.features.posts.store.visibility import may_see
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.ids import UserId

_WITH_UNREAD = """
    SELECT s.id, s.name, s.type, EXISTS (
        SELECT FROM posts.post AS p
        WHERE p.section_id = s.id AND p.author_id <> $1
          AND p.id > coalesce(
              (SELECT m.post_id FROM posts.mark AS m
               WHERE m.user_id = $1 AND m.section_id = s.id),
              '00000000-0000-0000-0000-000000000000'::uuid)
"""
_MAY_SEE = may_see("p", "$1")
_LIST = f"{_WITH_UNREAD} AND {_MAY_SEE}) AS unread FROM posts.section AS s ORDER BY s.position"
_FIND = f"{_WITH_UNREAD} AND {_MAY_SEE}) AS unread FROM posts.section AS s WHERE s.id = $2"


async def list_seen(read: Read, viewer: UserId) -> list[SectionSeen]:
    return await read.rows(SectionSeen, _LIST, viewer)


async def find_seen(read: Read, viewer: UserId, section_id: UUID) -> SectionSeen | None:
    return await read.row(SectionSeen, _FIND, viewer, section_id)


async def find(read: Read, section_id: UUID) -> Section | None:
    return await read.row(
        Section, "SELECT id, name, type FROM posts.section WHERE id = $1", section_id
    )


async def list_all(read: Read) -> list[Section]:
    return await read.rows(Section, "SELECT id, name, type FROM posts.section ORDER BY position")


async def lock_all(tx: Tx) -> list[Section]:
    """Names are given one at a time. Publishing goes on: it only needs sections to be there."""
    return await tx.rows(
        Section, "SELECT id, name, type FROM posts.section ORDER BY id FOR NO KEY UPDATE"
    )


async def rename(tx: Tx, section_id: UUID, name: str) -> None:
    await tx.execute("UPDATE posts.section SET name = $2 WHERE id = $1", section_id, name)


async def mark_read(tx: Tx, user_id: UserId, section_id: UUID) -> bool:
    """Up to the newest post of the section; a mark never goes back. False where it was there."""
    moved = await tx.execute(
        """
        INSERT INTO posts.mark AS m (user_id, section_id, post_id)
        SELECT $1, $2, p.id FROM posts.post AS p
        WHERE p.section_id = $2 AND p.deleted_at IS NULL ORDER BY p.id DESC LIMIT 1
        ON CONFLICT (user_id, section_id) DO UPDATE SET post_id = excluded.post_id
        WHERE m.post_id < excluded.post_id
        """,
        user_id,
        section_id,
    )
    return bool(moved)
