"""Making a backup of a house, also while it runs.

The order is what makes it whole. First nothing is deleted from the store any more; then one
transaction shows the database at one moment, and its tables are copied; then every object that its
rows show then, which is there, because an object is put before a row shows it. The transaction
ends before the objects are copied, so that hours of copying do not hold up the database's own
tidying.
"""

import tempfile
import zlib
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

import msgspec

from longhouse.kernel.backup import catalogue
from longhouse.kernel.backup.archive import CONTENTS, MANIFEST, Writer
from longhouse.kernel.backup.connect import OBJECTS_STAY, connected, read_on
from longhouse.kernel.backup.errors import BackupError
from longhouse.kernel.backup.manifest import FORMAT, Contents, Manifest, TableOf
from longhouse.kernel.blobs import BlobMissing, Blobs, BlobTrouble, Kept
from longhouse.kernel.db import Read
from longhouse.kernel.migrate import Applied, folder, is_restoring, read_migrations

if TYPE_CHECKING:
    import asyncpg

    Connection = asyncpg.Connection[asyncpg.Record]

# A table is cut into entries of about so many compressed bytes, between two rows.
_PART = 4 << 20
# More would make files a tenth smaller and take twice as long.
_COMPRESSION = 4
_TRIES = 4

ListKept = Callable[[Read], AsyncIterator[Kept]]


class Report(Protocol):
    def __call__(self, what: str, done: int, total: int) -> None:
        """So many bytes of about so many."""
        ...


class Keeper:
    """`kept` say which objects the rows of the features show; `papers` go along as they are."""

    def __init__(
        self,
        *,
        owner_url: str,
        blobs: Blobs,
        kept: Sequence[ListKept],
        papers: Mapping[str, bytes],
        version: str,
        report: Report,
    ) -> None:
        self._owner_url = owner_url
        self._blobs = blobs
        self._kept = kept
        self._papers = papers
        self._version = version
        self._report = report
        self._done = self._total = 0

    async def keep(self, file: BinaryIO, scratch: Path, now: datetime) -> Contents:
        """Write the house into `file`; `scratch` is a folder for the lists made meanwhile."""
        archive = Writer(file, at=now.timestamp(), scratch=scratch)
        async with connected(self._owner_url) as connection:
            if not await connection.fetchval("SELECT pg_try_advisory_lock($1)", OBJECTS_STAY):
                await self._wait_for_deletes(connection)
            with tempfile.TemporaryFile(dir=scratch) as listed:
                async with connection.transaction(isolation="repeatable_read", readonly=True):
                    rows = await self._copy_database(connection, archive, now, listed)
                contents = await self._copy_objects(archive, listed)
        contents = msgspec.structs.replace(contents, rows=rows)
        archive.add(CONTENTS, _pretty(contents))
        archive.close()
        return contents

    async def _wait_for_deletes(self, connection: "Connection") -> None:
        """Those who delete share it for a moment; another backup has it alone until it is done."""
        if await connection.fetchval("SELECT pg_try_advisory_lock_shared($1)", OBJECTS_STAY):
            await connection.execute("SELECT pg_advisory_unlock_shared($1)", OBJECTS_STAY)
            with suppress(TimeoutError):
                await connection.execute("SELECT pg_advisory_lock($1)", OBJECTS_STAY, timeout=20)
                return
        raise BackupError("Another backup of this house is being made.")

    async def _copy_database(
        self, connection: "Connection", archive: Writer, now: datetime, listed: BinaryIO
    ) -> dict[str, int]:
        applied = await list_applied(connection)
        schemas = catalogue.our_schemas(read_migrations(folder()))
        await catalogue.hold_shape(connection, schemas)
        tables = await catalogue.list_tables(connection, schemas)
        self._total = sum(one.size for one in tables)
        self._total += await self._list_objects(read_on(connection, now), listed)
        manifest = Manifest(
            format=FORMAT,
            longhouse=self._version,
            postgresql=await connection.fetchval("SHOW server_version"),
            made_at=now,
            migrations=applied,
            tables=[one.table for one in tables],
            sequences=await catalogue.list_sequences(connection, schemas),
        )
        archive.add(MANIFEST, _pretty(manifest))
        for name, paper in self._papers.items():
            archive.add(name, paper)
        rows: dict[str, int] = {}
        for one in tables:
            rows[one.table.full_name] = await _copy_table(connection, archive, one.table)
            self._advance(one.size, "the database")
        return rows

    async def _list_objects(self, read: Read, listed: BinaryIO) -> int:
        size = 0
        for list_kept in self._kept:
            async for kept in list_kept(read):
                listed.write(msgspec.json.encode(kept) + b"\n")
                size += kept.size
        return size

    async def _copy_objects(self, archive: Writer, listed: BinaryIO) -> Contents:
        listed.seek(0)
        decoder = msgspec.json.Decoder(Kept)
        objects = size = 0
        missing: list[str] = []
        damaged: list[str] = []
        for line in listed:
            kept = decoder.decode(line)
            try:
                is_sound = await self._copy_object(archive, kept)
            except BlobMissing:
                archive.take_back()
                missing.append(kept.key)
                continue
            if not is_sound:
                archive.take_back()
                damaged.append(kept.key)
                continue
            archive.end()
            objects, size = objects + 1, size + kept.size
        return Contents(
            rows={}, objects=objects, object_bytes=size, missing=missing, damaged=damaged
        )

    async def _copy_object(self, archive: Writer, kept: Kept) -> bool:
        """False when the store has something else than was put."""
        archive.begin(f"blobs/{kept.key}", kept.size)
        position, tries = 0, _TRIES
        while True:
            try:
                async for chunk in self._blobs.read(kept.key, start=position):
                    position += len(chunk)
                    if position > kept.size:
                        return False
                    archive.write(chunk)
                    self._advance(len(chunk), "pictures, films and sounds")
                return position == kept.size and archive.digest == kept.sha256
            except BlobTrouble as trouble:
                tries -= 1
                if not tries:
                    raise BackupError(
                        f"The store does not give out {kept.key}. {trouble}"
                    ) from None

    def _advance(self, by: int, what: str) -> None:
        self._done += by
        self._report(what, self._done, self._total)


