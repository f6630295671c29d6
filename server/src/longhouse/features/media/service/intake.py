"""An upload in one request: a form with one file.

The file goes to this machine's disk as it arrives and is looked at from its first bytes on. Nothing
is written into the database before what was made of it lies in the store: a picture is ready when
the answer is sent, a film or a sound is then left to a job.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import msgspec

from longhouse.features.media.errors import NotAForm, QuotaExceeded, UnknownFormat, Untakeable
from longhouse.features.media.events import MediaQuarantined, MediaReady, MediaReceived
from longhouse.features.media.model import Asset, MediaId
from longhouse.features.media.policy import limits
from longhouse.features.media.policy.descriptions import normal_description
from longhouse.features.media.policy.formats import Format
from longhouse.features.media.service.drafts import EXPIRES_AFTER, draft
from longhouse.features.media.service.processing import Processing, shape_of
from longhouse.features.media.service.receiving import Arrived, Receiving
from longhouse.features.media.service.scanning import Scanner
from longhouse.features.media.service.shelf import Shelf, read_file
from longhouse.features.media.service.workshop import Workshop
from longhouse.features.media.settings import MediaSettings
from longhouse.features.media.store import assets, objects
from longhouse.kernel.db import Database, Tx
from longhouse.kernel.http import Once
from longhouse.kernel.ids import new_id
from longhouse.kernel.principal import Principal

Keep = Callable[[Tx], Awaitable[None]]


class _Upload(msgspec.Struct, frozen=True):
    """What one request wants kept."""

    principal: Principal
    asset: Asset
    key: str | None
    """The idempotency key, if it sent one."""
    digest: bytes
    """Of the file, which stands for the body."""


class Intake:
    def __init__(
        self,
        db: Database,
        shelf: Shelf,
        workshop: Workshop,
        scanner: Scanner,
        processing: Processing,
        settings: MediaSettings,
    ) -> None:
        self._db = db
        self._shelf = shelf
        self._workshop = workshop
        self._scanner = scanner
        self._processing = processing
        self._settings = settings

    async def take(
        self, principal: Principal, content_type: str, body: AsyncIterator[bytes], key: str | None
    ) -> Asset:
        async with self._db.read() as read:
            began = read.now
            if await assets.get_used(read, principal.user_id) >= self._settings.quota_bytes:
                raise QuotaExceeded
        async with self._workshop.bench() as bench:
            file = bench / "upload"
            arrived = await Receiving(self._settings, file).receive(content_type, body)
            form = self._check(arrived)
            finding = await self._scanner.scan(file)
            asset = draft(
                principal,
                media_id=MediaId(new_id()),
                purpose=arrived.purpose,
                form=form,
                alt=normal_description(arrived.alt),
                size=arrived.size,
                at=began,
            )
            upload = _Upload(principal, asset, key, arrived.digest)
            if finding is None and form.kind == "image":
                return await self._keep_picture(upload, form, bench)
            return await self._keep_source(upload, file, finding)

    def _check(self, arrived: Arrived) -> Format:
        if arrived.form is None:
            raise UnknownFormat
        if arrived.purpose in limits.OF_PROFILES and arrived.form.kind != "image":
            raise Untakeable("not_a_picture")
        limits.check_size(self._settings, arrived.form.kind, arrived.purpose, arrived.size)
        return arrived.form

    async def _keep_picture(self, upload: _Upload, form: Format, bench: Path) -> Asset:
        asset, target = upload.asset, bench / "made"
        await asyncio.to_thread(target.mkdir)
        made = await self._workshop.make(form, bench / "upload", target)
        limits.check_sides(self._settings, asset.purpose, made)
        placed = await self._shelf.put_made(asset.id, made, target)

        async def keep(tx: Tx) -> None:
            await self._insert(tx, msgspec.structs.replace(asset, status="uploading"))
            variants = await self._shelf.keep_made(tx, placed)
            await assets.set_ready(tx, asset.id, variants=variants, **shape_of(made))
            tx.emit(MediaReady(media_id=asset.id, owner_id=asset.owner_id))

        keys = [variant.key for variant, _ in placed.values()]
        return await self._once(upload, keep, keys)

    async def _keep_source(self, upload: _Upload, file: Path, finding: str | None) -> Asset:
        asset = upload.asset
        source, stored = await self._shelf.put_source(asset.id, read_file(file))

        async def keep(tx: Tx) -> None:
            status = "processing" if finding is None else "quarantined"
            await self._insert(tx, msgspec.structs.replace(asset, status=status))
            await objects.keep(tx, source, stored)
            if finding is None:
                await self._processing.enqueue(tx, asset.id)
                tx.emit(MediaReceived(media_id=asset.id, owner_id=asset.owner_id))
            else:
                tx.emit(
                    MediaQuarantined(media_id=asset.id, owner_id=asset.owner_id, finding=finding)
                )

        return await self._once(upload, keep, [source])

    async def _insert(self, tx: Tx, asset: Asset) -> None:
        room = self._settings.quota_bytes
        if not await assets.use(tx, asset.owner_id, asset.uploaded_bytes, room):
            raise QuotaExceeded
        await assets.insert(
            tx, msgspec.structs.replace(asset, created_at=tx.now), tx.now + EXPIRES_AFTER
        )

    async def _once(self, upload: _Upload, keep: Keep, keys: list[str]) -> Asset:
        """`keys` are the objects that lie in the store for it; they are given up where an earlier
        request with the same key has made the same, or where nothing could be made."""
        asset_id = upload.asset.id
        try:
            async with self._db.transaction() as tx:
                once = Once(tx, upload.principal.user_id, "POST /media", upload.key, upload.digest)

                async def make() -> MediaId:
                    await keep(tx)
                    return asset_id

                made = await once(make)
                found = await assets.find(tx, made)
        except BaseException:
            await self._shelf.give_up(keys)
            raise
        if made != asset_id:
            await self._shelf.give_up(keys)
        if found is None:
            raise NotAForm("What that key stands for has been deleted. Please use a new one.")
        return found
