"""What other features may ask of media."""

from collections.abc import AsyncIterator, Callable, Sequence
from datetime import datetime
from uuid import UUID

from longhouse.features.media.errors import NotAttachable
from longhouse.features.media.model import Asset
from longhouse.features.media.policy.formats import recognize
from longhouse.features.media.policy.pictures import declared_size
from longhouse.features.media.schemas import Media
from longhouse.features.media.service.assets import Assets
from longhouse.features.media.service.drafts import EXPIRES_AFTER
from longhouse.features.media.service.intake import Intake
from longhouse.features.media.service.links import Links
from longhouse.features.media.service.shrinking import Shrink
from longhouse.features.media.store import assets, objects
from longhouse.kernel.blobs import Kept
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.house import House
from longhouse.kernel.principal import Principal

__all__ = [
    "FOLDER",
    "AddressOf",
    "Intake",
    "Media",
    "NotAttachable",
    "Shrink",
    "Taken",
    "address_of",
    "attach",
    "declared_size",
    "detach",
    "erase",
    "find_strays",
    "list_kept",
    "recognize",
    "show_many",
]

FOLDER = "media"
"""Where everything of this feature lies in the store."""
_PAGE = 1000

Taken = Asset
AddressOf = Callable[[UUID | None, datetime], str | None]


async def attach(
    tx: Tx, principal: Principal, ids: Sequence[UUID], *, purpose: str = "post"
) -> None:
    """Hang the caller's own uploads on something, from where they do not expire.

    Raises NotAttachable for what is not theirs, not for this purpose, failed, quarantined, still
    arriving, or in use elsewhere. A film that is still being prepared may be attached.
    """
    await Assets().attach(tx, principal, ids, purpose=purpose)


async def detach(tx: Tx, ids: Sequence[UUID]) -> None:
    """Back to what was uploaded and never used: their owner may hang them on something again
    within a day, after which they are removed."""
    await assets.set_released(tx, ids, tx.now + EXPIRES_AFTER)


async def erase(tx: Tx, ids: Sequence[UUID]) -> None:
    """For good and at once: no address opens them any more, and the next collection takes the
    files out of the store."""
    await Assets().erase(tx, await assets.lock_many(tx, ids))


async def show_many(house: House, read: Read, ids: Sequence[UUID]) -> dict[UUID, Media]:
    """As on the wire, with fresh addresses; what is quarantined or gone is left out.

    The caller has made sure that the viewer may see what these hang on.
    """
    links = Links(house.secrets)
    return {
        asset.id: links.show(asset, read.now)
        for asset in await assets.get_many(read, ids)
        if asset.status != "quarantined"
    }


def address_of(house: House) -> AddressOf:
    """Makes addresses of small pictures from their ids alone, for lists of many people: whoever
    keeps such an id forgets it when the picture is quarantined or removed."""
    links = Links(house.secrets)

    def address(media_id: UUID | None, now: datetime) -> str | None:
        return None if media_id is None else links.url(media_id, "small", now)

    return address


async def list_kept(read: Read) -> AsyncIterator[Kept]:
    """Every object that is shown, or is needed to make one that will be."""
    last = ""
    while page := await objects.list_kept(read, last, _PAGE):
        for kept in page:
            yield kept
        last = page[-1].key


async def find_strays(read: Read, keys: Sequence[str]) -> Sequence[str]:
    """Those that nothing here knows of."""
    return await objects.list_unknown(read, keys)
