"""Making a house of a backup that was found whole.

The house is marked first, so that it does not start while this goes on, nor after it broke off
half-way. Its tables are made by the same migrations that had made them where the backup comes from,
filled, and given their indexes and foreign keys, all in one transaction: what was there before is
gone only when all of it is there.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from longhouse.kernel.backup import catalogue
from longhouse.kernel.backup.archive import Entry, sound_entries, unpacked
from longhouse.kernel.backup.check import Checked
from longhouse.kernel.backup.connect import connected, is_lived_in, read_on, write_on
from longhouse.kernel.backup.errors import BackupError, Damaged
from longhouse.kernel.backup.manifest import TableOf
from longhouse.kernel.backup.take import Report
from longhouse.kernel.blobs import Blobs
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.migrate import (
    RESTORES,
    RESTORING,
    bring_up_to_date,
    folder,
    is_restoring,
    migrate,
    read_migrations,
)

if TYPE_CHECKING:
    import asyncpg

    Connection = asyncpg.Connection[asyncpg.Record]

_GONE = "'What was here before is gone, and what comes is not all here.'"

_AT_ONCE = 500

SetRight = Callable[[Tx], Awaitable[None]]
# Which of these objects no row knows.
FindStrays = Callable[[Read, Sequence[str]], Awaitable[Sequence[str]]]


class Target:
    """Where a house is to be: its database and its store."""

    def __init__(self, *, owner_url: str, blobs: Blobs, report: Report) -> None:
        self._owner_url = owner_url
        self._blobs = blobs
        self._report = report
        self._known = read_migrations(folder())
        self._schemas = catalogue.our_schemas(self._known)
        self._was_marked = False
        self._done = self._total = 0

    async def what_is_there(self, tables: Sequence[str]) -> dict[str, int]:
        """How many rows these tables have, where a house that is not half restored has any."""
        async with connected(self._owner_url) as connection:
            if await is_restoring(connection):
                return {}
            counted = await catalogue.count_rows(connection, tables)
            return {table: rows for table, rows in counted.items() if rows}

    async def fill(self, backup: Checked) -> None:
        """From the first moment on the house does not start: until `finish`, or until this broke off
        before anything had been changed."""
        self._done, self._total = 0, backup.file.stat().st_size
        async with connected(self._owner_url) as connection:
            await self._mark(connection)
            try:
                async with connection.transaction():
                    rest = await self._fill_tables(connection, backup)
                    await connection.execute(f"COMMENT ON SCHEMA {RESTORING} IS {_GONE}")
            except BaseException:
                await self._unmark(connection)
                raise
            await self._put_objects(rest)
        await migrate(self._owner_url, self._known, while_restoring=True)

    async def finish(self, set_right: Sequence[SetRight], now: datetime) -> None:
        """Put right what must not go on as if nothing had been, and take the mark off."""
        async with connected(self._owner_url) as connection:
            async with connection.transaction():
                tx = write_on(connection, now)
                for step in set_right:
                    await step(tx)
                await connection.execute(f"DROP SCHEMA {RESTORING}")
            await connection.execute("ANALYZE")

    async def remove_strays(self, folder: str, find: FindStrays, now: datetime) -> None:
        """Take out of the store what belonged to a house that was given up."""
        batch: list[str] = []
        async with connected(self._owner_url) as connection:
            read = read_on(connection, now)
            async for found in self._blobs.list(folder):
                batch.append(found.key)
                if len(batch) >= _AT_ONCE:
                    await self._blobs.delete(await find(read, batch))
                    batch.clear()
            await self._blobs.delete(await find(read, batch))

    async def _mark(self, connection: "Connection") -> None:
        if not await connection.fetchval("SELECT pg_try_advisory_lock($1)", RESTORES):
            raise BackupError("Somebody else is restoring this house.")
        self._was_marked = await is_restoring(connection)
        await connection.execute(f"CREATE SCHEMA IF NOT EXISTS {RESTORING}")
        # Asked when the mark is there, for whoever starts later sees it.
        if await is_lived_in(connection):
            await self._unmark(connection)
            raise BackupError("The house is running. Stop it first.")

    async def _unmark(self, connection: "Connection") -> None:
        """Nothing was changed: what is there is what was there."""
        if not self._was_marked:
            await connection.execute(f"DROP SCHEMA {RESTORING}")

    async def _fill_tables(self, connection: "Connection", backup: Checked) -> Iterator[Entry]:
        """Take the tables, which come first; gives what stands behind them."""
        manifest = backup.manifest
        applied = {one.version for one in manifest.migrations}
        await catalogue.drop_everything(connection, self._schemas)
        await bring_up_to_date(connection, [one for one in self._known if one.version in applied])
        await catalogue.empty_all(connection, self._schemas)
        make_again = await catalogue.take_off_indexes(connection, self._schemas)

        tables = {one.full_name: one for one in manifest.tables}
        filled = dict.fromkeys(tables, 0)
        stream = sound_entries(backup.file)
        first_object: Entry | None = None
        for entry in stream:
            top, _, path = entry.name.partition("/")
            if top == "blobs":
                first_object = entry
                break
            if top == "database":
                name = path.partition("/")[0]
                if name not in tables:
                    raise Damaged(f"it holds a table {name} that it does not speak of")
                filled[name] += await self._copy_in(connection, tables[name], entry)
        if filled != dict(backup.contents.rows):
            raise Damaged("it does not hold as many rows as it says")
        self._report("indexes", self._done, self._total)
        for statement in make_again:
            await connection.execute(statement)
        await catalogue.let_triggers_act(connection, self._schemas)
        await catalogue.set_sequences(connection, manifest.sequences)
        return _with_first(first_object, stream)

    async def _copy_in(self, connection: "Connection", table: TableOf, entry: Entry) -> int:
        async def rows() -> AsyncIterator[bytes]:
            for chunk in unpacked(self._counted(entry.chunks, "the database")):
                yield chunk

        said = await connection.copy_to_table(
            table.name, schema_name=table.schema, columns=table.columns, source=rows()
        )
        return int(said.rpartition(" ")[2])

    async def _put_objects(self, rest: Iterator[Entry]) -> None:
        for entry in rest:
            top, _, key = entry.name.partition("/")
            if top != "blobs":
                continue
            stored = await self._blobs.put(
                key, self._told(entry), media_type="application/octet-stream"
            )
            if stored.size != entry.size:
                raise BackupError(f"The store did not take {key} as it is.")

    async def _told(self, entry: Entry) -> AsyncIterator[bytes]:
        for chunk in self._counted(entry.chunks, "pictures, films and sounds"):
            yield chunk

    def _counted(self, chunks: Iterator[bytes], what: str) -> Iterator[bytes]:
        for chunk in chunks:
            self._done += len(chunk)
            self._report(what, self._done, self._total)
            yield chunk


def _with_first(first: Entry | None, rest: Iterator[Entry]) -> Iterator[Entry]:
    if first is not None:
        yield first
    yield from rest
