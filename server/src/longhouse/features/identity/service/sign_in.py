"""Signing in and confirming who one is, in a browser."""

import logging
import secrets as random

import msgspec

from longhouse.features.identity.errors import InvalidCredentials
from longhouse.features.identity.model import Credentials, Visit
from longhouse.features.identity.service.passwords import Passwords
from longhouse.features.identity.service.prove import Proofs, Proven, digest
from longhouse.features.identity.service.second_factor import SecondFactors
from longhouse.features.identity.service.sessions import Sessions
from longhouse.features.identity.store import accounts
from longhouse.features.identity.store import sessions as store
from longhouse.kernel.db import Database, Tx
from longhouse.kernel.principal import Principal

log = logging.getLogger(__name__)

_DEVICE_BYTES = 16


class SignedIn(msgspec.Struct, frozen=True, kw_only=True):
    """A member with a session; the tokens go into cookies and nowhere else."""

    account: Credentials
    session_token: str
    device_token: str


class SignIn:
    def __init__(
        self,
        db: Database,
        proofs: Proofs,
        passwords: Passwords,
        factors: SecondFactors,
        sessions: Sessions,
    ) -> None:
        self._db = db
        self._proofs = proofs
        self._passwords = passwords
        self._factors = factors
        self._sessions = sessions

    async def sign_in(self, visit: Visit, name: str, password: str, code: str | None) -> SignedIn:
        proven = await self._proofs.by_name(visit, name, password, code)
        upgraded = await self._upgraded(proven.account, password)
        async with self._db.transaction() as tx:
            await self._check_unchanged(tx, proven.account)
            await self._factors.check(tx, proven.account, code)
            if upgraded is not None:
                await accounts.set_password(tx, proven.account.id, upgraded)
            return await self.admit(tx, visit, proven)

    async def admit(self, tx: Tx, visit: Visit, proven: Proven) -> SignedIn:
        """Start a session for someone who has proven who they are, and remember the browser."""
        account = proven.account
        await self._sessions.end_presented(tx, visit)
        started = await self._sessions.start(tx, account.id, visit, "cookie")
        device_id = proven.device_id or random.token_bytes(_DEVICE_BYTES)
        if visit.language is not None:
            await accounts.note_language(tx, account.id, visit.language)
        await store.keep_device(tx, account.id, digest(device_id))
        log.info("signed in", extra={"account": str(account.id)})
        return SignedIn(
            account=account,
            session_token=started.token,
            device_token=self._proofs.device_token(device_id),
        )

    async def reauthenticate(
        self, principal: Principal, password: str, code: str | None
    ) -> str | None:
        """The new token of a browser's session; the old one is worth nothing from here on."""
        account = await self._proofs.by_account(principal.user_id, password, code)
        async with self._db.transaction() as tx:
            await self._check_unchanged(tx, account)
            await self._factors.check(tx, account, code)
            token = await self._sessions.renew(tx, principal)
        log.info("confirmed", extra={"account": str(account.id)})
        return token

    async def _upgraded(self, account: Credentials, password: str) -> str | None:
        if not self._passwords.needs_upgrade(account.password_hash):
            return None
        return await self._passwords.hash(password)

    async def _check_unchanged(self, tx: Tx, account: Credentials) -> None:
        """Between the check of the password and now it may have been changed, or the account
        deleted; then nothing of the check holds."""
        if not await accounts.lock_unchanged(tx, account.id, account.password_hash):
            raise InvalidCredentials
