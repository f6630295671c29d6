"""Finding people by the beginning of their name."""

from uuid import UUID

import msgspec

from longhouse.features.graph import api as graph
from longhouse.kernel.db import Read
from longhouse.kernel.ids import UserId
from longhouse.kernel.patterns import literal

_MOST = 10
_LONGEST_PREFIX = 48
_FACE = graph.face("f", "$1")
_SHOWS_NAME = graph.shows("f", "display_name", "$1")
_BEGINS = f"""
    SELECT a.id, a.username, {_FACE}
    FROM identity.account AS a
    LEFT JOIN profiles.profile AS f ON f.user_id = a.id
    WHERE (a.username ILIKE $2 ESCAPE '\\' OR (f.display_name ILIKE $2 ESCAPE '\\' AND {_SHOWS_NAME}))
      AND a.id <> $1
"""  # noqa: S608 -- constants alone
_MAY_SEE = graph.may_see("a.id", "$1")
_LOOK_UP = f"{_BEGINS} AND {_MAY_SEE} ORDER BY lower(a.username) LIMIT $3"


class Named(msgspec.Struct, frozen=True, kw_only=True):
    id: UserId
    username: str
    display_name: str | None
    avatar_id: UUID | None


async def look_up(read: Read, viewer: UserId, prefix: str) -> list[Named]:
    if not prefix or len(prefix) > _LONGEST_PREFIX:
        return []
    return await read.rows(Named, _LOOK_UP, viewer, f"{literal(prefix)}%", _MOST)
