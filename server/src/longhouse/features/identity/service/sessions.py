"""Sessions: how they start, who they are, and how they end at once."""

import logging

import msgspec

from longhouse.features.identity.events import SessionEnded, SessionStarted
from longhouse.features.identity.model import SessionKind, SessionRow, Visit
from longhouse.features.identity.policy import secrets
from longhouse.features.identity.policy.lifetimes import Lifetimes
from longhouse.features.identity.store import sessions as store
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.errors import NotFound, Unauthorized
from longhouse.kernel.ids import SessionId, UserId, new_id
from longhouse.kernel.principal import Principal
from longhouse.kernel.push import Withdraw, Withdrawal

log = logging.getLogger(__name__)

ADMINS_TOPIC = "site:admins"


def user_topic(user_id: UserId) -> str:
    """What a member hears on every device, and nobody else."""
    return f"user:{user_id}"


class Started(msgspec.Struct, frozen=True, kw_only=True):
    """A session and its secret, which is known to its holder alone from here on."""

    session_id: SessionId
    token: str


class Sessions:
    def __init__(self, lifetimes: Lifetimes, withdraw: Withdraw) -> None:
        self._lifetimes = lifetimes
        self._withdraw = withdraw

    async def start(self, tx: Tx, account_id: UserId, visit: Visit, kind: SessionKind) -> Started:
        """A new session with a new token; what the caller held before is worth nothing here."""
        session_id, token = SessionId(new_id()), secrets.new_token()
        expires_at = self._lifetimes.session_until(tx.now)
        await store.insert(
            tx,
            session_id=session_id,
            account_id=account_id,
            kind=kind,
            token_hash=secrets.digest(token),
            token_expires_at=(
                expires_at if kind == "cookie" else self._lifetimes.access_until(tx.now, expires_at)
            ),
            device=visit.device,
            address=visit.address,
            expires_at=expires_at,
        )
        tx.emit(SessionStarted(user_id=account_id, session_id=session_id))
        return Started(session_id=session_id, token=token)

    async def list_open(self, read: Read, principal: Principal) -> list[SessionRow]:
        idle_since = self._lifetimes.idle_since(read.now)
        return await store.list_open(read, principal.user_id, idle_since)

    async def get_current(self, read: Read, principal: Principal) -> SessionRow:
        found = await store.find(read, principal.session_id, principal.user_id)
        if found is None:
            raise Unauthorized
        return found

    async def end_one(self, tx: Tx, principal: Principal, session_id: SessionId) -> None:
        if not await self.end(tx, principal.user_id, session_id, "revoked"):
            raise NotFound

    async def end_others(self, tx: Tx, principal: Principal) -> None:
        await self.end_all(tx, principal.user_id, "revoked", but=principal.session_id)

    async def sign_out(self, tx: Tx, principal: Principal) -> None:
        await self.end(tx, principal.user_id, principal.session_id, "signed_out")

    async def end_presented(self, tx: Tx, visit: Visit) -> None:
        """Whoever signs in anew leaves the session behind that the browser still carried."""
        if visit.session_token is None:
            return
        found = await store.find_by_token(
            tx,
            "cookie",
            secrets.digest(visit.session_token),
            self._lifetimes.idle_since(tx.now),
        )
        if found is not None:
            await self.end(tx, found.account_id, found.session_id, "replaced")

    async def end(self, tx: Tx, user_id: UserId, session_id: SessionId, reason: str) -> bool:
        if not await store.end(tx, user_id, session_id, reason):
            return False
        self._tell_end(tx, user_id, session_id, reason)
        return True

    async def end_all(
        self, tx: Tx, user_id: UserId, reason: str, *, but: SessionId | None = None
    ) -> None:
        for session_id in await store.end_all(tx, user_id, reason, but=but):
            self._tell_end(tx, user_id, session_id, reason)
        if but is None:
            # Closes what no row speaks for any more as well.
            self._withdraw(tx, Withdrawal(user_id=str(user_id), reason="SESSION_ENDED"))

    async def renew(self, tx: Tx, principal: Principal) -> str | None:
        """Note that its holder has just proven who they are. A browser gets a new token for it;
        a client with a bearer token renews that with its refresh token."""
        token = secrets.new_token() if principal.via == "cookie" else None
        token_hash = None if token is None else secrets.digest(token)
        if not await store.mark_reauthenticated(tx, principal.session_id, token_hash):
            raise Unauthorized
        self.forget_cached(tx, principal.user_id, principal.session_id)
        return token

    def forget_cached(self, tx: Tx, user_id: UserId, session_id: SessionId | None = None) -> None:
        """Have every process ask again who this is. The topic is one that nobody can listen to,
        so that no socket is closed."""
        self._withdraw(
            tx,
            Withdrawal(
                user_id=str(user_id),
                session_id=None if session_id is None else str(session_id),
                topic="session:renewed",
            ),
        )

    def withdraw_admin(self, tx: Tx, user_id: UserId) -> None:
        self._withdraw(tx, Withdrawal(user_id=str(user_id), topic=ADMINS_TOPIC))

    def _tell_end(self, tx: Tx, user_id: UserId, session_id: SessionId, reason: str) -> None:
        self._withdraw(
            tx,
            Withdrawal(user_id=str(user_id), session_id=str(session_id), reason="SESSION_ENDED"),
        )
        tx.emit(SessionEnded(user_id=user_id, session_id=session_id, reason=reason))
        log.info("a session ended", extra={"account": str(user_id), "why": reason})
