"""Who is online: any member with at least one connection to any process.

Each process enters the members that are connected to it and refreshes them at every heartbeat;
what a process leaves behind when it dies is over a minute later. Nothing of this is stored.
"""

import asyncio
import secrets
from collections.abc import Callable, Collection

from longhouse.kernel.errors import Unavailable
from longhouse.kernel.ids import UserId
from longhouse.kernel.live import Live
from longhouse.realtime.background import Background
from longhouse.realtime.connection import Connection
from longhouse.realtime.hub import Hub
from longhouse.realtime.turns import Turns

ONLINE_SECONDS = 60.0
_AT_ONCE = 8

Changed = Callable[[UserId, bool], None]


class Presence:
    def __init__(self, live: Live, hub: Hub, background: Background) -> None:
        self._live = live
        self._hub = hub
        self._background = background
        self._process = secrets.token_hex(8)
        self._turns = Turns(_AT_ONCE)
        self._changed: list[Changed] = []

    def on_change(self, changed: Changed) -> None:
        """Call when a member comes online or goes offline, seen from this process.

        One whose process died goes offline without a call.
        """
        self._changed.append(changed)

    async def online(self, user_ids: Collection[UserId]) -> frozenset[UserId]:
        """Those of the members who are online now."""
        asked = list(user_ids)
        present = await asyncio.gather(*(self._live.present(_key(user)) for user in asked))
        return frozenset(user for user, entries in zip(asked, present, strict=True) if entries)

    def arrived(self, connection: Connection) -> None:
        user_id = connection.principal.user_id
        if self._hub.connections_of(str(user_id)) == 1:
            # Whoever is here already has been entered, and is again at each heartbeat.
            self._background.spawn(self._enter(user_id))

    def beaten(self, connection: Connection) -> None:
        self._background.spawn(self._enter(connection.principal.user_id))

    def left(self, connection: Connection) -> None:
        user_id = connection.principal.user_id
        if not self._hub.is_here(str(user_id)):
            self._background.spawn(self._leave(user_id))

    async def _enter(self, user_id: UserId) -> None:
        try:
            async with self._turns.turn():
                new = await self._live.touch(_key(user_id), self._process, b"", ONLINE_SECONDS)
            if not self._hub.is_here(str(user_id)):
                # It left while the port was being told.
                await self._leave(user_id)
            elif new and self._changed and len(await self._live.present(_key(user_id))) == 1:
                self._tell(user_id, online=True)
        except Unavailable:
            # The next heartbeat enters it again.
            return

    async def _leave(self, user_id: UserId) -> None:
        try:
            was_here = await self._live.leave(_key(user_id), self._process)
            if self._hub.is_here(str(user_id)):
                # It came back while the port was being told.
                await self._live.touch(_key(user_id), self._process, b"", ONLINE_SECONDS)
            elif was_here and self._changed and not await self._live.present(_key(user_id)):
                self._tell(user_id, online=False)
        except Unavailable:
            # What stays behind is over in a minute.
            return

    def _tell(self, user_id: UserId, *, online: bool) -> None:
        for changed in self._changed:
            changed(user_id, online)


def _key(user_id: UserId) -> str:
    return f"online:{user_id}"
