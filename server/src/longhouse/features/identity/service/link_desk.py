"""Making one-time links, and counting who tries them."""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from longhouse.features.identity.model import LinkId, LinkKind, Visit
from longhouse.features.identity.policy import secrets
from longhouse.features.identity.policy.lifetimes import Lifetimes
from longhouse.features.identity.store import accounts, links
from longhouse.kernel.db import Tx
from longhouse.kernel.ids import UserId, new_id
from longhouse.kernel.limits import MINUTE, Limits
from longhouse.kernel.principal import Principal

_TRIES_A_MINUTE = 30
_PAGES: Mapping[LinkKind, str] = {
    "first_admin": "/welcome",
    "reset": "/reset",
    "email": "/confirm-email",
}
"""Where each kind of link leads."""


class Issued(msgspec.Struct, frozen=True, kw_only=True):
    url: str
    expires_at: datetime


class LinkDesk:
    """Makes links. The token stands behind the `#`, which no browser sends to a server."""

    def __init__(self, lifetimes: Lifetimes, public_url: str) -> None:
        self._lifetimes = lifetimes
        self._public_url = public_url.rstrip("/")

    async def issue_first_admin(self, tx: Tx) -> Issued | None:
        """For a house that has no admin; the link that was issued before is void from then on."""
        await accounts.lock_first_admin(tx)
        await links.remove_first_admin(tx)
        if await accounts.has_admin(tx):
            return None
        return await self._issue(
            tx, "first_admin", expires_at=self._lifetimes.first_admin_until(tx.now)
        )

    async def issue_reset(self, tx: Tx, user_id: UserId, by: Principal | None) -> Issued:
        """Voids every such link for the same account that was not used."""
        await links.remove_of_kind(tx, user_id, "reset")
        return await self._issue(
            tx,
            "reset",
            expires_at=self._lifetimes.reset_until(tx.now, by_admin=by is not None),
            account_id=user_id,
            created_by=None if by is None else by.user_id,
        )

    async def issue_email(self, tx: Tx, user_id: UserId, email: str) -> Issued:
        """For one address of an account; the link that was issued before is void from then on."""
        await links.remove_of_kind(tx, user_id, "email")
        return await self._issue(
            tx,
            "email",
            expires_at=self._lifetimes.email_until(tx.now),
            account_id=user_id,
            created_by=user_id,
            email=email,
        )

    async def _issue(
        self,
        tx: Tx,
        kind: LinkKind,
        *,
        expires_at: datetime,
        account_id: UserId | None = None,
        created_by: UserId | None = None,
        email: str | None = None,
    ) -> Issued:
        """The token leaves in the address alone; what is kept is its digest."""
        token = secrets.new_token()
        await links.insert(
            tx,
            link_id=LinkId(new_id()),
            kind=kind,
            account_id=account_id,
            token_hash=secrets.digest(token),
            created_by=created_by,
            expires_at=expires_at,
            email=email,
        )
        return Issued(url=f"{self._public_url}{_PAGES[kind]}#{token}", expires_at=expires_at)


async def count_tries(limits: Limits, visit: Visit) -> None:
    """Of links, whatever they are for."""
    if visit.place:
        await limits.check(f"links:{visit.place}", _TRIES_A_MINUTE, MINUTE)
