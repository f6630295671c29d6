"""Looks once at what the queue's tables are made of.

Whenever a process begins to take jobs, PgQueuer asks thirteen times whether they are as it needs
them, of views that are slow to answer. PostgreSQL's own tables tell all of it in one statement.
"""

import asyncio
from functools import cached_property
from typing import NamedTuple, cast

from pgqueuer.adapters.persistence.queries import Queries

_PARTS = """
SELECT 'column' AS kind, t.relname AS of_table, a.attname AS name
FROM pg_catalog.pg_class AS t
JOIN pg_catalog.pg_attribute AS a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE t.relkind IN ('r', 'p') AND t.relnamespace = to_regnamespace($1)
UNION ALL
SELECT 'index', t.relname, i.relname
FROM pg_catalog.pg_class AS t
JOIN pg_catalog.pg_index AS x ON x.indrelid = t.oid
JOIN pg_catalog.pg_class AS i ON i.oid = x.indexrelid
WHERE t.relkind IN ('r', 'p') AND t.relnamespace = to_regnamespace($1)
"""


class _Part(NamedTuple):
    kind: str
    of_table: str
    name: str


class StructuredQueries(Queries):
    """Remembers what it saw, so each is good for one start of the queue."""

    _seen: frozenset[_Part] | None = None

    async def has_table(self, table: str) -> bool:
        return any(part.of_table == table for part in await self._look())

    async def table_has_column(self, table: str, column: str) -> bool:
        return _Part("column", table, column) in await self._look()

    async def table_has_index(self, table: str, index: str) -> bool:
        return _Part("index", table, index) in await self._look()

    async def _look(self) -> frozenset[_Part]:
        # Jobs and schedules are taken by two tasks, which begin at the same moment.
        async with self._looking:
            if self._seen is None:
                rows = await self.driver.fetch(_PARTS, self.qbe.settings.db_schema)
                self._seen = frozenset(
                    _Part(*(cast("str", row[name]) for name in _Part._fields)) for row in rows
                )
            return self._seen

    @cached_property
    def _looking(self) -> asyncio.Lock:
        return asyncio.Lock()
