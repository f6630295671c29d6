"""Changing what one signs in with."""

import logging

from longhouse.features.identity.errors import EmailTaken, InvalidCredentials
from longhouse.features.identity.events import MemberChanged
from longhouse.features.identity.model import Credentials, MemberRow
from longhouse.features.identity.policy.emails import find_email, masked
from longhouse.features.identity.service.members import Members
from longhouse.features.identity.service.notices import Notices
from longhouse.features.identity.service.passwords import Passwords
from longhouse.features.identity.service.prove import Proofs
from longhouse.features.identity.service.sessions import Sessions
from longhouse.features.identity.service.sign_up import names_of
from longhouse.features.identity.store import accounts, links
from longhouse.features.identity.store import sessions as session_store
from longhouse.kernel.db import Database, Tx
from longhouse.kernel.principal import Principal

log = logging.getLogger(__name__)


class CredentialChanges:
    def __init__(
        self,
        db: Database,
        proofs: Proofs,
        passwords: Passwords,
        sessions: Sessions,
        notices: Notices,
        members: Members,
    ) -> None:
        self._db = db
        self._proofs = proofs
        self._passwords = passwords
        self._sessions = sessions
        self._notices = notices
        self._members = members

    async def change_password(
        self, principal: Principal, current: str, new: str, *, end_others: bool
    ) -> None:
        account = await self._proofs.by_account(principal.user_id, current, None)
        await self._passwords.check(
            new, names_of(account.username, account.email), field="new_password"
        )
        password_hash = await self._passwords.hash(new)
        async with self._db.transaction() as tx:
            if not await accounts.lock_unchanged(tx, account.id, account.password_hash):
                raise InvalidCredentials
            await accounts.set_password(tx, account.id, password_hash)
            await links.remove_of(tx, account.id)
            if end_others:
                await session_store.forget_devices(tx, account.id)
                await self._sessions.end_others(tx, principal)
            await self._notices.security(tx, account.id, "Your password was changed.")
        log.info("a password was changed", extra={"account": str(account.id)})

    async def change_email(
        self, principal: Principal, email: str | None, current: str
    ) -> MemberRow:
        """The old address is told where mail goes now; links that went to it are void."""
        wanted = find_email(email)
        account = await self._proofs.by_account(principal.user_id, current, None)
        async with self._db.transaction() as tx:
            if not await accounts.lock_unchanged(tx, account.id, account.password_hash):
                raise InvalidCredentials
            if wanted != account.email:
                await self._replace_email(tx, account, wanted)
            return await self._members.get(tx, account.id)

    async def _replace_email(self, tx: Tx, account: Credentials, wanted: str | None) -> None:
        if not await accounts.set_email(tx, account.id, wanted):
            raise EmailTaken
        await links.remove_of(tx, account.id)
        now = "removed" if wanted is None else f"changed to {masked(wanted)}"
        await self._notices.security(
            tx,
            account.id,
            f"The e-mail address of your account was {now}.",
            address=account.email,
        )
        tx.emit(MemberChanged(user_id=account.id))
        log.info("an e-mail address was changed", extra={"account": str(account.id)})
