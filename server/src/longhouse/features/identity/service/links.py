"""Using one-time links: the first admin's, and those that set a new password."""

import logging

from longhouse.features.identity.errors import LinkInvalid, UsernameTaken
from longhouse.features.identity.events import AdminGranted, MemberRegistered
from longhouse.features.identity.model import Link, Status, Visit
from longhouse.features.identity.policy import secrets
from longhouse.features.identity.policy.names import skeleton
from longhouse.features.identity.service.acts import record
from longhouse.features.identity.service.emails import Emails
from longhouse.features.identity.service.link_desk import Issued, LinkDesk, count_tries
from longhouse.features.identity.service.notices import Notices
from longhouse.features.identity.service.passwords import Passwords
from longhouse.features.identity.service.prove import Proven
from longhouse.features.identity.service.sessions import Sessions
from longhouse.features.identity.service.sign_in import SignedIn, SignIn
from longhouse.features.identity.service.sign_up import SignUp, check_name_free, names_of
from longhouse.features.identity.store import accounts, members
from longhouse.features.identity.store import links as store
from longhouse.features.identity.store import sessions as session_store
from longhouse.kernel.db import Database, Read, Tx
from longhouse.kernel.errors import NotFound
from longhouse.kernel.ids import UserId, new_id
from longhouse.kernel.languages import Language
from longhouse.kernel.limits import Limits
from longhouse.kernel.principal import Admin

log = logging.getLogger(__name__)


class Links:
    def __init__(
        self,
        db: Database,
        desk: LinkDesk,
        sign_up: SignUp,
        sign_in: SignIn,
        passwords: Passwords,
        sessions: Sessions,
        notices: Notices,
        emails: Emails,
        limits: Limits,
    ) -> None:
        self._db = db
        self._desk = desk
        self._sign_up = sign_up
        self._sign_in = sign_in
        self._passwords = passwords
        self._sessions = sessions
        self._notices = notices
        self._emails = emails
        self._limits = limits

    async def inspect(self, read: Read, visit: Visit, token: str) -> Link:
        await count_tries(self._limits, visit)
        return await self._get_usable(read, token)

    async def issue_reset(self, tx: Tx, admin: Admin, user_id: UserId) -> Issued:
        """An admin can let someone choose a new password, never choose it for them."""
        status: Status | None = await accounts.lock_status(tx, user_id)
        member = await members.find(tx, user_id)
        if status != "active" or member is None:
            raise NotFound
        issued = await self._desk.issue_reset(tx, user_id, admin)
        await record(
            tx,
            admin,
            "issue_reset_link",
            target_type="user",
            target_id=user_id,
            target_label=member.username,
        )
        return issued

    async def become_first_admin(
        self, visit: Visit, token: str, username: str, password: str, email: str | None
    ) -> SignedIn:
        await count_tries(self._limits, visit)
        async with self._db.read() as read:
            await self._get_usable(read, token, "first_admin")
        wanted_email = await self._sign_up.check_wishes(username, password, email)
        password_hash = await self._passwords.hash(password)
        async with self._db.transaction() as tx:
            await accounts.lock_first_admin(tx)
            link = await self._get_usable(tx, token, "first_admin")
            if await accounts.has_admin(tx) or not await store.take(tx, link.id):
                raise LinkInvalid
            user_id = await make_admin(
                tx, username, wanted_email, password_hash, language=visit.language
            )
            await self._emails.ask_newcomer(tx, user_id, wanted_email)
            account = await accounts.find_credentials_by_id(tx, user_id)
            if account is None:
                raise LinkInvalid
            return await self._sign_in.admit(tx, visit, Proven(account=account, device_id=None))

    async def reset_password(self, visit: Visit, token: str, password: str) -> None:
        """Ends every session and signs nobody in, so that a second factor is asked for as ever."""
        await count_tries(self._limits, visit)
        async with self._db.read() as read:
            link = await self._get_usable(read, token, "reset")
            member = link.account_id and await members.find(read, link.account_id)
        if not link.account_id or not member:
            raise LinkInvalid
        await self._passwords.check(password, names_of(member.username, member.email))
        password_hash = await self._passwords.hash(password)
        async with self._db.transaction() as tx:
            if await accounts.lock_status(tx, member.id) != "active":
                raise LinkInvalid
            if not await store.take(tx, link.id):
                raise LinkInvalid
            await accounts.set_password(tx, member.id, password_hash)
            await store.remove_of(tx, member.id)
            await session_store.forget_devices(tx, member.id)
            await self._sessions.end_all(tx, member.id, "password_reset")
            await self._notices.security(tx, member.id, lambda texts: texts.password_reset)
        log.info("a password was reset", extra={"account": str(member.id)})

    async def _get_usable(self, read: Read, token: str, kind: str | None = None) -> Link:
        link = await store.find_usable(read, secrets.digest(token))
        if link is None or (kind is not None and link.kind != kind):
            raise LinkInvalid
        if link.kind == "first_admin" and await accounts.has_admin(read):
            raise LinkInvalid
        return link


async def make_admin(
    tx: Tx,
    username: str,
    email: str | None,
    password_hash: str,
    *,
    language: Language | None = None,
) -> UserId:
    """An account that needs nobody's approval: the first admin's, or one from the command line."""
    await check_name_free(tx, username)
    user_id = UserId(new_id())
    if not await accounts.insert(
        tx,
        user_id=user_id,
        username=username,
        skeleton=skeleton(username),
        email=email,
        password_hash=password_hash,
        is_admin=True,
        created_at=tx.now,
        approved_at=tx.now,
        language=language,
    ):
        raise UsernameTaken
    await record(
        tx,
        None,
        "create_first_admin",
        target_type="user",
        target_id=user_id,
        target_label=username,
    )
    tx.emit(MemberRegistered(user_id=user_id, status="active"))
    tx.emit(AdminGranted(user_id=user_id))
    return user_id
