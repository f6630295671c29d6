"""Accounts as an admin, or their owner, sees them.

The display name, the picture and the language are read from `profiles.profile`, a join that the
manifest declares.
"""

from typing import LiteralString
from uuid import UUID

from longhouse.features.identity.model import MemberRow, Status
from longhouse.kernel.db import Read
from longhouse.kernel.ids import UserId
from longhouse.kernel.patterns import literal

# As they chose, else as their browser wished when they signed in.
_LANGUAGE: LiteralString = "coalesce(nullif(p.settings ->> 'locale', 'auto'), a.language)"

_MEMBER: LiteralString = """
    SELECT a.id, a.username,
           CASE WHEN 'display_name' = ANY(p.open_fields) THEN p.display_name END AS display_name,
           CASE WHEN 'avatar' = ANY(p.open_fields) THEN p.avatar_id END AS avatar_id,
           a.email,
           coalesce(lower(a.confirmed_email) = lower(a.email), false) AS email_confirmed,
           {language} AS language,
           CASE WHEN a.deleted_at IS NOT NULL THEN 'deleted'
                WHEN a.approved_at IS NULL THEN 'pending' ELSE 'active' END AS status,
           a.is_admin,
           EXISTS (SELECT FROM identity.second_factor f
                   WHERE f.account_id = a.id AND f.confirmed_at IS NOT NULL) AS two_factor,
           a.created_at, a.approved_at, a.deleted_at,
           (SELECT max(s.last_seen_at) FROM identity.session s WHERE s.account_id = a.id)
               AS last_seen_at
    FROM identity.account a
    LEFT JOIN profiles.profile p ON p.user_id = a.id
""".replace("{language}", _LANGUAGE)

_LANGUAGE_OF: LiteralString = """
    SELECT {language} FROM identity.account a
    LEFT JOIN profiles.profile p ON p.user_id = a.id
    WHERE a.id = $1
""".replace("{language}", _LANGUAGE)

# One statement for each status, so that each can use its own index and its own order.
_FILTER: dict[Status, LiteralString] = {
    "pending": "a.approved_at IS NULL",
    "active": "a.approved_at IS NOT NULL AND a.deleted_at IS NULL",
    "deleted": "a.deleted_at IS NOT NULL AND a.erased_at IS NULL",
}

_MATCHES: LiteralString = """
    ($1::text IS NULL
     OR a.username ILIKE $1 ESCAPE '\\'
     OR a.email ILIKE $1 ESCAPE '\\'
     OR ('display_name' = ANY(p.open_fields) AND p.display_name ILIKE $1 ESCAPE '\\'))
"""

_OLDEST_FIRST = "AND ($2::uuid IS NULL OR a.id > $2) ORDER BY a.id LIMIT $3"
_NEWEST_FIRST = "AND ($2::uuid IS NULL OR a.id < $2) ORDER BY a.id DESC LIMIT $3"

_LIST: dict[Status, LiteralString] = {
    "pending": f"{_MEMBER} WHERE {_FILTER['pending']} AND {_MATCHES} {_OLDEST_FIRST}",
    "active": f"{_MEMBER} WHERE {_FILTER['active']} AND {_MATCHES} {_NEWEST_FIRST}",
    "deleted": f"{_MEMBER} WHERE {_FILTER['deleted']} AND {_MATCHES} {_NEWEST_FIRST}",
}


async def find(read: Read, user_id: UserId) -> MemberRow | None:
    return await read.row(MemberRow, f"{_MEMBER} WHERE a.id = $1 AND a.erased_at IS NULL", user_id)


async def list_members(
    read: Read, status: Status, query: str | None, after: UUID | None, most: int
) -> list[MemberRow]:
    """Who waits longest comes first; of the others, who came last."""
    return await read.rows(MemberRow, _LIST[status], _pattern(query), after, most)


async def find_language(read: Read, user_id: UserId) -> str | None:
    return await read.value(str, _LANGUAGE_OF, user_id)


async def count_pending(read: Read) -> int:
    found = await read.value(int, "SELECT count(*) FROM identity.account WHERE approved_at IS NULL")
    return found or 0


async def list_admins(read: Read) -> list[str]:
    """By name; no house has more of them than can be read."""
    return await read.values(
        str,
        """
        SELECT username FROM identity.account WHERE is_admin AND deleted_at IS NULL
        ORDER BY lower(username) LIMIT 100
        """,
    )


def _pattern(query: str | None) -> str | None:
    if query is None or not query.strip():
        return None
    return f"%{literal(query.strip())}%"
