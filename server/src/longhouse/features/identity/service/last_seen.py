"""What visits leave behind: when a session was last used, at most once a minute, and what language
its browser wishes for. Written for many at once, and never by the request itself."""

import asyncio
from datetime import datetime, timedelta

from longhouse.features.identity.store import accounts
from longhouse.features.identity.store import sessions as store
from longhouse.kernel.db import Database
from longhouse.kernel.ids import SessionId, UserId
from longhouse.kernel.languages import Language

_COARSE = timedelta(minutes=1)
# One statement for everybody who was seen in this many seconds.
_GATHER = 2.0


class LastSeen:
    """What a crash loses is the use of the last seconds, which the next use makes up for."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._seen: dict[SessionId, datetime] = {}
        self._wished: dict[UserId, Language] = {}
        self._stopping = asyncio.Event()

    def note(self, session_id: SessionId, last_seen_at: datetime, now: datetime) -> None:
        if now - last_seen_at >= _COARSE:
            self._seen[session_id] = now

    def note_language(self, user_id: UserId, language: Language | None) -> None:
        """For whoever signed in before it was asked for, or wishes for another since."""
        if language is not None:
            self._wished[user_id] = language

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
        if not self._seen and not self._wished:
            return
        seen, self._seen = self._seen, {}
        wished, self._wished = self._wished, {}
        async with self._db.transaction() as tx:
            if seen:
                await store.note_seen(tx, list(seen.items()))
            if wished:
                await accounts.note_languages(tx, list(wished.items()))
