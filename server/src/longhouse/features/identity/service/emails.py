"""Whose an address is: nobody's until a link was followed that only who reads it there can have."""

import hashlib
import logging

from longhouse.features.identity.errors import (
    EmailTaken,
    LinkInvalid,
    NothingToConfirm,
    NothingToGiveUp,
)
from longhouse.features.identity.events import MemberChanged
from longhouse.features.identity.model import Credentials, Link, Visit
from longhouse.features.identity.policy import secrets
from longhouse.features.identity.policy.emails import is_same, masked
from longhouse.features.identity.policy.texts import Say
from longhouse.features.identity.service.link_desk import LinkDesk, count_tries
from longhouse.features.identity.service.notices import Notices
from longhouse.features.identity.settings import IdentitySettings
from longhouse.features.identity.store import accounts, links
from longhouse.features.identity.store import emails as store
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.ids import UserId
from longhouse.kernel.limits import HOUR, Limits
from longhouse.kernel.mail import Mailer
from longhouse.kernel.principal import Principal

log = logging.getLogger(__name__)


class Emails:
    def __init__(
        self,
        mail: Mailer,
        desk: LinkDesk,
        notices: Notices,
        limits: Limits,
        settings: IdentitySettings,
    ) -> None:
        self._mail = mail
        self._desk = desk
        self._notices = notices
        self._limits = limits
        self._hours = settings.email_hours
        self._an_hour = settings.email_links_an_hour

    @property
    def are_asked(self) -> bool:
        """A house whose mail goes to a folder reaches nobody, and so has nobody to ask."""
        return self._mail.enabled

    def may_be_trusted(self, account: Credentials) -> bool:
        """Whether what lets somebody in may be sent there: by a slip of the pen an address is a
        stranger's."""
        return account.email_confirmed or not self.are_asked

    async def find_pending(self, read: Read, user_id: UserId) -> str | None:
        """The address that is to be the account's once it is confirmed."""
        return await store.find_pending(read, user_id)

    async def ask_newcomer(self, tx: Tx, user_id: UserId, email: str | None) -> None:
        """Nothing is refused here: whoever comes in may ask again from inside."""
        if email is not None and self.are_asked and await self._may_write_to(email):
            await self._send_link(tx, user_id, email)

    async def approved(self, tx: Tx, user_id: UserId) -> None:
        """Tell who has waited, in the mail that asks whether the address is theirs."""
        account = await accounts.find_credentials_by_id(tx, user_id)
        if account is None or account.email is None or self.may_be_trusted(account):
            await self._notices.approved(tx, user_id)
            return
        link = await self._make_link(tx, user_id, account.email)
        await self._notices.approved(tx, user_id, link)

    async def ask_for_change(self, tx: Tx, account: Credentials, email: str) -> None:
        """What the account has stays in force until the new address is confirmed; it is told."""
        if await store.is_taken(tx, email):
            raise EmailTaken
        await self._check_tries(account.id, email)
        await self._send_link(tx, account.id, email)
        await self._notices.security(
            tx, account.id, lambda texts: texts.email_asked_for(masked(email))
        )
        tx.emit(MemberChanged(user_id=account.id))

    async def ask_again(self, tx: Tx, principal: Principal) -> None:
        account = await accounts.find_credentials_by_id(tx, principal.user_id)
        if account is None or not self.are_asked:
            raise NothingToConfirm
        pending = await store.find_pending(tx, account.id)
        wanted = pending or (None if account.email_confirmed else account.email)
        if wanted is None:
            raise NothingToConfirm
        await self._check_tries(account.id, wanted)
        await self._send_link(tx, account.id, wanted)

    async def give_up_change(self, tx: Tx, user_id: UserId) -> None:
        if not await self.stay(tx, user_id):
            raise NothingToGiveUp

    async def stay(self, tx: Tx, user_id: UserId) -> bool:
        """With the address that the account has. False when no other was asked for, or when the
        other was confirmed in the same moment."""
        if not await store.remove_pending(tx, user_id):
            return False
        tx.emit(MemberChanged(user_id=user_id))
        return True

    async def replace(self, tx: Tx, account: Credentials, email: str | None) -> None:
        """The old address is told where mail goes now; links that went to it are void."""
        if not await store.replace(tx, account.id, email):
            raise EmailTaken
        await links.remove_of(tx, account.id)
        # A first address that was asked has heard of it by that.
        if account.email is not None or not self.are_asked:
            await self._notices.security(tx, account.id, _now(email), address=account.email)
        tx.emit(MemberChanged(user_id=account.id))
        log.info("an e-mail address was changed", extra={"account": str(account.id)})

    async def confirm(self, tx: Tx, visit: Visit, token: str) -> None:
        """By whoever has the link, signed in or not: they read what is sent there."""
        await count_tries(self._limits, visit)
        link = await links.find_usable(tx, secrets.digest(token))
        if link is None or link.kind != "email":
            raise LinkInvalid
        account = await self._take(tx, link)
        if is_same(account.email, link.email):
            tx.emit(MemberChanged(user_id=account.id))
        else:
            await self.replace(tx, account, link.email)
        await store.confirm(tx, account.id)
        log.info("an e-mail address was confirmed", extra={"account": str(account.id)})

    async def _take(self, tx: Tx, link: Link) -> Credentials:
        if link.account_id is None or await accounts.lock_status(tx, link.account_id) != "active":
            raise LinkInvalid
        account = await accounts.find_credentials_by_id(tx, link.account_id)
        if account is None or not await links.take(tx, link.id):
            raise LinkInvalid
        return account

    async def _send_link(self, tx: Tx, user_id: UserId, email: str) -> None:
        say = await self._make_link(tx, user_id, email)
        await self._notices.email_link(tx, user_id, email, say)

    async def _make_link(self, tx: Tx, user_id: UserId, email: str) -> Say:
        issued = await self._desk.issue_email(tx, user_id, email)
        return lambda texts: texts.confirm_email(issued.url, self._hours)

    async def _check_tries(self, user_id: UserId, email: str) -> None:
        """Neither one member nor many together can fill somebody's mailbox."""
        await self._limits.check(f"email-links:{user_id}", self._an_hour, HOUR)
        await self._limits.check(_key(email), self._an_hour, HOUR)

    async def _may_write_to(self, email: str) -> bool:
        return await self._limits.allow(_key(email), self._an_hour, HOUR)


def _now(email: str | None) -> Say:
    if email is None:
        return lambda texts: texts.email_removed
    return lambda texts: texts.email_changed(masked(email))


def _key(email: str) -> str:
    """An address stands in no key as it is."""
    return f"email-links:{hashlib.sha256(email.lower().encode()).hexdigest()[:32]}"
