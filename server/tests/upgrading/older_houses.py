"""Houses as older code left them: rows in text files, in the form that COPY writes.

`rows/0110.sql` holds what stood in the tables when 0110 was the newest migration. A file with a
higher number brings what members said until the next migration came.
"""

import io
import re
from collections.abc import Sequence
from pathlib import Path

import asyncpg

from longhouse.kernel.migrate import Migration, bring_up_to_date

_ROWS = Path(__file__).parent / "rows"
_COPY = re.compile(
    r"^COPY (\S+)\.(\S+) \(([^)]*)\) FROM stdin;\n(.*?)^\\\.\n", re.MULTILINE | re.DOTALL
)
_TOUCHES = re.compile(r"\b(?:ALTER TABLE|UPDATE|DELETE FROM|INSERT INTO) ([a-z]+\.[a-z_]+)")


async def bring_along(url: str, known: Sequence[Migration]) -> list[str]:
    """Fill an empty database as it was, and migrate it to the newest. The answer names each
    migration with the tables that it changes, and in which it met no row."""
    files = {int(file.stem): file.read_text("utf-8") for file in _ROWS.glob("*.sql")}
    first = min(files)
    untried: list[str] = []
    connection = await asyncpg.connect(url)
    try:
        for number, migration in enumerate(known, 1):
            if migration.version < first:
                continue
            if migration.version > first:
                untried += await _untried(connection, migration)
            await bring_up_to_date(connection, known[:number])
            if migration.version in files:
                await _fill(connection, files[migration.version])
    finally:
        await connection.close()
    return untried


async def _untried(
    connection: "asyncpg.Connection[asyncpg.Record]", migration: Migration
) -> list[str]:
    empty: list[str] = []
    for table in sorted(set(_TOUCHES.findall(migration.sql))):
        # What the migration makes itself is not there yet.
        if not await connection.fetchval("SELECT to_regclass($1)", table):
            continue
        if not await connection.fetchval(f"SELECT EXISTS (SELECT FROM {table})"):
            empty.append(f"{migration.version:04}_{migration.name}: {table}")
    return empty


async def _fill(connection: "asyncpg.Connection[asyncpg.Record]", text: str) -> None:
    async with connection.transaction():
        # Rows come in the order of their tables' names, and some stand where migrations put others.
        await connection.execute("SET LOCAL session_replication_role = replica")
        for schema, table, columns, rows in _COPY.findall(text):
            await connection.execute(f"DELETE FROM {schema}.{table}")
            await connection.copy_to_table(
                table,
                schema_name=schema,
                columns=columns.split(", "),
                source=io.BytesIO(rows.encode()),
            )
        await connection.execute(_COPY.sub("", text))
