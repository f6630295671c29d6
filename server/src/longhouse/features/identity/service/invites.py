"""Invites: made by admins, used up by registrations."""

from datetime import timedelta
from uuid import UUID

from longhouse.features.identity.events import InviteCreated, InviteRevoked
from longhouse.features.identity.model import InviteId, InviteRow
from longhouse.features.identity.policy.secrets import new_invite_code
from longhouse.features.identity.service.acts import record
from longhouse.features.identity.store import invites as store
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.errors import NotFound
from longhouse.kernel.ids import new_id
from longhouse.kernel.paging import Cut, Page, cut
from longhouse.kernel.principal import Admin


class Invites:
    def __init__(self, public_url: str) -> None:
        self._public_url = public_url.rstrip("/")

    def url_of(self, invite: InviteRow) -> str:
        return f"{self._public_url}/join#{invite.code}"

    async def list_invites(self, read: Read, page: Page) -> Cut[InviteRow]:
        rows = await store.list_invites(read, page.after(UUID), page.limit + 1)
        return cut(rows, page, lambda invite: invite.id)

    async def get(self, read: Read, invite_id: InviteId) -> InviteRow:
        found = await store.find(read, invite_id)
        if found is None:
            raise NotFound
        return found

    async def create(
        self, tx: Tx, admin: Admin, *, note: str | None, max_uses: int, expires_in_days: int
    ) -> InviteId:
        invite_id = InviteId(new_id())
        note = (note or "").strip() or None
        await store.insert(
            tx,
            invite_id=invite_id,
            code=new_invite_code(),
            note=note,
            max_uses=max_uses,
            expires_at=tx.now + timedelta(days=expires_in_days),
            created_by=admin.user_id,
        )
        await record(
            tx,
            admin,
            "create_invite",
            target_type="invite",
            target_id=invite_id,
            target_label=note,
            details={"max_uses": max_uses, "expires_in_days": expires_in_days},
        )
        tx.emit(InviteCreated(invite_id=invite_id))
        return invite_id

    async def revoke(self, tx: Tx, admin: Admin, invite_id: InviteId) -> None:
        """Who has joined by it stays; nobody joins by it any more."""
        invite = await self.get(tx, invite_id)
        if not await store.revoke(tx, invite_id):
            raise NotFound
        await record(
            tx,
            admin,
            "revoke_invite",
            target_type="invite",
            target_id=invite_id,
            target_label=invite.note,
            details={"uses": invite.uses},
        )
        tx.emit(InviteRevoked(invite_id=invite_id))
