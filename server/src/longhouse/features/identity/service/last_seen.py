"""When a session was last used, written at most once a minute and never by the request itself."""

import asyncio
from datetime import datetime, timedelta

from longhouse.features.identity.store import sessions as store
from longhouse.kernel.db import Database
from longhouse.kernel.ids import SessionId

_COARSE = timedelta(minutes=1)
# One statement for everybody who was seen in this many seconds.
_GATHER = 2.0


class LastSeen:
    """What a crash loses is the use of the last seconds, which the next use makes up for."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._seen: dict[SessionId, datetime] = {}
        self._stopping = asyncio.Event()

    def note(self, session_id: SessionId, last_seen_at: datetime, now: datetime) -> None:
        if now - last_seen_at >= _COARSE:
            self._seen[session_id] = now

    async def run(self) -> None:
        while not self._stopping.is_set():
            try:
                await asyncio.wait_for(self._stopping.wait(), _GATHER)
            except TimeoutError:
                await self.write()
        await self.write()

    def stop(self) -> None:
        self._stopping.set()

    async def write(self) -> None:
        if not self._seen:
            return
        seen, self._seen = self._seen, {}
        async with self._db.transaction() as tx:
            await store.note_seen(tx, list(seen.items()))
