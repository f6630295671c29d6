"""Registering: in the mode that the site is in."""

import logging

import msgspec

from longhouse.features.identity.errors import (
    EmailTaken,
    InvalidWish,
    InviteInvalid,
    InviteRequired,
    UsernameTaken,
)
from longhouse.features.identity.events import MemberRegistered
from longhouse.features.identity.model import Config, InviteId, Visit
from longhouse.features.identity.policy.emails import find_email
from longhouse.features.identity.policy.names import check_username, skeleton
from longhouse.features.identity.policy.secrets import grouped_code
from longhouse.features.identity.service.emails import Emails
from longhouse.features.identity.service.passwords import Passwords
from longhouse.features.identity.service.site import Site
from longhouse.features.identity.settings import IdentitySettings
from longhouse.features.identity.store import accounts, emails, invites, names
from longhouse.kernel.db import Database, Read, Tx
from longhouse.kernel.errors import InvalidFields, Wrong
from longhouse.kernel.ids import UserId, new_id
from longhouse.kernel.languages import Language
from longhouse.kernel.limits import HOUR, Limits

log = logging.getLogger(__name__)


class Registered(msgspec.Struct, frozen=True, kw_only=True):
    user_id: UserId
    username: str
    email: str | None
    active: bool


class SignUp:
    def __init__(
        self,
        db: Database,
        passwords: Passwords,
        site: Site,
        emails: Emails,
        limits: Limits,
        settings: IdentitySettings,
    ) -> None:
        self._db = db
        self._passwords = passwords
        self._site = site
        self._emails = emails
        self._limits = limits
        self._an_hour = settings.sign_ups_an_hour

    async def register(
        self, visit: Visit, username: str, password: str, email: str | None, invite: str | None
    ) -> Registered:
        """Make an account: pending in `approval`, active in `open` and with a good invite.

        That a username is taken has to be said, and members see usernames anyway. That an e-mail
        address belongs to an account is nobody's business: a newcomer who has to wait for approval
        gets the very same answer, and the account is made without the address. Who may sign in at
        once would find that out with the next request, so there it is said openly.
        """
        if visit.place:
            await self._limits.check(f"sign-up:{visit.place}", self._an_hour, HOUR)
        wanted_email = await self.check_wishes(username, password, email)
        async with self._db.read() as read:
            await self._check_open(read, invite)
            await check_name_free(read, username)
        password_hash = await self._passwords.hash(password)
        async with self._db.transaction() as tx:
            config = await self._site.get_config(tx)
            invite_id = await self._take_invite(tx, config, invite)
            active = invite_id is not None or config.signup_mode == "open"
            user_id = await self._insert(
                tx,
                username,
                wanted_email,
                password_hash,
                active=active,
                invite_id=invite_id,
                language=visit.language,
            )
            if active:
                # Who waits is asked when they are approved: nobody writes to strangers from here.
                await self._emails.ask_newcomer(tx, user_id, wanted_email)
            status = "active" if active else "pending"
            tx.emit(MemberRegistered(user_id=user_id, status=status))
        log.info("registered", extra={"account": str(user_id), "status": status})
        return Registered(user_id=user_id, username=username, email=wanted_email, active=active)

    async def check_wishes(self, username: str, password: str, email: str | None) -> str | None:
        """Everything that can be said without looking at other accounts, in one answer."""
        refused: dict[str, Wrong] = {}
        found: str | None = None
        try:
            check_username(username)
        except InvalidWish as error:
            refused |= error.fields
        try:
            found = find_email(email)
        except InvalidWish as error:
            refused |= error.fields
        try:
            await self._passwords.check(password, names_of(username, found))
        except InvalidWish as error:
            refused |= error.fields
        if refused:
            raise InvalidFields(refused)
        return found

    async def _check_open(self, read: Read, invite: str | None) -> None:
        """Turn away early, before a hash is worked out, who would be turned away in the end."""
        config = await self._site.get_config(read)
        if config.signup_mode == "open":
            return
        if not invite:
            if config.signup_mode == "invite":
                raise InviteRequired
            return
        if not await invites.is_usable(read, grouped_code(invite)):
            raise InviteInvalid

    async def _take_invite(self, tx: Tx, config: Config, invite: str | None) -> InviteId | None:
        if invite:
            taken = await invites.take(tx, grouped_code(invite))
            if taken is not None:
                return taken
        if config.signup_mode == "open":
            return None
        if invite:
            raise InviteInvalid
        if config.signup_mode == "invite":
            raise InviteRequired
        return None

    async def _insert(
        self,
        tx: Tx,
        username: str,
        email: str | None,
        password_hash: str,
        *,
        active: bool,
        invite_id: InviteId | None,
        language: Language | None,
    ) -> UserId:
        taken = email is not None and await emails.is_taken(tx, email)
        if taken and active:
            raise EmailTaken
        user_id = UserId(new_id())
        for address in (None,) if taken else (email, None):
            if await accounts.insert(
                tx,
                user_id=user_id,
                username=username,
                skeleton=skeleton(username),
                email=address,
                password_hash=password_hash,
                created_at=tx.now,
                approved_at=tx.now if active else None,
                invite_id=invite_id,
                language=language,
            ):
                return user_id
            await check_name_free(tx, username)
            # The address was taken between the question and the insert.
            if active:
                raise EmailTaken
        raise UsernameTaken


async def check_name_free(read: Read, username: str) -> None:
    if await names.is_name_taken(read, skeleton(username)):
        raise UsernameTaken


def names_of(username: str, email: str | None) -> list[str]:
    """What a password of this person may not be built from."""
    return [username] if email is None else [username, email, email.partition("@")[0]]
