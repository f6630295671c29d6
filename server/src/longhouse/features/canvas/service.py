"""Making, naming and removing canvases, and seeing who is where."""

from collections.abc import Sequence
from uuid import UUID

import msgspec

from longhouse.features.canvas import policy, store
from longhouse.features.canvas.errors import InvalidName, TooManyCanvases
from longhouse.features.canvas.events import CanvasMade, CanvasRemoved, CanvasRenamed
from longhouse.features.canvas.model import HOUSE, Canvas, CanvasId, Somebody
from longhouse.features.canvas.settings import CanvasSettings
from longhouse.features.graph import api as graph
from longhouse.features.media.api import AddressOf
from longhouse.features.profiles import api as profiles
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.errors import Forbidden, NotFound
from longhouse.kernel.gatherings import list_attendants
from longhouse.kernel.ids import UserId, new_id
from longhouse.kernel.live import Live
from longhouse.kernel.paging import Cut, Page, cut
from longhouse.kernel.principal import Principal
from longhouse.kernel.push import Withdraw, Withdrawal
from longhouse.kernel.wording import UNWELCOME, Wording


def canvas_topic(canvas_id: UUID | str) -> str:
    return f"canvas:{canvas_id}"


class People:
    """Members as they appear to each other on canvases."""

    def __init__(self, avatar_address: AddressOf) -> None:
        self._avatar_address = avatar_address

    async def get_many(self, read: Read, user_ids: Sequence[UserId]) -> dict[UserId, Somebody]:
        found = await profiles.get_many(read, user_ids)
        return {
            one.id: Somebody(
                id=one.id,
                username=one.username,
                display_name=one.display_name,
                avatar=self._avatar_address(one.avatar_id, read.now),
            )
            for one in found.values()
        }


class Canvases:
    def __init__(
        self,
        settings: CanvasSettings,
        live: Live,
        withdraw: Withdraw,
        people: People,
        wording: Wording,
    ) -> None:
        self._settings = settings
        self._live = live
        self._withdraw = withdraw
        self._people = people
        self._wording = wording

    @property
    def message_bytes(self) -> int:
        return self._settings.message_bytes

    async def make(self, tx: Tx, principal: Principal, given: str) -> CanvasId:
        name, owner = self._welcome_name(given), principal.user_id
        most = self._settings.canvases_per_member
        if await store.lock_of(tx, owner) >= most:
            raise TooManyCanvases(most)
        canvas_id = CanvasId(new_id())
        await store.insert(tx, Canvas(id=canvas_id, owner_id=owner, name=name, created_at=tx.now))
        tx.emit(CanvasMade(canvas_id=canvas_id, owner_id=owner))
        return canvas_id

    async def rename(self, tx: Tx, principal: Principal, canvas_id: UUID, given: str) -> None:
        canvas = await self.get(tx, principal, canvas_id)
        if not policy.may_change(principal, canvas.owner_id):
            raise Forbidden
        name = self._welcome_name(given)
        if name != canvas.name:
            await store.rename(tx, canvas_id, name)
            tx.emit(CanvasRenamed(canvas_id=canvas_id, owner_id=canvas.owner_id))

    async def remove(self, tx: Tx, principal: Principal, canvas_id: UUID) -> None:
        """Whoever is on it stands on nothing from then on. No block keeps an admin from it."""
        canvas = await store.find(tx, canvas_id)
        if canvas is None or not policy.may_remove(principal, canvas.owner_id):
            await self.get(tx, principal, canvas_id)
            raise Forbidden
        await self.take_away(tx, canvas_id, canvas.owner_id)

    async def take_away(self, tx: Tx, canvas_id: UUID, owner_id: UserId) -> None:
        await store.remove(tx, canvas_id)
        topic = canvas_topic(canvas_id)
        for one in await list_attendants(self._live, topic):
            self._withdraw(tx, Withdrawal(user_id=one.user_id, topic=topic))
        tx.emit(CanvasRemoved(canvas_id=canvas_id, owner_id=owner_id))

    async def get(self, read: Read, principal: Principal, canvas_id: UUID) -> Canvas:
        found = await store.find_visible(read, principal.user_id, canvas_id)
        if found is None:
            raise NotFound
        return found

    async def list_canvases(self, read: Read, principal: Principal, page: Page) -> Cut[Canvas]:
        """Without the one of the house, the newest first."""
        before = page.after(UUID)
        rows = await store.list_visible(read, principal.user_id, before, page.limit + 1)
        return cut(rows, page, lambda canvas: canvas.id)

    async def people_at(
        self, read: Read, principal: Principal, ids: Sequence[UUID | str]
    ) -> dict[UUID | str, list[Somebody]]:
        """Everybody at these canvases whom the member may see."""
        hidden = {str(one) for one in await graph.list_hidden(read, principal.user_id)}
        return {
            canvas_id: [
                _somebody.decode(one.who)
                for one in await list_attendants(self._live, canvas_topic(canvas_id))
                if one.user_id not in hidden
            ]
            for canvas_id in ids
        }

    def _welcome_name(self, given: str) -> str:
        name = policy.normal_name(given)
        if not self._wording.allows(name):
            raise InvalidName(UNWELCOME)
        return name

    async def owners_of(self, read: Read, canvases: Sequence[Canvas]) -> dict[UserId, Somebody]:
        return await self._people.get_many(read, [canvas.owner_id for canvas in canvases])


_somebody = msgspec.json.Decoder(Somebody)

__all__ = ["HOUSE", "Canvases", "People", "canvas_topic"]
