"""What was deleted, the latest first. Of erased members nothing is left to be looked at."""

from collections.abc import Mapping
from datetime import datetime
from typing import LiteralString
from uuid import UUID

from longhouse.features.moderation.model import Deletion, Kind
from longhouse.kernel.db import Read
from longhouse.kernel.ids import UserId
from longhouse.kernel.paging import PlaceInTime, behind
from longhouse.kernel.patterns import literal

_PEOPLE = """
    JOIN identity.account AS a ON a.id = d.author_id AND a.erased_at IS NULL
    LEFT JOIN identity.account AS b ON b.id = d.deleted_by_id AND b.erased_at IS NULL
"""
_POST = """
    SELECT 'post' AS kind, d.id, d.id AS post_id, d.author_id, d.deleted_at, d.deleted_by_id,
           b.username AS deleted_by, a.deleted_at IS NULL AS author_is_here
    FROM posts.post AS d
"""
_COMMENT = """
    SELECT 'comment' AS kind, d.id, d.post_id, d.author_id, d.deleted_at, d.deleted_by_id,
           b.username AS deleted_by, a.deleted_at IS NULL AS author_is_here
    FROM responses.comment AS d
"""
# How many is written into the statement, so that one plan serves every execution of it.
_NEXT = """
    AND (d.deleted_at, d.id) < (coalesce($1, 'infinity'::timestamptz), $2)
    AND ($3::text IS NULL OR d.content ILIKE $3 ESCAPE '\\')
    ORDER BY d.deleted_at DESC, d.id DESC LIMIT 101
"""
_BY_SELF = "AND d.author_id = $4 AND d.deleted_by_id = $4 AND d.deleted_at >= $5"
_POSTS = f"{_POST} {_PEOPLE} WHERE d.deleted_at IS NOT NULL"
_COMMENTS = f"{_COMMENT} {_PEOPLE} WHERE d.deleted_at IS NOT NULL AND d.erased_at IS NULL"
DELETED: Mapping[Kind, LiteralString] = {
    "post": f"{_POSTS} {_NEXT}",
    "comment": f"{_COMMENTS} {_NEXT}",
}
DELETED_OF: Mapping[Kind, LiteralString] = {
    "post": f"{_POSTS} AND d.author_id = $4 {_NEXT}",
    "comment": f"{_COMMENTS} AND d.author_id = $4 {_NEXT}",
}
# What somebody deleted themselves, since a moment.
OWN: Mapping[Kind, LiteralString] = {
    "post": f"{_POSTS} {_BY_SELF} {_NEXT}",
    "comment": f"{_COMMENTS} {_BY_SELF} {_NEXT}",
}


async def list_own(
    read: Read, kind: Kind, author: UserId, since: datetime, after: PlaceInTime | None, most: int
) -> list[Deletion]:
    found = await read.rows(Deletion, OWN[kind], *behind(after), None, author, since)
    return found[:most]


async def list_deleted(
    read: Read,
    kind: Kind,
    words: str | None,
    author: UserId | None,
    after: PlaceInTime | None,
    most: int,
) -> list[Deletion]:
    """`words` is a piece of the text."""
    pattern = None if words is None else f"%{literal(words)}%"
    if author is None:
        found = await read.rows(Deletion, DELETED[kind], *behind(after), pattern)
    else:
        found = await read.rows(Deletion, DELETED_OF[kind], *behind(after), pattern, author)
    return found[:most]


async def find_author(read: Read, username: str) -> UserId | None:
    """Also one whose account was deleted: what they wrote may be looked for just then."""
    found = await read.value(
        UUID,
        """
        SELECT id FROM identity.account
        WHERE lower(username) = lower($1) AND approved_at IS NOT NULL AND erased_at IS NULL
        """,
        username,
    )
    return None if found is None else UserId(found)
