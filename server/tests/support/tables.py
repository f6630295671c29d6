"""What is in the tables of a house, so that a test can say that nothing has changed."""

import asyncpg

from support.waiting import until

# The queue's own bookkeeping: when schedules were last looked at, and what it has done.
_RESTLESS = frozenset(
    {
        "jobs.pgqueuer_schedules",
        "jobs.pgqueuer_log",
        "jobs.pgqueuer_statistics",
        # The same cities in every house, unpacked when the first one is looked up.
        "profiles.place",
        "profiles.place_name",
    }
)


async def checksums(database_url: str) -> dict[str, str]:
    """One checksum for each table, once everything that was under way has been done."""
    connection = await asyncpg.connect(database_url)
    try:
        await until(lambda: _is_quiet(connection))
        return {table: await _checksum(connection, table) for table in await _tables(connection)}
    finally:
        await connection.close()


async def _is_quiet(connection: "asyncpg.Connection[asyncpg.Record]") -> bool:
    waiting = await connection.fetchval(
        "SELECT (SELECT count(*) FROM kernel.outbox WHERE relayed_at IS NULL)"
        " + (SELECT count(*) FROM jobs.pgqueuer)"
    )
    return waiting == 0


async def _tables(connection: "asyncpg.Connection[asyncpg.Record]") -> list[str]:
    rows = await connection.fetch(
        "SELECT schemaname || '.' || tablename AS name FROM pg_tables"
        " WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1"
    )
    return [row["name"] for row in rows if row["name"] not in _RESTLESS]


async def _checksum(connection: "asyncpg.Connection[asyncpg.Record]", table: str) -> str:
    return await connection.fetchval(
        f"SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM {table} AS t"
    )
