"""The second factor: an authenticator's codes, and recovery codes for when it is lost."""

import io
import logging

import msgspec
import segno

from longhouse.features.identity.errors import (
    InvalidCode,
    SecondFactorEnabled,
    SecondFactorInvalid,
    SecondFactorNotEnabled,
    SecondFactorRequired,
)
from longhouse.features.identity.events import MemberChanged
from longhouse.features.identity.model import Credentials
from longhouse.features.identity.policy import secrets as policy
from longhouse.features.identity.policy import totp
from longhouse.features.identity.policy.texts import Say
from longhouse.features.identity.service.notices import Notices
from longhouse.features.identity.service.site import Site
from longhouse.features.identity.store import second_factors as store
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.errors import NotFound
from longhouse.kernel.ids import UserId
from longhouse.kernel.limits import Limits
from longhouse.kernel.principal import Principal
from longhouse.kernel.secrets import Secrets

log = logging.getLogger(__name__)

_PURPOSE = "identity.totp"
_TRIES = 10
_TRIES_WINDOW = 300.0


class SetUp(msgspec.Struct, frozen=True, kw_only=True):
    secret: str
    uri: str
    qr_svg: str


class State(msgspec.Struct, frozen=True, kw_only=True):
    enabled: bool
    recovery_codes_left: int


class SecondFactors:
    def __init__(self, secrets: Secrets, limits: Limits, notices: Notices, site: Site) -> None:
        self._secrets = secrets
        self._limits = limits
        self._notices = notices
        self._site = site

    async def get_state(self, read: Read, principal: Principal) -> State:
        factor = await store.find(read, principal.user_id)
        if factor is None or factor.confirmed_at is None:
            return State(enabled=False, recovery_codes_left=0)
        left = await store.count_recovery_codes(read, principal.user_id)
        return State(enabled=True, recovery_codes_left=left)

    async def begin(self, tx: Tx, principal: Principal) -> SetUp:
        """Nothing is asked for at sign-in until a first code has been confirmed."""
        secret = policy.new_factor_secret()
        sealed = self._seal(principal.user_id, secret)
        if not await store.begin(tx, principal.user_id, sealed, policy.new_salt()):
            raise SecondFactorEnabled
        config = await self._site.get_config(tx)
        uri = totp.uri(secret, config.site_name, principal.username)
        return SetUp(secret=totp.encoded(secret), uri=uri, qr_svg=_qr(uri))

    async def confirm(self, tx: Tx, principal: Principal, code: str) -> list[str]:
        await self.check_tries(principal.user_id, known_device=True)
        factor = await store.find(tx, principal.user_id)
        if factor is None:
            raise NotFound(
                "Begin setting up the second factor first.", reason="second_factor_not_begun"
            )
        if factor.confirmed_at is not None:
            raise SecondFactorEnabled
        secret = self._open(principal.user_id, factor.secret_sealed)
        step = totp.find_step(secret, policy.bare_code(code), tx.now)
        if step is None:
            raise InvalidCode
        if not await store.confirm(tx, principal.user_id, factor.secret_sealed, step):
            raise InvalidCode
        codes = await self._replace_codes(tx, principal.user_id)
        await self._tell(tx, principal, "switched on", lambda texts: texts.second_factor_on)
        return codes

    async def regenerate_codes(self, tx: Tx, principal: Principal) -> list[str]:
        codes = await self._replace_codes(tx, principal.user_id)
        await self._tell(tx, principal, "given new codes", lambda texts: texts.recovery_codes_made)
        return codes

    async def switch_off(self, tx: Tx, principal: Principal) -> None:
        if not await store.remove(tx, principal.user_id):
            raise SecondFactorNotEnabled
        await self._tell(tx, principal, "switched off", lambda texts: texts.second_factor_off)

    async def check_tries(self, user_id: UserId, *, known_device: bool = False) -> None:
        """Counts tries of a code. A stranger who knows the password cannot use up the tries that
        a known device has."""
        where = "device" if known_device else "anywhere"
        await self._limits.check(f"second-factor:{user_id}:{where}", _TRIES, _TRIES_WINDOW)

    async def check(self, tx: Tx, account: Credentials, code: str | None) -> None:
        """Use up a code of an account whose password was right; nothing without a second factor."""
        # Read anew: it may have been switched on since the password was checked.
        factor = await store.find(tx, account.id)
        if factor is None or factor.confirmed_at is None:
            return
        bare = policy.bare_code(code or "")
        if not bare:
            raise SecondFactorRequired
        if policy.may_be_recovery_code(bare):
            hashed = policy.recovery_digest(factor.recovery_salt, bare)
            if await store.take_recovery_code(tx, account.id, hashed):
                left = await store.count_recovery_codes(tx, account.id)
                await self._notices.security(
                    tx, account.id, lambda texts: texts.recovery_code_used(left)
                )
                return
            raise _refused(account)
        step = totp.find_step(self._open(account.id, factor.secret_sealed), bare, tx.now)
        if step is None or not await store.take_step(tx, account.id, step):
            raise _refused(account)

    async def _replace_codes(self, tx: Tx, user_id: UserId) -> list[str]:
        codes, salt = policy.new_recovery_codes(), policy.new_salt()
        hashes = [policy.recovery_digest(salt, code) for code in codes]
        if not await store.replace_recovery_codes(tx, user_id, salt, hashes):
            raise SecondFactorNotEnabled
        return codes

    async def _tell(self, tx: Tx, principal: Principal, was: str, say: Say) -> None:
        tx.emit(MemberChanged(user_id=principal.user_id))
        await self._notices.security(tx, principal.user_id, say)
        log.info("a second factor was %s", was, extra={"account": str(principal.user_id)})

    def _seal(self, user_id: UserId, secret: bytes) -> bytes:
        """Sealed together with whose it is, so that a row copied to another account is worthless."""
        return self._secrets.seal(_PURPOSE, user_id.bytes + secret)

    def _open(self, user_id: UserId, sealed: bytes) -> bytes:
        opened = self._secrets.open(_PURPOSE, sealed)
        if opened is None or not opened.startswith(user_id.bytes):
            raise RuntimeError("a second factor was not sealed by this house for this account")
        return opened.removeprefix(user_id.bytes)


def _refused(account: Credentials) -> SecondFactorInvalid:
    """Whoever gets so far knows the password."""
    log.warning("a second factor was refused", extra={"account": str(account.id)})
    return SecondFactorInvalid()


def _qr(uri: str) -> str:
    drawn = io.BytesIO()
    segno.make(uri, error="m", micro=False).save(
        drawn, kind="svg", scale=4, border=2, xmldecl=False, svgns=True, light="#fff"
    )
    return drawn.getvalue().decode()
