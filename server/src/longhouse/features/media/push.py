"""What is told live about media: to their owner, on every device."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol
from uuid import UUID

from longhouse.features.identity.api import user_topic
from longhouse.features.media.events import (
    MediaDescribed,
    MediaFailed,
    MediaProgressed,
    MediaQuarantined,
    MediaReady,
    MediaReceived,
    MediaRemoved,
)
from longhouse.features.media.schemas import MediaGone, OneMedia
from longhouse.features.media.service.links import Links
from longhouse.features.media.store import assets
from longhouse.kernel.db import Read
from longhouse.kernel.ids import UserId
from longhouse.kernel.push import AnyPush, Push, Telling

CHANGES = (
    MediaReceived,
    MediaProgressed,
    MediaReady,
    MediaFailed,
    MediaQuarantined,
    MediaDescribed,
)


class _OfOne(Protocol):
    @property
    def media_id(self) -> UUID: ...

    @property
    def owner_id(self) -> UserId: ...


def pushes(links: Links) -> list[AnyPush]:
    return [*(Push(event, _changed(links)) for event in CHANGES), Push(MediaRemoved, _removed)]


def _changed(links: Links) -> Callable[[Read, _OfOne], Awaitable[Sequence[Telling]]]:
    async def changed(read: Read, event: _OfOne) -> Sequence[Telling]:
        asset = await assets.find(read, event.media_id)
        if asset is None:
            return []
        told = OneMedia(links.show(asset, read.now))
        return [Telling(user_topic(event.owner_id), "media_updated", told)]

    return changed


async def _removed(_read: Read, event: MediaRemoved) -> Sequence[Telling]:
    return [Telling(user_topic(event.owner_id), "media_removed", MediaGone(event.media_id))]
