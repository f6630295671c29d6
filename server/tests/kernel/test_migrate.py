import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from longhouse.kernel.migrate import (
    APP_ROLE,
    Applied,
    Migration,
    MigrationError,
    check_compatible,
    folder,
    migrate,
    read_migrations,
)
from support.postgres import Postgres
from support.waiting import until


@pytest.fixture
async def empty_url(postgres: Postgres) -> AsyncIterator[str]:
    async with postgres.copy("template0") as url:
        yield url


def write(where: Path, name: str, sql: str) -> None:
    (where / name).write_text(sql)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder of migrations that begins as ours does."""
    shutil.copy(folder() / "0001_kernel.sql", tmp_path)
    return tmp_path


async def tables(url: str) -> set[str]:
    connection = await asyncpg.connect(url)
    try:
        rows = await connection.fetch(
            "SELECT table_schema || '.' || table_name AS name FROM information_schema.tables "
            "WHERE table_schema NOT IN ('pg_catalog', 'information_schema')"
        )
        return {row["name"] for row in rows}
    finally:
        await connection.close()


async def test_a_fresh_database_gets_every_table_once(empty_url: str) -> None:
    applied = await migrate(empty_url)
    assert applied[0].name == "kernel"
    assert {"kernel.outbox", "kernel.audit_entry", "identity.account"} <= await tables(empty_url)
    assert await migrate(empty_url) == []


async def test_many_processes_that_start_at_once_migrate_once(empty_url: str) -> None:
    outcomes = await asyncio.gather(*(migrate(empty_url) for _ in range(4)))
    assert sorted(len(applied) for applied in outcomes)[:3] == [0, 0, 0]


async def test_what_follows_the_migrations_is_done_later_when_it_was_broken_off(
    empty_url: str,
) -> None:
    await migrate(empty_url)
    owner = await asyncpg.connect(empty_url)
    await owner.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA posts FROM {APP_ROLE}")
    await owner.execute("DROP SCHEMA jobs CASCADE")
    await owner.close()
    assert await migrate(empty_url) == []
    house = await asyncpg.connect(empty_url, server_settings={"role": APP_ROLE})
    await house.fetch("SELECT id FROM posts.post LIMIT 1")
    await house.fetch("SELECT id FROM jobs.pgqueuer LIMIT 1")
    await house.close()


async def test_a_migration_that_fails_leaves_nothing_behind(empty_url: str, files: Path) -> None:
    write(files, "0002_a_good.sql", "CREATE TABLE kernel.good (id integer)")
    write(files, "0003_a_bad.sql", "CREATE TABLE kernel.half (id integer); SELECT nonsense")
    with pytest.raises(asyncpg.UndefinedColumnError):
        await migrate(empty_url, read_migrations(files))
    assert "kernel.good" in await tables(empty_url)
    assert "kernel.half" not in await tables(empty_url)


async def test_an_edited_migration_is_refused_with_its_name(empty_url: str, files: Path) -> None:
    write(files, "0002_a_table.sql", "CREATE TABLE kernel.a (id integer)")
    await migrate(empty_url, read_migrations(files))
    write(files, "0002_a_table.sql", "CREATE TABLE kernel.a (id bigint)")
    with pytest.raises(MigrationError, match="0002_a_table was changed"):
        await migrate(empty_url, read_migrations(files))


def applied_as(version: int, serves: int = 0) -> Applied:
    return Applied(version=version, name="x", checksum=f"sum{version}", serves=serves)


def known_as(version: int) -> Migration:
    return Migration(version=version, name="x", sql="", checksum=f"sum{version}", serves=0)


def test_older_code_runs_beside_a_newer_schema_that_still_serves_it() -> None:
    check_compatible([known_as(1)], [applied_as(1), applied_as(2)])
    check_compatible([known_as(1)], [applied_as(1), applied_as(2, serves=1)])


def test_code_that_a_newer_schema_no_longer_serves_is_refused() -> None:
    with pytest.raises(MigrationError, match="needs a newer Longhouse"):
        check_compatible([known_as(1)], [applied_as(1), applied_as(3, serves=2)])


def test_a_schema_of_another_history_is_refused() -> None:
    with pytest.raises(MigrationError, match="does not know"):
        check_compatible([known_as(1), known_as(3)], [applied_as(1), applied_as(2)])


@pytest.mark.parametrize("name", ["1_posts.sql", "0001-posts.sql", "0001_Posts.sql", "posts.sql"])
def test_a_badly_named_file_is_refused(tmp_path: Path, name: str) -> None:
    write(tmp_path, name, "SELECT 1")
    with pytest.raises(MigrationError, match="is not named like"):
        read_migrations(tmp_path)


def test_two_files_of_one_number_are_refused(tmp_path: Path) -> None:
    write(tmp_path, "0001_a.sql", "SELECT 1")
    write(tmp_path, "0001_b.sql", "SELECT 1")
    with pytest.raises(MigrationError, match="same number"):
        read_migrations(tmp_path)


def test_every_migration_of_ours_can_be_read() -> None:
    assert read_migrations(folder())


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE kernel.audit_entry SET action = 'x'",
        "DELETE FROM kernel.audit_entry",
        "TRUNCATE kernel.audit_entry",
        "DROP TABLE kernel.audit_entry",
        "ALTER TABLE kernel.audit_entry DISABLE TRIGGER ALL",
        "DELETE FROM kernel.migration",
        "CREATE TABLE kernel.more (id integer)",
    ],
)
async def test_the_house_cannot_rewrite_its_log_or_its_schema(
    database_url: str, statement: str
) -> None:
    connection = await asyncpg.connect(database_url, server_settings={"role": APP_ROLE})
    try:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(statement)
    finally:
        await connection.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE kernel.audit_entry SET action = 'x'",
        "DELETE FROM kernel.audit_entry",
        "TRUNCATE kernel.audit_entry",
    ],
)
async def test_not_even_the_owner_rewrites_the_log_by_accident(
    database_url: str, statement: str
) -> None:
    connection = await asyncpg.connect(database_url)
    try:
        with pytest.raises(asyncpg.RaiseError, match="cannot be rewritten"):
            await connection.execute(statement)
    finally:
        await connection.close()


async def test_a_migration_that_waits_for_a_table_lets_everybody_else_through(
    empty_url: str, files: Path
) -> None:
    await migrate(empty_url, read_migrations(files))
    write(files, "0002_kernel_more.sql", "ALTER TABLE kernel.outbox ADD COLUMN more text;")
    reader, writer = await asyncpg.connect(empty_url), await asyncpg.connect(empty_url)
    report = reader.transaction()
    await report.start()
    await reader.fetch("SELECT id FROM kernel.outbox LIMIT 1")

    migrating = asyncio.create_task(migrate(empty_url, read_migrations(files)))
    await until(lambda: waits_for_a_lock(writer))
    async with asyncio.timeout(5):
        await writer.fetch("SELECT id FROM kernel.outbox LIMIT 1")
    assert not migrating.done(), "whoever read first still reads"
    await report.rollback()
    assert [one.version for one in await migrating] == [2]
    await reader.close()
    await writer.close()


async def test_a_migration_that_never_finds_a_moment_says_so(
    empty_url: str, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("longhouse.kernel.migrate._LOCK_TRIES", 2)
    await migrate(empty_url, read_migrations(files))
    write(files, "0002_kernel_more.sql", "ALTER TABLE kernel.outbox ADD COLUMN more text;")
    reader = await asyncpg.connect(empty_url)
    async with reader.transaction():
        await reader.fetch("SELECT id FROM kernel.outbox LIMIT 1")
        with pytest.raises(MigrationError, match="0002_kernel_more"):
            await migrate(empty_url, read_migrations(files))
    assert [one.version for one in await migrate(empty_url, read_migrations(files))] == [2]
    await reader.close()


async def waits_for_a_lock(connection: "asyncpg.Connection[asyncpg.Record]") -> bool:
    return bool(
        await connection.fetchval(
            "SELECT count(*) FROM pg_locks WHERE NOT granted AND mode = 'AccessExclusiveLock'"
        )
    )
