"""Bearer tokens for clients that are not a browser.

Access and refresh tokens are random references to a session row, so that the end of the session is
the end of both. A refresh token works once. That it comes a second time means that two hold it, and
one of them stole it: the session ends for both.
"""

import logging

import msgspec

from longhouse.features.identity.errors import InvalidCredentials, TokenInvalid, TokenReused
from longhouse.features.identity.model import Visit
from longhouse.features.identity.policy import secrets
from longhouse.features.identity.policy.lifetimes import Lifetimes
from longhouse.features.identity.service.prove import Proofs
from longhouse.features.identity.service.second_factor import SecondFactors
from longhouse.features.identity.service.sessions import Sessions
from longhouse.features.identity.store import accounts
from longhouse.features.identity.store import sessions as store
from longhouse.kernel.db import Database, Tx
from longhouse.kernel.ids import SessionId
from longhouse.kernel.limits import MINUTE, Limits

log = logging.getLogger(__name__)

_REFRESHES_A_MINUTE = 60


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    access_token: str
    refresh_token: str
    expires_in: int


class Tokens:
    def __init__(
        self,
        db: Database,
        proofs: Proofs,
        factors: SecondFactors,
        sessions: Sessions,
        lifetimes: Lifetimes,
        limits: Limits,
    ) -> None:
        self._db = db
        self._proofs = proofs
        self._factors = factors
        self._sessions = sessions
        self._lifetimes = lifetimes
        self._limits = limits

    async def issue(self, visit: Visit, name: str, password: str, code: str | None) -> Pair:
        proven = await self._proofs.by_name(visit, name, password, code)
        account = proven.account
        async with self._db.transaction() as tx:
            if not await accounts.lock_unchanged(tx, account.id, account.password_hash):
                raise InvalidCredentials
            await self._factors.check(tx, account, code)
            started = await self._sessions.start(tx, account.id, visit, "bearer")
            refresh_token = await self._new_refresh(tx, started.session_id)
        log.info("signed in", extra={"account": str(account.id), "by": "token"})
        return self._pair(started.token, refresh_token)

    async def refresh(self, visit: Visit, refresh_token: str) -> Pair:
        if visit.place:
            await self._limits.check(f"refresh:{visit.place}", _REFRESHES_A_MINUTE, MINUTE)
        token_hash = secrets.digest(refresh_token)
        # The end of a session has to be committed although the caller is refused, so the refusal
        # is raised when the transaction is over.
        refusal: TokenReused | None = None
        access_token = new_refresh_token = ""
        async with self._db.transaction() as tx:
            idle_since = self._lifetimes.idle_since(tx.now)
            found = await store.lock_refresh(tx, token_hash, idle_since)
            if found is None:
                raise TokenInvalid
            if found.used:
                ended = await self._sessions.end(
                    tx, found.account_id, found.session_id, "token_reused"
                )
                log.warning(
                    "a refresh token was used twice",
                    extra={"account": str(found.account_id), "session_ended": ended},
                )
                refusal = TokenReused()
            elif not found.usable:
                raise TokenInvalid
            else:
                access_token, new_refresh_token = await self._rotate(tx, found, token_hash)
        if refusal is not None:
            raise refusal
        return self._pair(access_token, new_refresh_token)

    async def _rotate(self, tx: Tx, found: store.Refresh, token_hash: bytes) -> tuple[str, str]:
        await store.mark_refresh_used(tx, token_hash)
        access_token = secrets.new_token()
        until = self._lifetimes.access_until(tx.now, found.expires_at)
        await store.replace_token(tx, found.session_id, secrets.digest(access_token), until)
        self._sessions.forget_cached(tx, found.account_id, found.session_id)
        return access_token, await self._new_refresh(tx, found.session_id)

    async def _new_refresh(self, tx: Tx, session_id: SessionId) -> str:
        token = secrets.new_token()
        await store.insert_refresh(tx, session_id, secrets.digest(token))
        return token

    def _pair(self, access_token: str, refresh_token: str) -> Pair:
        return Pair(
            access_token=access_token,
            refresh_token=refresh_token,
            expires_in=self._lifetimes.access_seconds,
        )
