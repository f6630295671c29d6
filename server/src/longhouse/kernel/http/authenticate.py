"""Who is asking: a port that the identity feature fills, and a short memory of its answers."""

from typing import Protocol

from longhouse.kernel.clock import Clock
from longhouse.kernel.db import Database, Read
from longhouse.kernel.principal import Principal
from longhouse.kernel.push import Withdrawal

# How long an answer is remembered. A right that ends is forgotten at once by every process; this
# bounds the harm when a process cannot be told.
_REMEMBERED = 5.0
_MOST = 20_000


class Authenticator(Protocol):
    async def by_session_token(self, read: Read, token: str) -> Principal | None: ...

    async def by_bearer(self, read: Read, token: str) -> Principal | None: ...

    async def confirm(self, read: Read, principal: Principal) -> Principal | None:
        """The member as the database has them now, or None when the session has ended."""
        ...


class PrincipalCache:
    """Saves the look-up of a session for requests in quick succession.

    While a right is being withdrawn nothing about that member is remembered, so that an answer
    read before the withdrawal's commit cannot outlive it.
    """

    def __init__(self, db: Database, authenticator: Authenticator, clock: Clock) -> None:
        self._db = db
        self._authenticator = authenticator
        self._clock = clock
        self._known: dict[str, tuple[Principal, float]] = {}
        self._tokens: dict[str, set[str]] = {}
        self._not_before: dict[str, float] = {}

    async def by_session_token(self, token: str) -> Principal | None:
        return await self._find("s" + token)

    async def by_bearer(self, token: str) -> Principal | None:
        return await self._find("b" + token)

    async def confirm(self, principal: Principal) -> Principal | None:
        """Ask anew, past what is remembered."""
        async with self._db.read() as read:
            return await self._authenticator.confirm(read, principal)

    # What a withdrawal asks of everyone who heeds it

    def freeze(self, freeze_id: str, withdrawal: Withdrawal) -> None:
        self._heed(withdrawal)

    def thaw(self, freeze_id: str) -> None:
        """Nothing is remembered for a while in either case."""

    def end(self, freeze_id: str, withdrawal: Withdrawal, *, certain: bool) -> None:
        self._heed(withdrawal)

    def interrupted(self) -> None:
        self._known.clear()
        self._tokens.clear()

    def forget(self, user_id: str) -> None:
        """Ask anew for this member, and remember nothing until a withdrawal has settled."""
        for key in self._tokens.pop(user_id, ()):
            self._known.pop(key, None)
        now = self._clock.monotonic()
        self._not_before[user_id] = now + _REMEMBERED
        if len(self._not_before) > _MOST:
            self._not_before = {u: t for u, t in self._not_before.items() if t > now}

    def _heed(self, withdrawal: Withdrawal) -> None:
        """What ends for everybody ends for one topic, and nobody's session with it."""
        if withdrawal.user_id is not None:
            self.forget(withdrawal.user_id)

    async def _find(self, key: str) -> Principal | None:
        now = self._clock.monotonic()
        known = self._known.get(key)
        if known is not None and known[1] > now:
            return known[0]
        async with self._db.read() as read:
            if key[0] == "s":
                principal = await self._authenticator.by_session_token(read, key[1:])
            else:
                principal = await self._authenticator.by_bearer(read, key[1:])
        if principal is not None:
            self._remember(key, principal, now)
        return principal

    def _remember(self, key: str, principal: Principal, asked: float) -> None:
        user_id = str(principal.user_id)
        if self._not_before.get(user_id, 0.0) > asked:
            return
        if len(self._known) >= _MOST:
            self.interrupted()
        self._known[key] = (principal, asked + _REMEMBERED)
        self._tokens.setdefault(user_id, set()).add(key)
