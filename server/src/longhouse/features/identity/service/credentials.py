"""Changing what one signs in with."""

import logging

import msgspec

from longhouse.features.identity.errors import InvalidCredentials
from longhouse.features.identity.model import MemberRow
from longhouse.features.identity.policy.emails import find_email, is_same
from longhouse.features.identity.service.emails import Emails
from longhouse.features.identity.service.members import Members
from longhouse.features.identity.service.notices import Notices
from longhouse.features.identity.service.passwords import Passwords
from longhouse.features.identity.service.prove import Proofs
from longhouse.features.identity.service.sessions import Sessions
from longhouse.features.identity.service.sign_up import names_of
from longhouse.features.identity.store import accounts, links
from longhouse.features.identity.store import sessions as session_store
from longhouse.kernel.db import Database
from longhouse.kernel.principal import Principal

log = logging.getLogger(__name__)


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    member: MemberRow
    email_pending: str | None


class CredentialChanges:
    def __init__(
        self,
        db: Database,
        proofs: Proofs,
        passwords: Passwords,
        sessions: Sessions,
        notices: Notices,
        emails: Emails,
        members: Members,
    ) -> None:
        self._db = db
        self._proofs = proofs
        self._passwords = passwords
        self._sessions = sessions
        self._notices = notices
        self._emails = emails
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
            await self._notices.security(tx, account.id, lambda texts: texts.password_changed)
        log.info("a password was changed", extra={"account": str(account.id)})

    async def change_email(self, principal: Principal, email: str | None, current: str) -> Changed:
        """At once where nobody can be asked whose the new address is, and to remove one; else by
        a link that is sent to it."""
        wanted = find_email(email)
        account = await self._proofs.by_account(principal.user_id, current, None)
        async with self._db.transaction() as tx:
            if not await accounts.lock_unchanged(tx, account.id, account.password_hash):
                raise InvalidCredentials
            if wanted == account.email:
                await self._emails.stay(tx, account.id)
            elif wanted is None or is_same(wanted, account.email) or not self._emails.are_asked:
                await self._emails.replace(tx, account, wanted)
            else:
                await self._emails.ask_for_change(tx, account, wanted)
            return Changed(
                member=await self._members.get(tx, account.id),
                email_pending=await self._emails.find_pending(tx, account.id),
            )
