"""Brings the database to the shape that this code knows, under a lock, once.

A migration is a file `NNNN_feature_what.sql`, applied in order, each in its own transaction, and
never edited afterwards. Its first lines may hold `-- serves: NNNN`: the oldest code, named by the
newest migration that it knows, which can still work beside the new schema. Without it a migration
promises to be additive. A process refuses a schema only when it is older than what that schema
serves, so that old and new code run side by side while they are exchanged.
"""

import asyncio
import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

import asyncpg
import msgspec
from pgqueuer.adapters.drivers.asyncpg import AsyncpgDriver

from longhouse.kernel.jobs.queue import queries
from longhouse.kernel.reach import reach

APP_ROLE = "longhouse_app"
RESTORING = "restoring"
# Held by whoever restores, for as long as that takes.
RESTORES = 0x72657374
_LOCK = 0x6C6F6E67
# How long a migration waits for a table at a time, and how often it tries again.
_LOCK_WAIT_MS = 400
_LOCK_PAUSE = 0.3
_LOCK_TRIES = 240
_FILE_NAME = re.compile(r"^(?P<version>\d{4})_(?P<name>[a-z0-9_]+)\.sql$")
_SERVES = re.compile(r"^-- serves: (?P<version>\d{4})$", re.MULTILINE)
_INSERT_ONLY = ("kernel.audit_entry",)


class MigrationError(Exception):
    """The schema and this code do not go together; the message says why and what to do."""


class Migration(msgspec.Struct, frozen=True):
    version: int
    name: str
    sql: str
    checksum: str
    serves: int
    """The oldest code that may still run; 0 for an additive change."""


class Applied(msgspec.Struct, frozen=True):
    version: int
    name: str
    checksum: str
    serves: int


def folder() -> Path:
    """Beside the package once it is installed; beside the sources before."""
    packaged = Path(__file__).parents[1] / "migrations"
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / "migrations"


def read_migrations(where: Path) -> list[Migration]:
    found: list[Migration] = []
    for file in sorted(where.glob("*.sql")):
        match = _FILE_NAME.match(file.name)
        if match is None:
            raise MigrationError(f"{file.name} is not named like 0007_posts_add_tags.sql.")
        sql = file.read_text("utf-8")
        serves = _SERVES.search(sql)
        found.append(
            Migration(
                version=int(match["version"]),
                name=match["name"],
                sql=sql,
                checksum=hashlib.sha256(sql.encode()).hexdigest(),
                serves=int(serves["version"]) if serves else 0,
            )
        )
    versions = [migration.version for migration in found]
    if len(set(versions)) != len(versions):
        raise MigrationError("Two migrations carry the same number. Give the newer one the next.")
    return found


def check_compatible(known: Sequence[Migration], applied: Sequence[Applied]) -> None:
    """Refuse a schema that was edited, or that no longer serves code as old as this."""
    by_version = {migration.version: migration for migration in known}
    newest_known = max(by_version, default=0)
    for row in applied:
        if row.serves > newest_known:
            raise MigrationError(
                f"The database was upgraded to {row.version:04}_{row.name}, which needs a newer "
                "Longhouse than this one. Install the newer version, or restore a backup."
            )
        migration = by_version.get(row.version)
        if migration is not None and migration.checksum != row.checksum:
            raise MigrationError(
                f"Migration {row.version:04}_{row.name} was changed after it had been applied. "
                "Put its file back as it was and write the change as a new migration."
            )
        if migration is None and row.version <= newest_known:
            raise MigrationError(
                f"The database has {row.version:04}_{row.name}, which this code does not know."
            )


async def migrate(
    owner_url: str, known: Sequence[Migration] | None = None, *, while_restoring: bool = False
) -> list[Migration]:
    """Apply what is missing; what was applied. Safe to call from many processes at once."""
    known = read_migrations(folder()) if known is None else known
    connection = await reach(owner_url, {"application_name": "migrate"})
    try:
        await connection.execute("SELECT pg_advisory_lock($1)", _LOCK)
        if not while_restoring and await is_restoring(connection):
            raise MigrationError(
                "A backup was being restored into this house, and that was not finished. Run "
                "`longhouse restore FILE` again; until then the house does not start."
            )
        return await bring_up_to_date(connection, known)
    except asyncpg.InsufficientPrivilegeError as error:
        raise MigrationError(
            f"The user of the database may not do what the house needs: {error.args[0]}. Let that user own "
            f"the database and work as {APP_ROLE}, as docs/guide/running.md says."
        ) from error
    finally:
        await connection.close()


async def bring_up_to_date(
    connection: "asyncpg.Connection[asyncpg.Record]", known: Sequence[Migration]
) -> list[Migration]:
    """The same on a connection of the caller's, and within its transaction if it has one."""
    applied = await _applied(connection)
    check_compatible(known, applied)
    done = {row.version for row in applied}
    missing = [migration for migration in known if migration.version not in done]
    # First of all, for a user who may not do this would leave a house that nobody can enter.
    await _ensure_role(connection)
    for migration in missing:
        await _apply(connection, migration)
    if missing or await _was_broken_off(connection):
        await _install_jobs(connection)
        await _grant(connection)
    return missing


