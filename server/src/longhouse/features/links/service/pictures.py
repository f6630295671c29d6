"""Pictures of previews, brought by the house so that no browser tells a stranger who is looking.

The address of a picture travels with a signature of the house, which only what `signed` wrote has:
the route fetches for members, but not whatever they like.
"""

import asyncio
import hmac
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from typing import TypeVar
from urllib.parse import quote

import msgspec

from longhouse.features.links.model import Metadata, Part
from longhouse.features.links.service.flight import Flights
from longhouse.features.links.service.read.pictures import (
    PictureType,
    picture_size,
    picture_type,
)
from longhouse.features.links.settings import LinksSettings
from longhouse.kernel import base64url
from longhouse.kernel.blobs import BlobMissing, Blobs, BlobTrouble
from longhouse.kernel.clock import Clock
from longhouse.kernel.errors import NotFound
from longhouse.kernel.outbound import urls
from longhouse.kernel.outbound.client import Fetcher, Wanted
from longhouse.kernel.outbound.errors import NoAnswer, Unreadable
from longhouse.kernel.secrets import Secrets

log = logging.getLogger(__name__)

ROUTE = "/api/v1/links/image"
FOLDER = "links"
_PURPOSE = "links.image"
_SIGNATURE_BYTES = 16
_MOST_PIXELS = 40_000_000
_MOST_FAILURES = 1000
_ACCEPT = "image/avif;q=0.8,image/webp,image/png,image/jpeg,image/gif"

# Parts that hold pictures of their own.
_INSIDE: Mapping[str, Sequence[str]] = {
    "movie": ("poster",),
    "book": ("cover",),
    "photo": ("image",),
}

P = TypeVar("P", bound=Part)
# Makes a picture anew, small and without what it carried along; None when it cannot. What could not
# be decoded here is not handed to the decoders of members.
Shrink = Callable[[bytes], Awaitable[bytes | None]]


class Picture(msgspec.Struct, frozen=True):
    media_type: PictureType
    body: bytes


class Pictures:
    def __init__(
        self,
        fetcher: Fetcher,
        blobs: Blobs,
        secrets: Secrets,
        clock: Clock,
        settings: LinksSettings,
        *,
        allow: Callable[[str], Awaitable[bool]],
        shrink: Shrink,
    ) -> None:
        self._fetcher = fetcher
        self._blobs = blobs
        self._secrets = secrets
        self._clock = clock
        self._most_bytes = settings.picture_bytes
        self._kept_for = timedelta(days=settings.picture_days)
        self._left_alone = settings.failure_minutes * 60
        self._shrink = shrink
        self._wanted = Wanted(
            accept=_ACCEPT,
            takes=_may_be_picture,
            # One more than allowed tells a picture that is too large from one that just fits.
            most_bytes=settings.picture_bytes + 1,
            patience=settings.fetch_seconds * 2,
            allow=allow,
        )
        self._flights: Flights[Picture | None] = Flights("links picture")
        self._failures: dict[str, float] = {}

    def signed(self, metadata: Metadata) -> Metadata:
        """The same, with every picture at an address of the house."""
        parts = {
            name: self._with_paths(part, inside)
            for name, inside in _INSIDE.items()
            if (part := getattr(metadata, name)) is not None
        }
        return msgspec.structs.replace(self._with_paths(metadata, ("image", "icon")), **parts)

    async def get(self, address: str, signature: str) -> Picture:
        expected = self._signature(address)
        url = urls.find(address)
        if url is None or not hmac.compare_digest(expected.encode(), signature.encode()):
            raise NotFound
        task = self._flights.task(url.text, lambda: self._find_or_fetch(url))
        picture = await asyncio.shield(task)
        if picture is None:
            raise NotFound
        return picture

    async def forget_old(self) -> None:
        """Copies are made anew after a while, as what they were made of may have changed."""
        oldest = self._clock.now() - self._kept_for
        old = [blob.key async for blob in self._blobs.list(FOLDER) if blob.modified_at < oldest]
        if old:
            await self._blobs.delete(old)

    async def forget(self, known: Sequence[Metadata]) -> None:
        """The copies of what these show."""
        named = [urls.find(address) for one in known for address in _shown_by(one)]
        if keys := [self._key(url) for url in named if url is not None]:
            await self._blobs.delete(keys)

    def _with_paths(self, part: P, names: Sequence[str]) -> P:
        given = {name: getattr(part, name) for name in names}
        paths = {name: self._path(url) for name, url in given.items() if isinstance(url, str)}
        return msgspec.structs.replace(part, **paths)

    def _path(self, address: str) -> str:
        return f"{ROUTE}?url={quote(address, safe='')}&signature={self._signature(address)}"

    def _signature(self, address: str) -> str:
        digest = self._secrets.digest(_PURPOSE, address.encode())[:_SIGNATURE_BYTES]
        return base64url.encode(digest)

    def _key(self, url: urls.WebAddress) -> str:
        return f"{FOLDER}/small/{self._secrets.digest(_PURPOSE, url.text.encode()).hex()}"

    async def _find_or_fetch(self, url: urls.WebAddress) -> Picture | None:
        key = self._key(url)
        kept = await self._kept(key)
        if kept is not None or self._failures.get(key, 0.0) > self._clock.monotonic():
            return kept
        try:
            picture = await self._fetch(url)
        except NoAnswer as error:
            log.info("no picture: %s", error)
            self._note_failure(key)
            return None
        try:
            await self._blobs.put(key, _whole(picture.body), media_type=picture.media_type)
        except BlobTrouble as error:
            log.warning("a picture is shown and not kept: %s", error)
        return picture

    async def _kept(self, key: str) -> Picture | None:
        try:
            body = b"".join([chunk async for chunk in self._blobs.read(key)])
        except (BlobMissing, BlobTrouble):
            return None
        media_type = picture_type(body)
        return Picture(media_type, body) if media_type else None

    async def _fetch(self, url: urls.WebAddress) -> Picture:
        fetched = await self._fetcher.fetch(url, self._wanted)
        body = fetched.body
        size = picture_size(body)
        if not fetched.is_whole or len(body) > self._most_bytes or size is None:
            raise Unreadable(f"what {url.host} sent is no picture, or too large a one")
        if size.width * size.height > _MOST_PIXELS:
            raise Unreadable(f"a picture of {url.host} has too many pixels")
        small = await self._shrink(body)
        media_type = None if small is None else picture_type(small)
        if small is None or media_type is None:
            raise Unreadable(f"what {url.host} sent cannot be shown")
        return Picture(media_type, small)

    def _note_failure(self, key: str) -> None:
        while len(self._failures) >= _MOST_FAILURES:
            self._failures.pop(next(iter(self._failures)))
        self._failures[key] = self._clock.monotonic() + self._left_alone


def _shown_by(metadata: Metadata) -> list[object]:
    inside = [
        getattr(part, name)
        for kind, names in _INSIDE.items()
        if (part := getattr(metadata, kind)) is not None
        for name in names
    ]
    return [metadata.image, metadata.icon, *inside]


def _may_be_picture(media_type: str) -> bool:
    """What it really is its bytes say; many stores send pictures as bytes of no type."""
    return media_type.startswith("image/") or media_type == "application/octet-stream"


async def _whole(body: bytes) -> AsyncIterator[bytes]:
    yield body
