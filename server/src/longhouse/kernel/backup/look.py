"""What a house holds, looked at from outside and without changing anything."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from longhouse.kernel.backup import catalogue
from longhouse.kernel.backup.connect import is_lived_in
from longhouse.kernel.backup.take import list_applied
from longhouse.kernel.migrate import folder, read_migrations

if TYPE_CHECKING:
    import asyncpg

    Connection = asyncpg.Connection[asyncpg.Record]


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    schema: str
    missing: int
    """How many migrations this code would apply."""
    is_lived_in: bool
    rows: Mapping[str, int]
    database_bytes: int


async def look(connection: "Connection", tables: Sequence[str]) -> Seen:
    """Raises BackupError where there is no house, or half a one."""
    applied = await list_applied(connection)
    done = {one.version for one in applied}
    newest = applied[-1]
    return Seen(
        schema=f"{newest.version:04}_{newest.name}",
        missing=sum(one.version not in done for one in read_migrations(folder())),
        is_lived_in=await is_lived_in(connection),
        rows=await catalogue.count_rows(connection, tables),
        database_bytes=await connection.fetchval("SELECT pg_database_size(current_database())"),
    )
