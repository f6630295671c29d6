"""What PostgreSQL's own catalogue says of our tables. Statements that name them are made by the
server, which quotes the names."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from longhouse.kernel.backup.manifest import SequenceOf, TableOf
from longhouse.kernel.jobs.queue import BOOKKEEPING, OF_A_PROCESS, SCHEMA
from longhouse.kernel.migrate import Migration

if TYPE_CHECKING:
    import asyncpg

    Connection = asyncpg.Connection[asyncpg.Record]

_CREATES = re.compile(r"^CREATE SCHEMA (?:IF NOT EXISTS )?(\w+);", re.MULTILINE)


class Sized(NamedTuple):
    table: TableOf
    size: int
    """About how many bytes it takes in the server, for a person who waits."""


def our_schemas(known: Sequence[Migration]) -> list[str]:
    """What belongs to a house. In a database that is shared, nothing else is touched."""
    made = {name for migration in known for name in _CREATES.findall(migration.sql)}
    return sorted(made | {"kernel", SCHEMA})


async def list_tables(connection: "Connection", schemas: Sequence[str]) -> list[Sized]:
    """A table in parts counts as one. What the queue writes down about its own work stays out."""
    rows = await connection.fetch(
        """
        SELECT n.nspname AS schema, c.relname AS name, pg_table_size(c.oid) AS size,
               array(SELECT a.attname::text FROM pg_attribute AS a
                     WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                       AND a.attgenerated = '' ORDER BY a.attnum) AS columns
        FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
        WHERE n.nspname = ANY($1::text[]) AND c.relkind IN ('r', 'p') AND NOT c.relispartition
          AND n.nspname || '.' || c.relname <> ALL($2::text[])
        ORDER BY n.nspname, c.relname LIMIT 10000
        """,
        list(schemas),
        list(BOOKKEEPING),
    )
    return [
        Sized(
            TableOf(
                row["schema"],
                row["name"],
                [c for c in row["columns"] if row["schema"] != SCHEMA or c not in OF_A_PROCESS],
            ),
            row["size"],
        )
        for row in rows
    ]


async def list_sequences(connection: "Connection", schemas: Sequence[str]) -> list[SequenceOf]:
    rows = await connection.fetch(
        """
        SELECT format('%I.%I', schemaname, sequencename) AS name, last_value FROM pg_sequences
        WHERE schemaname = ANY($1::text[]) AND last_value IS NOT NULL
        ORDER BY 1 LIMIT 10000
        """,
        list(schemas),
    )
    return [SequenceOf(row["name"], row["last_value"]) for row in rows]


async def hold_shape(connection: "Connection", schemas: Sequence[str]) -> None:
    """Until the end of the transaction no table is changed in its shape."""
    statement = await connection.fetchval(
        """
        SELECT 'LOCK TABLE ' || string_agg(format('%I.%I', n.nspname, c.relname), ', ')
               || ' IN ACCESS SHARE MODE'
        FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
        WHERE n.nspname = ANY($1::text[]) AND c.relkind IN ('r', 'p')
        """,
        list(schemas),
    )
    if statement is not None:
        await connection.execute(statement)


async def drop_everything(connection: "Connection", schemas: Sequence[str]) -> None:
    await _run_each(
        connection,
        await connection.fetch(
            """
            SELECT format('DROP SCHEMA %I CASCADE', nspname) FROM pg_namespace
            WHERE nspname = ANY($1::text[]) LIMIT 1000
            """,
            list(schemas),
        ),
    )


async def empty_all(connection: "Connection", schemas: Sequence[str]) -> None:
    """Take out what the migrations put in; the backup has all of it."""
    await _run_each(
        connection,
        await connection.fetch(
            """
            SELECT format('ALTER TABLE %I.%I DISABLE TRIGGER USER', n.nspname, c.relname)
            FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
            WHERE n.nspname = ANY($1::text[]) AND c.relkind IN ('r', 'p') LIMIT 10000
            """,
            list(schemas),
        ),
    )
    statement = await connection.fetchval(
        """
        SELECT 'TRUNCATE ' || string_agg(format('%I.%I', n.nspname, c.relname), ', ')
        FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
        WHERE n.nspname = ANY($1::text[]) AND c.relkind IN ('r', 'p') AND NOT c.relispartition
        """,
        list(schemas),
    )
    if statement is not None:
        await connection.execute(statement)


async def take_off_indexes(connection: "Connection", schemas: Sequence[str]) -> list[str]:
    """Drop what is quicker to make at the end, and what would ask for an order among the tables;
    the statements that make it again, foreign keys last."""
    indexes = await connection.fetch(
        """
        SELECT format('DROP INDEX %I.%I', n.nspname, c.relname) AS drop,
               pg_get_indexdef(i.indexrelid) AS make
        FROM pg_index AS i
        JOIN pg_class AS c ON c.oid = i.indexrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace
        WHERE n.nspname = ANY($1::text[]) AND NOT c.relispartition
          AND NOT EXISTS (SELECT FROM pg_constraint AS k WHERE k.conindid = i.indexrelid)
        ORDER BY n.nspname, c.relname LIMIT 10000
        """,
        list(schemas),
    )
    keys = await connection.fetch(
        """
        SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', k.conrelid::regclass, k.conname) AS drop,
               format('ALTER TABLE %s ADD CONSTRAINT %I %s', k.conrelid::regclass, k.conname,
                      pg_get_constraintdef(k.oid)) AS make
        FROM pg_constraint AS k JOIN pg_namespace AS n ON n.oid = k.connamespace
        WHERE n.nspname = ANY($1::text[]) AND k.contype = 'f' AND k.conparentid = 0
        ORDER BY 1 LIMIT 10000
        """,
        list(schemas),
    )
    for row in [*keys, *indexes]:
        await connection.execute(row["drop"])
    return [row["make"] for row in [*indexes, *keys]]


async def let_triggers_act(connection: "Connection", schemas: Sequence[str]) -> None:
    await _run_each(
        connection,
        await connection.fetch(
            """
            SELECT format('ALTER TABLE %I.%I ENABLE TRIGGER USER', n.nspname, c.relname)
            FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
            WHERE n.nspname = ANY($1::text[]) AND c.relkind IN ('r', 'p') LIMIT 10000
            """,
            list(schemas),
        ),
    )


async def set_sequences(connection: "Connection", sequences: Sequence[SequenceOf]) -> None:
    """One that is there no more is left alone."""
    for one in sequences:
        await connection.execute("SELECT setval(to_regclass($1), $2)", one.name, one.last_value)


async def count_rows(connection: "Connection", tables: Sequence[str]) -> dict[str, int]:
    """Of tables that may not be there."""
    await connection.execute(
        """
        CREATE OR REPLACE FUNCTION pg_temp.count_rows(wanted regclass) RETURNS bigint
        LANGUAGE plpgsql STRICT AS $$
        DECLARE counted bigint;
        BEGIN
            EXECUTE format('SELECT count(*) FROM %s', wanted) INTO counted;
            RETURN counted;
        END $$
        """
    )
    rows = await connection.fetch(
        """
        SELECT name, coalesce(pg_temp.count_rows(to_regclass(name)), 0) AS counted
        FROM unnest($1::text[]) AS name
        """,
        list(tables),
    )
    return {row["name"]: row["counted"] for row in rows}


async def _run_each(connection: "Connection", statements: Sequence["asyncpg.Record"]) -> None:
    for statement in statements:
        await connection.execute(statement[0])
