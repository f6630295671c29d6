"""Giving out a file to a member who follows a signed link."""

from collections.abc import AsyncIterator
from datetime import datetime
from uuid import UUID

import msgspec

from longhouse.features.media.model import Variant
from longhouse.features.media.service.links import Links
from longhouse.features.media.store import assets
from longhouse.kernel.blobs import Blobs
from longhouse.kernel.db import Read
from longhouse.kernel.errors import NotFound

_SEGMENTS_NAME = b"hls.mp4"
_LARGEST_LIST = 1 << 20


class Served(msgspec.Struct, frozen=True):
    variant: Variant
    name: str
    """What a browser calls it when it is saved."""


class Serving:
    def __init__(self, blobs: Blobs, links: Links) -> None:
        self._blobs = blobs
        self._links = links

    async def find(
        self, read: Read, media_id: UUID, variant: str, expires: int, signature: str
    ) -> Served:
        self._links.check(media_id, variant, expires, signature, read.now)
        asset = await assets.find(read, media_id)
        if asset is None or asset.status != "ready" or variant not in asset.variants:
            raise NotFound
        found = asset.variants[variant]
        return Served(found, f"{media_id}-{variant}.{found.key.rpartition('.')[2]}")

    def read(self, served: Served, start: int, stop: int) -> AsyncIterator[bytes]:
        return self._blobs.read(served.variant.key, start=start, end=stop)

    async def playlist(self, served: Served, media_id: UUID, now: datetime) -> bytes:
        """The list of a film's segments, each with an address that is good for an hour."""
        size = min(served.variant.size, _LARGEST_LIST)
        chunks = [chunk async for chunk in self._blobs.read(served.variant.key, end=size)]
        address = self._links.name_and_signature(media_id, "segments", now).encode()
        return b"".join(chunks).replace(_SEGMENTS_NAME, address)
