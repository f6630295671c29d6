"""What admins do with the site: invites, its configuration, and the log of what was done."""

from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import delete, get, patch, post
from litestar.params import QueryParameter

from longhouse.features.identity.model import InviteId
from longhouse.features.identity.schemas import asked
from longhouse.features.identity.schemas.answered import (
    AuditPage,
    InvitePage,
    OneConfig,
    OneInvite,
)
from longhouse.features.identity.schemas.shown import config_of, entry_of, invite_of
from longhouse.features.identity.service.invites import Invites
from longhouse.features.identity.service.site import Site
from longhouse.kernel import audit
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.http import Empty, Once
from longhouse.kernel.paging import LONGEST, Page, cut
from longhouse.kernel.principal import Admin


@get("/admin/invites")
async def list_invites(read: Read, admin: Admin, page: Page, invites: Invites) -> InvitePage:
    shown = await invites.list_invites(read, page)
    return InvitePage(
        invites=[invite_of(row, invites.url_of(row)) for row in shown.rows], meta=shown.meta
    )


@post("/admin/invites")
async def create_invite(
    data: asked.InviteWish, tx: Tx, admin: Admin, once: Once, invites: Invites
) -> OneInvite:
    invite_id = await once(
        lambda: invites.create(
            tx,
            admin,
            note=data.note,
            max_uses=data.max_uses,
            expires_in_days=data.expires_in_days,
        )
    )
    made = await invites.get(tx, invite_id)
    return OneInvite(invite_of(made, invites.url_of(made)))


@delete("/admin/invites/{invite_id:uuid}", status_code=200)
async def revoke_invite(invite_id: UUID, tx: Tx, admin: Admin, invites: Invites) -> Empty:
    await invites.revoke(tx, admin, InviteId(invite_id))
    return Empty()


@get("/admin/config")
async def get_config(read: Read, admin: Admin, site: Site) -> OneConfig:
    return OneConfig(config_of(await site.get_config(read)))


@patch("/admin/config")
async def change_config(data: asked.ConfigPatch, tx: Tx, admin: Admin, site: Site) -> OneConfig:
    fields = msgspec.structs.asdict(data)
    changes = {key: value for key, value in fields.items() if value is not msgspec.UNSET}
    return OneConfig(config_of(await site.configure(tx, admin, changes)))


@get("/admin/audit-logs")
async def list_audit_entries(
    read: Read,
    admin: Admin,
    limit: Annotated[int, QueryParameter(ge=1, le=LONGEST, description="How many.")] = 100,
    cursor: str | None = None,
    action: str | None = None,
) -> AuditPage:
    page = Page(limit=limit, cursor=cursor)
    entries = await audit.list_entries(
        read, before=page.after(int), action=action, limit=page.limit + 1
    )
    shown = cut(entries, page, lambda entry: entry.seq)
    return AuditPage(logs=[entry_of(entry) for entry in shown.rows], meta=shown.meta)


ROUTES: list[Any] = [
    list_invites,
    create_invite,
    revoke_invite,
    get_config,
    change_config,
    list_audit_entries,
]
