"""Removing what nobody uses: uploads that were never attached, and objects that no row shows."""

import asyncio
from datetime import timedelta

from longhouse.features.media.service.assets import Assets
from longhouse.features.media.service.workshop import Workshop
from longhouse.features.media.store import assets, objects
from longhouse.kernel.backup.connect import may_delete_objects
from longhouse.kernel.blobs import Blobs
from longhouse.kernel.db import Database, Tx

# Longer than any put or any work on a film takes.
_UNFINISHED = timedelta(hours=24)
_BATCH = 200
_MOST_BATCHES = 50


class Collecting:
    def __init__(self, db: Database, blobs: Blobs, shown: Assets, workshop: Workshop) -> None:
        self._db = db
        self._blobs = blobs
        self._assets = shown
        self._workshop = workshop

    async def collect(self, tx: Tx) -> None:
        """A schedule. Each step has a transaction of its own, none while the store is spoken to."""
        while True:
            async with self._db.transaction() as removing:
                expired = await assets.lock_expired(removing)
                await self._assets.erase(removing, expired)
            if not expired:
                break
        for _ in range(_MOST_BATCHES):
            async with self._db.transaction() as listing:
                # A backup copies what its moment shows; this comes round again in an hour.
                if not await may_delete_objects(listing):
                    break
                keys = await objects.take_dropped(listing, listing.now - _UNFINISHED, _BATCH)
            if not keys:
                break
            await self._blobs.delete(keys)
            async with self._db.transaction() as forgetting:
                await objects.forget(forgetting, keys)
        await self._blobs.collect(_UNFINISHED)
        await asyncio.to_thread(self._workshop.sweep)
