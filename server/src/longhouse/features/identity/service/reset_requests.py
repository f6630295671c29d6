"""Asking for a reset by mail: the same answer and the same work for everybody who asks."""

import logging
from uuid import UUID

import msgspec

from longhouse.features.identity.model import Visit
from longhouse.features.identity.service.emails import Emails
from longhouse.features.identity.service.link_desk import LinkDesk
from longhouse.features.identity.service.notices import Notices
from longhouse.features.identity.service.prove import LONGEST_NAME, limit_key
from longhouse.features.identity.settings import IdentitySettings
from longhouse.features.identity.store import accounts
from longhouse.kernel.db import Tx
from longhouse.kernel.ids import UserId
from longhouse.kernel.jobs import Job, enqueue
from longhouse.kernel.limits import HOUR, MINUTE, Limits

log = logging.getLogger(__name__)

_TRIES_A_MINUTE = 10


class Wanted(msgspec.Struct, frozen=True):
    account_id: UUID | None


class ResetRequests:
    def __init__(
        self,
        desk: LinkDesk,
        notices: Notices,
        emails: Emails,
        limits: Limits,
        settings: IdentitySettings,
    ) -> None:
        self._desk = desk
        self._notices = notices
        self._emails = emails
        self._limits = limits
        self._an_hour = settings.reset_requests_an_hour
        self.job = Job("identity.mail_reset_link", Wanted, self._mail_link)

    async def request(self, tx: Tx, visit: Visit, name: str) -> None:
        """A job is enqueued whether or not there is somebody to write to, so that neither the
        answer nor its time tells which."""
        if visit.place:
            await self._limits.check(f"reset:{visit.place}", _TRIES_A_MINUTE, MINUTE)
        name = name.strip()[:LONGEST_NAME]
        account = await accounts.find_credentials(tx, name)
        allowed = await self._limits.allow(f"reset:{limit_key(name)}", self._an_hour, HOUR)
        wanted = account.id if account is not None and allowed else None
        await enqueue(tx, self.job, Wanted(account_id=wanted))

    async def _mail_link(self, tx: Tx, wanted: Wanted) -> None:
        if wanted.account_id is None:
            return
        account = await accounts.find_credentials_by_id(tx, UserId(wanted.account_id))
        if account is None or account.status != "active" or account.email is None:
            return
        if not self._emails.may_be_trusted(account):
            log.info("no reset link was mailed", extra={"account": str(account.id)})
            return
        issued = await self._desk.issue_reset(tx, account.id, None)
        minutes = round((issued.expires_at - tx.now).total_seconds() / 60)
        await self._notices.reset_link(tx, account.id, account.email, issued.url, minutes)
        log.info("a reset link was mailed", extra={"account": str(account.id)})
