"""Proving who one is by password: the same work and the same answer for every reason it fails."""

import hashlib
import logging

import msgspec

from longhouse.features.identity.errors import AccountPending, InvalidCredentials
from longhouse.features.identity.model import Credentials, Visit
from longhouse.features.identity.service.passwords import Passwords
from longhouse.features.identity.service.second_factor import SecondFactors
from longhouse.features.identity.settings import IdentitySettings
from longhouse.features.identity.store import accounts, sessions
from longhouse.kernel.db import Database
from longhouse.kernel.ids import UserId
from longhouse.kernel.limits import MINUTE, Limits
from longhouse.kernel.secrets import Secrets

log = logging.getLogger(__name__)

_DEVICE = "identity.device"
LONGEST_NAME = 320


class Proven(msgspec.Struct, frozen=True, kw_only=True):
    account: Credentials
    device_id: bytes | None
    """The browser's signed mark, if it carried one of ours."""


class Proofs:
    def __init__(
        self,
        db: Database,
        passwords: Passwords,
        factors: SecondFactors,
        limits: Limits,
        secrets: Secrets,
        settings: IdentitySettings,
    ) -> None:
        self._db = db
        self._passwords = passwords
        self._factors = factors
        self._limits = limits
        self._secrets = secrets
        self._a_minute = settings.sign_ins_a_minute

    async def by_name(self, visit: Visit, name: str, password: str, code: str | None) -> Proven:
        """An approved account whose password this is. A given code is counted, not yet checked.

        Unknown, deleted and wrong are one answer after one hash; that an account waits for
        approval is said only to who knows its password.
        """
        name = name.strip()[:LONGEST_NAME]
        device_id = self.device_id(visit)
        async with self._db.read() as read:
            account = await accounts.find_credentials(read, name)
            known = (
                account is not None
                and device_id is not None
                and await sessions.is_known_device(read, account.id, digest(device_id))
            )
        await self._count(visit, name, device_id if known else None)
        if not await self._matches(account, password) or account is None:
            log.info(
                "a sign-in was refused",
                extra={"account": None if account is None else str(account.id)},
            )
            raise InvalidCredentials
        if account.status == "pending":
            raise AccountPending
        if account.two_factor and code:
            await self._factors.check_tries(account.id, known_device=known)
        return Proven(account=account, device_id=device_id)

    async def by_account(self, user_id: UserId, password: str, code: str | None) -> Credentials:
        """The same for someone who is signed in and has to show that it is still them."""
        await self._limits.check(f"reauthenticate:{user_id}", self._a_minute, MINUTE)
        async with self._db.read() as read:
            account = await accounts.find_credentials_by_id(read, user_id)
        if not await self._matches(account, password) or account is None:
            log.info("a confirmation was refused", extra={"account": str(user_id)})
            raise InvalidCredentials("The password is not right.")
        if account.two_factor and code:
            await self._factors.check_tries(account.id, known_device=True)
        return account

    def device_id(self, visit: Visit) -> bytes | None:
        return self._secrets.verify(_DEVICE, visit.device_token) if visit.device_token else None

    def device_token(self, device_id: bytes) -> str:
        return self._secrets.sign(_DEVICE, device_id)

    async def _matches(self, account: Credentials | None, password: str) -> bool:
        return await self._passwords.verify(
            password, None if account is None else account.password_hash
        )

    async def _count(self, visit: Visit, name: str, known_device: bytes | None) -> None:
        """A browser that has signed in to this account before has an allowance of its own, so that
        no stranger can use up what its owner needs."""
        if known_device is not None:
            device = digest(known_device).hex()
            key = f"sign-in:device:{device}:{limit_key(name)}"
            await self._limits.check(key, self._a_minute, MINUTE)
            return
        if visit.place:
            await self._limits.check(f"sign-in:address:{visit.place}", self._a_minute, MINUTE)
        await self._limits.check(f"sign-in:name:{limit_key(name)}", self._a_minute, MINUTE)


def digest(device_id: bytes) -> bytes:
    return hashlib.sha256(device_id).digest()


def limit_key(typed: str) -> str:
    """What was typed as a name may be anything, a password by mistake too: it is counted by its
    digest."""
    return hashlib.sha256(typed.casefold().encode("utf-8", "surrogatepass")).hexdigest()[:32]
