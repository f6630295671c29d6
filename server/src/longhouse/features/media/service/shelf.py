"""Brings files into the store, each written down before it is put.

The order makes a half file impossible to meet: the ledger names the object, the store takes it and
is asked for its size, and only then does a row show it.
"""

import asyncio
import hashlib
from collections.abc import AsyncIterable, AsyncIterator, Mapping, Sequence
from pathlib import Path
from uuid import UUID

from longhouse.features.media.model import Made, MediaId, Source, Variant
from longhouse.features.media.store import objects
from longhouse.kernel.blobs import Blobs, BlobTrouble, Stored
from longhouse.kernel.db import Database, Tx
from longhouse.kernel.ids import new_id

_CHUNK = 256 * 1024


class Shelf:
    def __init__(self, db: Database, blobs: Blobs) -> None:
        self._db = db
        self._blobs = blobs

    async def put_source(self, asset_id: UUID, chunks: AsyncIterable[bytes]) -> tuple[str, Stored]:
        """A piece of an upload; the caller keeps it in the transaction that counts it."""
        key = f"media/{asset_id}/source-{new_id().hex}"
        await self._write_down(asset_id, objects.SOURCE, [key])
        return key, await self._blobs.put(key, chunks, media_type="application/octet-stream")

    async def put_made(
        self, asset_id: MediaId, made: Made, folder: Path
    ) -> dict[str, tuple[Variant, Stored]]:
        # A name of its own for each try, so that a slow try cannot write over a later one.
        place = f"media/{asset_id}/{new_id().hex}"
        keys = {role: f"{place}/{file.file}" for role, file in made.files.items()}
        await self._write_down(asset_id, "variant", list(keys.values()))
        placed: dict[str, tuple[Variant, Stored]] = {}
        for role, file in made.files.items():
            chunks = read_file(folder / file.file)
            stored = await self._blobs.put(keys[role], chunks, media_type=file.mime)
            variant = Variant(
                key=keys[role],
                mime=file.mime,
                size=stored.size,
                width=file.width,
                height=file.height,
            )
            placed[role] = (variant, stored)
        return placed

    async def keep_made(
        self, tx: Tx, placed: Mapping[str, tuple[Variant, Stored]]
    ) -> dict[str, Variant]:
        for variant, stored in placed.values():
            if not await objects.keep(tx, variant.key, stored):
                raise BlobTrouble
        return {role: variant for role, (variant, _) in placed.items()}

    async def give_up(self, keys: Sequence[str]) -> None:
        async with self._db.transaction() as tx:
            await objects.drop(tx, keys)

    async def fetch(self, sources: Sequence[Source], file: Path) -> None:
        """Put the pieces together again, and see that they are what was put."""
        with await asyncio.to_thread(file.open, "wb") as opened:
            position = 0
            for source in sources:
                digest = hashlib.sha256()
                async for chunk in self._blobs.read(source.key):
                    digest.update(chunk)
                    await asyncio.to_thread(opened.write, chunk)
                if source.position != position or digest.digest() != source.sha256:
                    raise BlobTrouble
                position += source.size

    async def _write_down(self, asset_id: UUID, role: str, keys: Sequence[str]) -> None:
        async with self._db.transaction() as tx:
            await objects.write_down(tx, asset_id, role, keys)


async def read_file(file: Path) -> AsyncIterator[bytes]:
    with await asyncio.to_thread(file.open, "rb") as opened:
        while chunk := await asyncio.to_thread(opened.read, _CHUNK):
            yield chunk
