"""A connection that need not ask what PostgreSQL's own types are.

asyncpg knows the plain types and asks about every other, arrays of the plain ones too, on each
connection anew. The answer takes the database longer than most statements do, and whoever waits
for one of the first statements of a new connection waits for that as well. For what PostgreSQL
brings along it is the same on every connection, so each process asks once.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import asyncpg

if TYPE_CHECKING:
    _Asking = asyncpg.Connection[asyncpg.Record]
else:
    _Asking = asyncpg.Connection

# Below it a number means the same type in every database.
_FIRST_OF_OTHERS = 10_000
_known: dict[frozenset[int], Sequence[asyncpg.Record]] = {}


class _NotAsked(NamedTuple):
    """Stands for the statement that would have asked; a named one disturbs no other."""

    name: str = "not asked"


class Connection(_Asking):
    async def _introspect_types(
        self, typeoids: Iterable[int], timeout: float | None
    ) -> tuple[Sequence[asyncpg.Record], Any]:
        wanted = frozenset(typeoids)
        known = _known.get(wanted)
        if known is not None:
            return known, _NotAsked()
        found, statement = await cast("Any", super())._introspect_types(wanted, timeout)
        if max(wanted) < _FIRST_OF_OTHERS:
            _known[wanted] = found
        return found, statement
