"""Showcases: what members show of what they like."""

from collections.abc import Mapping, Sequence

import msgspec

from longhouse.features.graph import api as graph
from longhouse.features.profiles.errors import InvalidSaying, Unwelcome
from longhouse.features.profiles.events import ProfileChanged
from longhouse.features.profiles.model import Card, ShowcaseCollection
from longhouse.features.profiles.policy.texts import normal_note
from longhouse.features.profiles.policy.visibility import may_see
from longhouse.features.profiles.service.looking import get_profiles, standing_of
from longhouse.features.profiles.store import profiles
from longhouse.features.profiles.store import showcase as store
from longhouse.features.profiles.store.showcase import Favourite
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.errors import InvalidFields, NotFound, Wrong
from longhouse.kernel.ids import UserId
from longhouse.kernel.principal import Principal
from longhouse.kernel.wording import Wording

MOST_ITEMS = 3
MOST_NOTE = 80


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    item: store.Item
    card: Card


class Shelf(msgspec.Struct, frozen=True, kw_only=True):
    """One collection of somebody, with what of it the viewer may see."""

    key: str
    title: str
    items: Sequence[Shown]


class Showing:
    def __init__(self, wording: Wording, collections: Sequence[ShowcaseCollection]) -> None:
        self._wording = wording
        self._collections: Mapping[str, ShowcaseCollection] = {one.key: one for one in collections}

    async def list_of(self, read: Read, principal: Principal, reference: str) -> list[Shelf]:
        """A collection of which nothing may be seen is left out, but for its owner."""
        me = principal.user_id
        owner = (await graph.get_visible(read, principal, reference)).id
        shelves = await self._shelves(read, me, owner)
        return [one for one in shelves if one.items or me == owner]

    async def set_items(
        self, tx: Tx, principal: Principal, key: str, wishes: Sequence[Favourite]
    ) -> list[Shelf]:
        collection = self._collection(key)
        if len(wishes) > MOST_ITEMS:
            raise InvalidFields(
                {"items": Wrong("too_many", f"There is room for {MOST_ITEMS}.", most=MOST_ITEMS)}
            )
        if len({wish.entity_id for wish in wishes}) < len(wishes):
            raise InvalidFields({"items": Wrong("shown_once", "Each can be shown once.")})
        me = principal.user_id
        kept: list[Favourite] = []
        for at, wish in enumerate(wishes):
            try:
                note = self._note(f"items.{at}.note", wish.note)
            except InvalidSaying as refusal:
                raise InvalidFields({refusal.field: refusal.wrong}) from None
            if not await collection.may_show(tx, me, wish.entity_id):
                raise InvalidFields(
                    {
                        f"items.{at}.entity_id": Wrong(
                            "not_yours_to_show", "That is not yours to show."
                        )
                    }
                )
            kept.append(Favourite(wish.entity_id, note))
        await profiles.lock(tx, me)
        await store.set_items(tx, me, key, kept)
        tx.emit(ProfileChanged(user_id=me))
        return await self._shelves(tx, me, me)

    async def search(self, read: Read, principal: Principal, key: str, q: str) -> Sequence[Card]:
        return await self._collection(key).search(read, principal.user_id, q)

    async def _shelves(self, read: Read, me: UserId, owner: UserId) -> list[Shelf]:
        items = await store.list_of(read, owner)
        shelves: list[Shelf] = []
        for key in await self._shown_to(read, me, owner):
            collection = self._collections[key]
            own = [item for item in items if item.collection == key]
            cards = await collection.show_many(read, me, [item.entity_id for item in own])
            shown = [
                Shown(item=item, card=cards[item.entity_id])
                for item in own
                if item.entity_id in cards
            ]
            shelves.append(Shelf(key=key, title=collection.title, items=shown))
        return shelves

    async def _shown_to(self, read: Read, me: UserId, owner: UserId) -> list[str]:
        profile = (await get_profiles(read, [owner]))[owner]
        standing = standing_of(me, owner, await graph.list_friends_among(read, me, [owner]))
        levels = profile.collection_levels_in_force(self._collections)
        return [key for key, level in levels.items() if may_see(level, standing)]

    def _note(self, field: str, given: str | None) -> str | None:
        note = normal_note(field, given, MOST_NOTE)
        if note and not self._wording.allows(note):
            raise Unwelcome(field)
        return note

    def _collection(self, key: str) -> ShowcaseCollection:
        found = self._collections.get(key)
        if found is None:
            raise NotFound
        return found


__all__ = ["MOST_ITEMS", "MOST_NOTE", "Favourite", "Shelf", "Showing", "Shown"]
