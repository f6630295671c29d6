"""An upload in pieces: announced with its size, sent as the line allows, taken up where it broke off.

What arrives is kept in the store piece by piece, each counted in the row only after the store has
it. Two requests for one upload meet at the count: the second is told where to go on.
"""

from collections.abc import AsyncIterator
from uuid import UUID

from longhouse.features.media.errors import (
    NotUploading,
    OffsetMismatch,
    QuotaExceeded,
    UnknownFormat,
    UploadBrokeOff,
)
from longhouse.features.media.events import MediaReceived
from longhouse.features.media.model import Asset, MediaId
from longhouse.features.media.policy import limits
from longhouse.features.media.policy.descriptions import normal_description
from longhouse.features.media.policy.formats import FORMATS, SNIFFED, Format
from longhouse.features.media.schemas import UploadBody
from longhouse.features.media.service.assets import Assets
from longhouse.features.media.service.drafts import EXPIRES_AFTER, draft
from longhouse.features.media.service.processing import Processing
from longhouse.features.media.service.shelf import Shelf
from longhouse.features.media.settings import MediaSettings
from longhouse.features.media.store import assets, objects
from longhouse.kernel.db import Database
from longhouse.kernel.errors import InvalidFields, TooLarge, Wrong
from longhouse.kernel.http import Once
from longhouse.kernel.ids import new_id
from longhouse.kernel.principal import Principal

# As much of an upload as is in memory at once, and as is lost when a line breaks.
PIECE = 4 * 1024 * 1024


class Uploads:
    def __init__(
        self,
        db: Database,
        shelf: Shelf,
        shown: Assets,
        processing: Processing,
        settings: MediaSettings,
    ) -> None:
        self._db = db
        self._shelf = shelf
        self._assets = shown
        self._processing = processing
        self._settings = settings

    async def begin(
        self, principal: Principal, wish: UploadBody, key: str | None, digest: bytes
    ) -> Asset:
        form = _announced(wish.mime)
        if wish.size < 1:
            raise InvalidFields({"size": Wrong("empty_file", "A file has at least one byte.")})
        limits.check_size(self._settings, form.kind, wish.purpose, wish.size)
        alt = normal_description(wish.alt)
        async with self._db.transaction() as tx:
            once = Once(tx, principal.user_id, "POST /media", key, digest)

            async def make() -> MediaId:
                if not await assets.use(
                    tx, principal.user_id, wish.size, self._settings.quota_bytes
                ):
                    raise QuotaExceeded
                asset = draft(
                    principal,
                    media_id=MediaId(new_id()),
                    purpose=wish.purpose,
                    # What it is shows in its first bytes; what was announced only bounds its size.
                    form=Format("", form.kind, form.mime),
                    alt=alt,
                    size=wish.size,
                    at=tx.now,
                    received=0,
                )
                await assets.insert(tx, asset, tx.now + EXPIRES_AFTER)
                return asset.id

            made = await once(make)
            return await self._assets.get_own(tx, principal, made)

    async def append(
        self, principal: Principal, media_id: UUID, offset: int, body: AsyncIterator[bytes]
    ) -> Asset:
        async with self._db.read() as read:
            asset = await self._assets.get_own(read, principal, media_id)
        if asset.status != "uploading":
            raise NotUploading
        if offset != asset.received_bytes:
            raise OffsetMismatch(asset.received_bytes)
        piece = bytearray()
        try:
            async for chunk in body:
                piece += chunk
                if offset + len(piece) > asset.uploaded_bytes:
                    raise TooLarge("That is more than was announced.")
                while len(piece) >= PIECE:
                    offset = await self._keep(asset, offset, bytes(piece[:PIECE]))
                    del piece[:PIECE]
        except UploadBrokeOff:
            # What came before the line broke need not be sent again.
            if piece:
                await self._keep(asset, offset, bytes(piece))
            raise
        if piece:
            offset = await self._keep(asset, offset, bytes(piece))
        async with self._db.transaction() as tx:
            if await assets.begin_processing(tx, media_id):
                await self._processing.enqueue(tx, media_id)
                tx.emit(MediaReceived(media_id=media_id, owner_id=asset.owner_id))
            return await self._assets.get_own(tx, principal, media_id)

    async def _keep(self, asset: Asset, offset: int, piece: bytes) -> int:
        form = None
        if offset == 0:
            whole = len(piece) == asset.uploaded_bytes
            if len(piece) < SNIFFED and not whole:
                # Too little to know what it is: it has to be sent again, with more.
                raise UploadBrokeOff
            form = limits.check_start(self._settings, asset.purpose, piece)
            limits.check_size(self._settings, form.kind, asset.purpose, asset.uploaded_bytes)
        key, stored = await self._shelf.put_source(asset.id, _once(piece))
        async with self._db.transaction() as tx:
            if await assets.advance(tx, asset.id, offset, len(piece)):
                await objects.keep(tx, key, stored, offset)
                if form is not None:
                    await assets.set_format(tx, asset.id, form.kind, form.name, form.mime)
                return offset + len(piece)
            await objects.drop(tx, [key])
            found = await assets.find(tx, asset.id)
        if found is None or found.status != "uploading":
            raise NotUploading
        raise OffsetMismatch(found.received_bytes)


def _announced(mime: str | None) -> Format:
    if mime is None:
        return Format("", "video", "application/octet-stream")
    kind = mime.partition("/")[0]
    known = any(form.mime == mime for form in FORMATS.values())
    if kind not in ("image", "video", "audio") or not (known or kind in ("video", "audio")):
        raise UnknownFormat
    return Format("", kind, mime if known else "application/octet-stream")


async def _once(piece: bytes) -> AsyncIterator[bytes]:
    yield piece
