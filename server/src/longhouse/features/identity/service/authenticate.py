"""Who a token stands for, asked at the edge for every request that is not remembered."""

from datetime import datetime

from longhouse.features.identity.model import Identified, SessionKind
from longhouse.features.identity.policy import secrets
from longhouse.features.identity.policy.lifetimes import Lifetimes
from longhouse.features.identity.service.last_seen import LastSeen
from longhouse.features.identity.store import sessions as store
from longhouse.kernel.db import Read
from longhouse.kernel.ids import UserId
from longhouse.kernel.principal import Principal


class Authenticate:
    """Fills the edge's port: an unknown, ended, expired or idle session is nobody."""

    def __init__(self, lifetimes: Lifetimes, last_seen: LastSeen) -> None:
        self._lifetimes = lifetimes
        self.last_seen = last_seen

    async def by_session_token(self, read: Read, token: str) -> Principal | None:
        return await self._find(read, "cookie", token)

    async def by_bearer(self, read: Read, token: str) -> Principal | None:
        return await self._find(read, "bearer", token)

    async def confirm(self, read: Read, principal: Principal) -> Principal | None:
        idle_since = self._lifetimes.idle_since(read.now)
        found = await store.find_open(read, principal.session_id, idle_since)
        return None if found is None else self._principal(read, found, principal.via)

    async def _find(self, read: Read, kind: SessionKind, token: str) -> Principal | None:
        idle_since = self._lifetimes.idle_since(read.now)
        found = await store.find_by_token(read, kind, secrets.digest(token), idle_since)
        return None if found is None else self._principal(read, found, kind)

    def _principal(self, read: Read, found: Identified, kind: SessionKind) -> Principal:
        self._note(found, read.now)
        return Principal(
            user_id=UserId(found.account_id),
            username=found.username,
            session_id=found.session_id,
            is_admin=found.is_admin,
            via=kind,
            reauthenticated_at=found.reauthenticated_at,
            ends_at=found.ends_at,
        )

    def _note(self, found: Identified, now: datetime) -> None:
        self.last_seen.note(found.session_id, found.last_seen_at, now)
