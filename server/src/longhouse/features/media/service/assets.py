"""Looking at uploads, describing and deleting them, and hanging them on something."""

from collections.abc import Sequence
from uuid import UUID

from longhouse.features.media.errors import NotAttachable, StillInUse
from longhouse.features.media.events import MediaDescribed, MediaRemoved
from longhouse.features.media.model import Asset
from longhouse.features.media.policy.descriptions import normal_description
from longhouse.features.media.store import assets, objects
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.errors import NotFound
from longhouse.kernel.ids import UserId
from longhouse.kernel.principal import Principal


class Assets:
    async def get_own(self, read: Read, principal: Principal, media_id: UUID) -> Asset:
        """Only its owner sees an upload by its id; others see it where it hangs."""
        found = await assets.find(read, media_id)
        return _owned(found, principal)

    async def describe(
        self, tx: Tx, principal: Principal, media_id: UUID, alt: str | None
    ) -> Asset:
        asset = _owned(await assets.lock(tx, media_id), principal)
        text = normal_description(alt)
        if text != asset.alt:
            await assets.set_alt(tx, media_id, text)
            tx.emit(MediaDescribed(media_id=media_id, owner_id=asset.owner_id))
        return await self.get_own(tx, principal, media_id)

    async def remove(self, tx: Tx, principal: Principal, media_id: UUID) -> None:
        asset = _owned(await assets.lock(tx, media_id), principal)
        if asset.attached_at is not None:
            raise StillInUse
        await self.erase(tx, [asset])

    async def erase(self, tx: Tx, gone: Sequence[Asset]) -> None:
        """Rows, room and files; the files leave the store with the next collection."""
        ids = [asset.id for asset in gone]
        await assets.remove(tx, ids)
        await objects.drop_all(tx, ids)
        for asset in gone:
            await assets.give_back(tx, asset.owner_id, asset.uploaded_bytes)
            tx.emit(MediaRemoved(media_id=asset.id, owner_id=asset.owner_id))

    async def erase_of(self, tx: Tx, owner_id: UserId) -> None:
        await self.erase(tx, await assets.lock_of_owner(tx, owner_id))

    async def attach(
        self, tx: Tx, principal: Principal, ids: Sequence[UUID], *, purpose: str
    ) -> list[Asset]:
        """Ready or still being prepared, one's own, and in use nowhere else; in the order given."""
        found: dict[UUID, Asset] = {asset.id: asset for asset in await assets.lock_many(tx, ids)}
        for media_id in ids:
            asset = found.get(media_id)
            if asset is None or asset.owner_id != principal.user_id or asset.purpose != purpose:
                raise NotAttachable
            if asset.status not in ("ready", "processing") or asset.attached_at is not None:
                raise NotAttachable
        if len(found) != len(ids):
            raise NotAttachable
        await assets.set_attached(tx, list(ids))
        return [found[media_id] for media_id in ids]


def _owned(asset: Asset | None, principal: Principal) -> Asset:
    if asset is None or asset.owner_id != principal.user_id:
        raise NotFound
    return asset
