"""What becomes of an upload that arrived in pieces, and of every film and sound.

The work may take many minutes, so the job's transaction is kept awake while a worker is busy; it
holds no lock and has written nothing until then. A file that its worker cannot take fails once and
for all. Only what has nothing to do with the file, such as a store that is gone, is tried again, and
while no scanner answers an upload waits.
"""

import asyncio
import logging
from datetime import timedelta
from pathlib import Path
from typing import TypedDict
from uuid import UUID

import msgspec

from longhouse.features.media.errors import ScannerDown, Untakeable
from longhouse.features.media.events import (
    MediaFailed,
    MediaProgressed,
    MediaQuarantined,
    MediaReady,
)
from longhouse.features.media.model import Asset, Made
from longhouse.features.media.policy import limits
from longhouse.features.media.policy.formats import FORMATS
from longhouse.features.media.service.scanning import Scanner
from longhouse.features.media.service.shelf import Shelf
from longhouse.features.media.service.workshop import Workshop
from longhouse.features.media.settings import MediaSettings
from longhouse.features.media.store import assets, objects
from longhouse.kernel.db import Database, Tx
from longhouse.kernel.jobs import Job, enqueue

log = logging.getLogger(__name__)

# More tries than this mean that the house itself did not survive them.
_MOST_ATTEMPTS = 5
_AWAKE = 15.0
_AT_ONCE = 2


class ProcessAsset(msgspec.Struct, frozen=True):
    media_id: UUID


class Processing:
    def __init__(
        self,
        db: Database,
        shelf: Shelf,
        workshop: Workshop,
        scanner: Scanner,
        settings: MediaSettings,
    ) -> None:
        self._db = db
        self._shelf = shelf
        self._workshop = workshop
        self._scanner = scanner
        self._settings = settings
        self.job = Job("media.process_asset", ProcessAsset, self._run, concurrency=_AT_ONCE)

    async def enqueue(self, tx: Tx, media_id: UUID) -> None:
        await enqueue(tx, self.job, ProcessAsset(media_id))

    async def _run(self, tx: Tx, job: ProcessAsset) -> None:
        async with self._db.transaction() as counting:
            asset = await assets.count_attempt(counting, job.media_id)
        if asset is None:
            return
        work = asyncio.create_task(self._process(asset), name="media processing")
        try:
            while not work.done():
                await asyncio.wait({work}, timeout=_AWAKE)
                await assets.stay_awake(tx)
        finally:
            work.cancel()
        await work

    async def _process(self, asset: Asset) -> None:
        if asset.attempts > _MOST_ATTEMPTS:
            await self._fail(asset, "too_demanding")
            return
        async with self._workshop.bench() as bench:
            file = bench / "upload"
            async with self._db.read() as read:
                sources = await objects.get_sources(read, asset.id)
            await self._shelf.fetch(sources, file)
            try:
                finding = await self._scanner.scan(file)
            except ScannerDown:
                await self._wait(asset)
                return
            if finding is not None:
                await self._quarantine(asset, finding)
                return
            try:
                made = await self._make(asset, bench)
            except Untakeable as refusal:
                await self._fail(asset, refusal.cause)
                return
            await self._finish(asset, made, bench / "made")

    async def _make(self, asset: Asset, bench: Path) -> Made:
        target = bench / "made"
        await asyncio.to_thread(target.mkdir)
        form = FORMATS[asset.format or ""]

        async def told(progress: int) -> None:
            async with self._db.transaction() as tx:
                if await assets.set_progress(tx, asset.id, progress):
                    tx.emit(MediaProgressed(media_id=asset.id, owner_id=asset.owner_id))

        made = await self._workshop.make(form, bench / "upload", target, told)
        limits.check_sides(self._settings, asset.purpose, made)
        return made

    async def _finish(self, asset: Asset, made: Made, folder: Path) -> None:
        placed = await self._shelf.put_made(asset.id, made, folder)
        async with self._db.transaction() as tx:
            # Held first, so that a delete at the same time either sees these objects or stops them.
            if await assets.lock(tx, asset.id) is not None:
                variants = await self._shelf.keep_made(tx, placed)
                if await assets.set_ready(tx, asset.id, variants=variants, **shape_of(made)):
                    await objects.drop_sources(tx, asset.id)
                    tx.emit(MediaReady(media_id=asset.id, owner_id=asset.owner_id))
                    return
            await objects.drop(tx, [variant.key for variant, _ in placed.values()])

    async def _wait(self, asset: Asset) -> None:
        """However long a scanner is down, that says nothing about the file."""
        log.warning("no scanner answers: upload %s waits", asset.id)
        async with self._db.transaction() as tx:
            await assets.forget_attempt(tx, asset.id)
            after = timedelta(seconds=self._settings.scan_again_seconds)
            await enqueue(tx, self.job, ProcessAsset(asset.id), after=after)

    async def _fail(self, asset: Asset, reason: str) -> None:
        async with self._db.transaction() as tx:
            if await assets.set_failed(tx, asset.id, "failed", reason):
                await objects.drop_sources(tx, asset.id)
                tx.emit(MediaFailed(media_id=asset.id, owner_id=asset.owner_id, reason=reason))

    async def _quarantine(self, asset: Asset, finding: str) -> None:
        async with self._db.transaction() as tx:
            if await assets.set_failed(tx, asset.id, "quarantined", finding):
                tx.emit(
                    MediaQuarantined(media_id=asset.id, owner_id=asset.owner_id, finding=finding)
                )


class Shape(TypedDict):
    width: int | None
    height: int | None
    duration: float | None
    placeholder: str | None


def shape_of(made: Made) -> Shape:
    return Shape(
        width=made.width,
        height=made.height,
        duration=made.duration,
        placeholder=made.placeholder,
    )
