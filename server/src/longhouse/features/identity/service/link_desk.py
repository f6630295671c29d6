"""Making one-time links, and counting who tries them."""

from datetime import datetime

import msgspec

from longhouse.features.identity.model import LinkId, Visit
from longhouse.features.identity.policy import secrets
from longhouse.features.identity.policy.lifetimes import Lifetimes
from longhouse.features.identity.store import accounts, links
from longhouse.kernel.db import Tx
from longhouse.kernel.ids import UserId, new_id
from longhouse.kernel.limits import Limits
from longhouse.kernel.principal import Principal

_TRIES_A_MINUTE = 30
_MINUTE = 60.0


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
        token, expires_at = secrets.new_token(), self._lifetimes.first_admin_until(tx.now)
        await links.insert(
            tx,
            link_id=LinkId(new_id()),
            kind="first_admin",
            account_id=None,
            token_hash=secrets.digest(token),
            created_by=None,
            expires_at=expires_at,
        )
        return Issued(url=f"{self._public_url}/welcome#{token}", expires_at=expires_at)

    async def issue_reset(self, tx: Tx, user_id: UserId, by: Principal | None) -> Issued:
        """Voids every such link for the same account that was not used."""
        await links.remove_of_kind(tx, user_id, "reset")
        token = secrets.new_token()
        expires_at = self._lifetimes.reset_until(tx.now, by_admin=by is not None)
        await links.insert(
            tx,
            link_id=LinkId(new_id()),
            kind="reset",
            account_id=user_id,
            token_hash=secrets.digest(token),
            created_by=None if by is None else by.user_id,
            expires_at=expires_at,
        )
        return Issued(url=f"{self._public_url}/reset#{token}", expires_at=expires_at)

    async def issue_email(self, tx: Tx, user_id: UserId, email: str) -> Issued:
        """For one address of an account; the link that was issued before is void from then on."""
        await links.remove_of_kind(tx, user_id, "email")
        token, expires_at = secrets.new_token(), self._lifetimes.email_until(tx.now)
        await links.insert(
            tx,
            link_id=LinkId(new_id()),
            kind="email",
            account_id=user_id,
            token_hash=secrets.digest(token),
            created_by=user_id,
            expires_at=expires_at,
            email=email,
        )
        return Issued(url=f"{self._public_url}/confirm-email#{token}", expires_at=expires_at)


async def count_tries(limits: Limits, visit: Visit) -> None:
    """Of links, whatever they are for."""
    if visit.address is not None:
        await limits.check(f"links:{visit.address}", _TRIES_A_MINUTE, _MINUTE)