async def is_restoring(connection: "asyncpg.Connection[asyncpg.Record]") -> bool:
    """Whether a restore has begun and not ended; it says so by a schema of that name, and by a word
    on it once what was here before is gone. One that broke off earlier has changed nothing."""
    mark = await connection.fetchval("SELECT to_regnamespace($1)::oid", RESTORING)
    if mark is None:
        return False
    gone = "SELECT obj_description($1, 'pg_namespace') IS NOT NULL"
    return bool(await connection.fetchval(gone, mark)) or await _is_held(connection)


async def _is_held(connection: "asyncpg.Connection[asyncpg.Record]") -> bool:
    """Whether somebody is restoring at this moment."""
    if not await connection.fetchval("SELECT pg_try_advisory_lock_shared($1)", RESTORES):
        return True
    await connection.execute("SELECT pg_advisory_unlock_shared($1)", RESTORES)
    return False


async def _applied(connection: "asyncpg.Connection[asyncpg.Record]") -> list[Applied]:
    await connection.execute(
        """
        CREATE SCHEMA IF NOT EXISTS kernel;
        CREATE TABLE IF NOT EXISTS kernel.migration (
            version integer PRIMARY KEY,
            name text NOT NULL,
            checksum text NOT NULL,
            serves integer NOT NULL,
            applied_at timestamptz NOT NULL DEFAULT now()
        )
        """
    )
    rows = await connection.fetch(
        "SELECT version, name, checksum, serves FROM kernel.migration ORDER BY version LIMIT 10000"
    )
    return [Applied(**row) for row in rows]


async def _apply(connection: "asyncpg.Connection[asyncpg.Record]", migration: Migration) -> None:
    """Who waits for a lock makes everybody wait who comes after, so it waits only for moments."""
    for _ in range(_LOCK_TRIES):
        try:
            await _apply_now(connection, migration)
            return
        except asyncpg.LockNotAvailableError:
            await asyncio.sleep(_LOCK_PAUSE)
    raise MigrationError(
        f"{migration.version:04}_{migration.name} found no moment in which nobody used what it"
        " changes. Please try again when the house is quieter."
    )


async def _apply_now(
    connection: "asyncpg.Connection[asyncpg.Record]", migration: Migration
) -> None:
    async with connection.transaction():
        await connection.execute(f"SET LOCAL lock_timeout = '{_LOCK_WAIT_MS}ms'")
        await connection.execute(migration.sql)
        await connection.execute(
            """
            INSERT INTO kernel.migration (version, name, checksum, serves) VALUES ($1, $2, $3, $4)
            """,
            migration.version,
            migration.name,
            migration.checksum,
            migration.serves,
        )


async def _ensure_role(connection: "asyncpg.Connection[asyncpg.Record]") -> None:
    exists = await connection.fetchval("SELECT 1 FROM pg_roles WHERE rolname = $1", APP_ROLE)
    if not exists:
        await connection.execute(f"CREATE ROLE {APP_ROLE} LOGIN")
    # Whoever was made a member by somebody else may work as the role, and not hand it on.
    if not exists or not await connection.fetchval("SELECT pg_has_role($1::name, 'SET')", APP_ROLE):
        await connection.execute(f"GRANT {APP_ROLE} TO CURRENT_USER")


async def _was_broken_off(connection: "asyncpg.Connection[asyncpg.Record]") -> bool:
    """Whether a process ended between its migrations and what has to follow them."""
    return bool(
        await connection.fetchval(
            r"""
            SELECT to_regclass('jobs.pgqueuer') IS NULL OR EXISTS (
                SELECT FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
                WHERE c.relkind = 'r' AND pg_get_userbyid(c.relowner) = current_user
                  AND n.nspname NOT LIKE 'pg\_%' AND n.nspname NOT IN ('information_schema', 'public')
                  AND NOT (has_schema_privilege($1::name, n.oid, 'USAGE')
                           AND has_table_privilege($1::name, c.oid, 'SELECT')))
            """,
            APP_ROLE,
        )
    )


async def _install_jobs(connection: "asyncpg.Connection[asyncpg.Record]") -> None:
    """PgQueuer keeps its own schema up to date; its tables are not ours to write down."""
    jobs = queries(AsyncpgDriver(connection))
    if await jobs.schema_is_installed():
        await jobs.upgrade()
    else:
        await jobs.install()


async def _grant(connection: "asyncpg.Connection[asyncpg.Record]") -> None:
    """The house runs as a role that may change everything but the log and the schema itself."""
    schemas = [
        record[0]
        for record in await connection.fetch(
            r"""
            SELECT nspname FROM pg_namespace
            WHERE nspname NOT LIKE 'pg\_%' AND nspname NOT IN ('information_schema', 'public')
            ORDER BY nspname LIMIT 1000
            """
        )
    ]
    statements: list[str] = []
    for schema in schemas:
        statements += [
            f"GRANT USAGE ON SCHEMA {schema} TO {APP_ROLE}",
            f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {APP_ROLE}",
            f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {APP_ROLE}",
            f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA {schema} TO {APP_ROLE}",
        ]
    statements += [f"REVOKE UPDATE, DELETE ON {table} FROM {APP_ROLE}" for table in _INSERT_ONLY]
    statements.append(f"REVOKE INSERT, UPDATE, DELETE ON kernel.migration FROM {APP_ROLE}")
    async with connection.transaction():
        for statement in statements:
            await connection.execute(statement)