async def list_applied(connection: "Connection") -> list[Applied]:
    """What the house was made by; raises where there is none, or half a one."""
    if await is_restoring(connection):
        raise BackupError("A backup was being restored into this house. Finish that first.")
    if await connection.fetchval("SELECT to_regclass('kernel.migration')") is None:
        raise BackupError("There is no house in this database.")
    rows = await connection.fetch(
        "SELECT version, name, checksum, serves FROM kernel.migration ORDER BY version LIMIT 10000"
    )
    return [Applied(**row) for row in rows]


async def _copy_table(connection: "Connection", archive: Writer, table: TableOf) -> int:
    cutter = _Cutter(archive, f"database/{table.full_name}")

    async def take(chunk: bytes) -> None:
        cutter.write(chunk)

    said = await connection.copy_from_table(
        table.name, schema_name=table.schema, columns=table.columns, output=take
    )
    cutter.close()
    return int(said.rpartition(" ")[2])


class _Cutter:
    """Makes entries of a stream of rows, each a gzip of its own."""

    def __init__(self, archive: Writer, folder: str) -> None:
        self._archive = archive
        self._folder = folder
        self._parts = 0
        self._packed = bytearray()
        self._stream = zlib.compressobj(_COMPRESSION, wbits=31)
        self._is_empty = True

    def write(self, chunk: bytes) -> None:
        self._packed += self._stream.compress(chunk)
        self._is_empty = False
        # A line break inside of a value is written otherwise: this one ends a row.
        if len(self._packed) >= _PART and chunk.endswith(b"\n"):
            self.close()

    def close(self) -> None:
        if self._is_empty:
            return
        self._packed += self._stream.flush()
        self._parts += 1
        self._archive.add(f"{self._folder}/{self._parts:06}.copy.gz", bytes(self._packed))
        self._packed.clear()
        self._stream = zlib.compressobj(_COMPRESSION, wbits=31)
        self._is_empty = True


def _pretty(said: msgspec.Struct) -> bytes:
    return msgspec.json.format(msgspec.json.encode(said), indent=2) + b"\n"
