"""Who of one's friends is here now. Nothing of it is stored."""

import asyncio
from collections.abc import Collection, Sequence
from datetime import datetime

import msgspec

from longhouse.features.graph import api as graph
from longhouse.features.identity import api as identity
from longhouse.features.profiles.model import WhoIsOnline, nobody_is_online
from longhouse.features.profiles.policy.visibility import may_see
from longhouse.features.profiles.service.looking import Looking, get_profiles
from longhouse.kernel.db import Database, Read
from longhouse.kernel.errors import Unavailable
from longhouse.kernel.ids import UserId, new_id
from longhouse.kernel.live import Live, Message
from longhouse.kernel.principal import Principal

MOST_ASKED = 100
_MOST_TOLD = 500
_MOST_WAITING = 1000


class PresenceTold(msgspec.Struct, kw_only=True):
    user_id: UserId
    online: bool
    last_active_at: datetime | None


class Presences:
    """Told to friends as it changes; `run` is the loop that tells."""

    def __init__(self, db: Database, live: Live) -> None:
        self._db = db
        self._live = live
        self._ask: WhoIsOnline = nobody_is_online
        self._changes: asyncio.Queue[tuple[UserId, bool]] = asyncio.Queue(_MOST_WAITING)

    def use(self, ask: WhoIsOnline) -> None:
        """Given by the process that serves sockets, once they are there."""
        self._ask = ask

    async def online(self, user_ids: Collection[UserId]) -> frozenset[UserId]:
        return await self._ask(user_ids)

    def changed(self, user_id: UserId, online: bool) -> None:
        if not self._changes.full():
            self._changes.put_nowait((user_id, online))

    async def run(self) -> None:
        while True:
            user_id, online = await self._changes.get()
            try:
                await self.tell(user_id, online=online)
            except Unavailable:
                # Whoever looks at a list of friends asks anew.
                continue

    async def tell(self, user_id: UserId, *, online: bool) -> None:
        """To the friends of a member, where friends may know it.

        Whoever leaves was here until now, though they may have asked for nothing in hours.
        """
        async with self._db.transaction() as tx:
            if not online:
                await identity.note_here(tx, user_id, tx.now)
            profile = (await get_profiles(tx, [user_id])).get(user_id)
            if profile is None or not may_see(profile.levels_in_force["last_active"], "friend"):
                return
            friends = await graph.newest_friends(tx, user_id, _MOST_TOLD)
            active = (await identity.last_active_many(tx, [user_id])).get(user_id)
        told = PresenceTold(user_id=user_id, online=online, last_active_at=active)
        message = Message(
            event_id=new_id(),
            type="presence_changed",
            data=msgspec.Raw(msgspec.json.encode(told)),
            timestamp=tx.now,
        )
        for friend in friends:
            await self._live.publish(identity.user_topic(friend), message)

    async def list_of(
        self, read: Read, principal: Principal, looking: Looking, user_ids: Sequence[UserId]
    ) -> list[PresenceTold]:
        """Of those of whom the member may know it."""
        me = principal.user_id
        here = await graph.list_seen_among(read, me, user_ids)
        seen = await looking.see_many(read, me, here)
        return [
            PresenceTold(
                user_id=one,
                online=seen[one].online is True,
                last_active_at=seen[one].last_active_at,
            )
            for one in here
            if one in seen and "last_active" not in seen[one].hidden
        ]
