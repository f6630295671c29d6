"""What admins do with accounts, and what members do with their own."""

import logging
from typing import Literal
from uuid import UUID

from longhouse.features.identity.errors import LastAdmin
from longhouse.features.identity.events import (
    AdminGranted,
    AdminRevoked,
    MemberApproved,
    MemberDeleted,
    MemberErased,
    MemberRejected,
    MemberRestored,
)
from longhouse.features.identity.model import MemberRow, Status
from longhouse.features.identity.policy.lifetimes import Lifetimes
from longhouse.features.identity.service.acts import record
from longhouse.features.identity.service.emails import Emails
from longhouse.features.identity.service.sessions import Sessions
from longhouse.features.identity.store import accounts, links
from longhouse.features.identity.store import members as store
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.errors import Conflict, Forbidden, NotFound
from longhouse.kernel.ids import UserId
from longhouse.kernel.paging import Cut, Page, cut
from longhouse.kernel.principal import Admin, Principal

log = logging.getLogger(__name__)

_ERASED_AT_ONCE = 200

Act = Literal[
    "approve_user",
    "reject_user",
    "delete_user",
    "restore_user",
    "end_sessions",
    "grant_admin",
    "revoke_admin",
]


class Members:
    def __init__(self, sessions: Sessions, emails: Emails, lifetimes: Lifetimes) -> None:
        self._sessions = sessions
        self._emails = emails
        self._lifetimes = lifetimes

    async def get(self, read: Read, user_id: UserId) -> MemberRow:
        found = await store.find(read, user_id)
        if found is None:
            raise NotFound
        return found

    async def list_members(
        self, read: Read, status: Status, query: str | None, page: Page
    ) -> Cut[MemberRow]:
        rows = await store.list_members(read, status, query, page.after(UUID), page.limit + 1)
        return cut(rows, page, lambda member: member.id)

    async def count_pending(self, read: Read) -> int:
        return await store.count_pending(read)

    async def approve(self, tx: Tx, admin: Admin, user_id: UserId) -> None:
        """Approving who is a member already changes nothing, so that two admins may do it."""
        status = await self._lock(tx, user_id)
        if status == "deleted":
            raise NotFound
        if status == "active":
            return
        await accounts.approve(tx, user_id, admin.user_id)
        await self._record(tx, admin, "approve_user", user_id)
        await self._emails.approved(tx, user_id)
        tx.emit(MemberApproved(user_id=user_id))

    async def remove(self, tx: Tx, admin: Admin, user_id: UserId) -> None:
        """Reject who waits, of whom nothing is kept; delete who is a member."""
        await _lock_admins(tx, admin)
        status = await self._lock(tx, user_id)
        if status == "deleted":
            raise NotFound
        if status == "pending":
            await self._record(tx, admin, "reject_user", user_id)
            await accounts.remove_pending(tx, user_id)
            tx.emit(MemberRejected(user_id=user_id))
            return
        await self._delete(tx, user_id, by=admin.user_id)
        await self._record(tx, admin, "delete_user", user_id)

    async def leave(self, tx: Tx, principal: Principal) -> None:
        """Delete one's own account; an admin can bring it back for a while."""
        await accounts.lock_admins(tx)
        if await self._lock(tx, principal.user_id) != "active":
            raise NotFound
        await self._delete(tx, principal.user_id, by=principal.user_id)
        log.info("a member left", extra={"account": str(principal.user_id)})

    async def restore(self, tx: Tx, admin: Admin, user_id: UserId) -> None:
        """Brings the account back as it was, but not as an admin and not signed in anywhere."""
        if await self._lock(tx, user_id) != "deleted":
            raise Conflict("This account is not deleted.", reason="account_is_here")
        since = self._lifetimes.restorable_since(tx.now)
        if not await accounts.restore(tx, user_id, since):
            raise Conflict(
                "This account was deleted too long ago to come back.", reason="account_gone"
            )
        await self._record(tx, admin, "restore_user", user_id)
        tx.emit(MemberRestored(user_id=user_id))

    async def set_admin(self, tx: Tx, admin: Admin, user_id: UserId, is_admin: bool) -> None:
        admins = await _lock_admins(tx, admin)
        if await self._lock(tx, user_id) != "active":
            raise NotFound
        if (user_id in admins) == is_admin:
            return
        if not is_admin:
            _check_not_last(admins, user_id)
        await accounts.set_admin(tx, user_id, is_admin)
        await self._record(tx, admin, "grant_admin" if is_admin else "revoke_admin", user_id)
        if is_admin:
            self._sessions.forget_cached(tx, user_id)
            tx.emit(AdminGranted(user_id=user_id))
        else:
            self._sessions.withdraw_admin(tx, user_id)
            tx.emit(AdminRevoked(user_id=user_id))

    async def end_sessions(self, tx: Tx, admin: Admin, user_id: UserId) -> None:
        if await self._lock(tx, user_id) != "active":
            raise NotFound
        await self._sessions.end_all(tx, user_id, "ended_by_admin")
        await self._record(tx, admin, "end_sessions", user_id)

    async def erase_old(self, tx: Tx) -> None:
        """What can no longer be restored is made unreadable, names and addresses first of all."""
        before = self._lifetimes.restorable_since(tx.now)
        erased = await accounts.erase_deleted(tx, before, _ERASED_AT_ONCE)
        if not erased:
            return
        await accounts.remove_secrets_of(tx, erased)
        for user_id in erased:
            tx.emit(MemberErased(user_id=user_id))
        log.info("deleted accounts were erased", extra={"accounts": len(erased)})

    async def _delete(self, tx: Tx, user_id: UserId, *, by: UserId) -> None:
        _check_not_last(await accounts.lock_admins(tx), user_id)
        await accounts.mark_deleted(tx, user_id, by)
        await links.remove_of(tx, user_id)
        await self._sessions.end_all(tx, user_id, "account_deleted")
        tx.emit(MemberDeleted(user_id=user_id))

    async def _lock(self, tx: Tx, user_id: UserId) -> Status:
        status = await accounts.lock_status(tx, user_id)
        if status is None:
            raise NotFound
        return status

    async def _record(self, tx: Tx, admin: Admin, act: Act, user_id: UserId) -> None:
        member = await self.get(tx, user_id)
        await record(
            tx,
            admin,
            act,
            target_type="user",
            target_id=user_id,
            target_label=member.username,
        )


async def _lock_admins(tx: Tx, admin: Admin) -> list[UserId]:
    """All admins, held as they are. Who waited for this may have been one when they asked, and have
    lost it since."""
    admins = await accounts.lock_admins(tx)
    if admin.user_id not in admins:
        raise Forbidden
    return admins


def _check_not_last(admins: list[UserId], user_id: UserId) -> None:
    """`admins` are locked, so two who remove each other cannot both be the last but one."""
    if admins == [user_id]:
        raise LastAdmin
