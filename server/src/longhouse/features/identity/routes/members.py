"""What admins do with accounts."""

from typing import Any
from uuid import UUID

from litestar import delete, get, patch, post

from longhouse.features.identity.model import AddressOf, Status
from longhouse.features.identity.schemas import asked
from longhouse.features.identity.schemas.answered import (
    IssuedLink,
    MemberMeta,
    MemberPage,
    OneIssuedLink,
    OneMember,
)
from longhouse.features.identity.schemas.shown import member_of
from longhouse.features.identity.service.links import Links
from longhouse.features.identity.service.members import Members
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.http import Empty
from longhouse.kernel.ids import UserId
from longhouse.kernel.paging import Page
from longhouse.kernel.principal import Admin, Principal


@get("/admin/users")
async def list_members(
    read: Read,
    admin: Admin,
    page: Page,
    members: Members,
    avatar_address: AddressOf,
    status: Status = "active",
    q: str | None = None,
) -> MemberPage:
    shown = await members.list_members(read, status, q, page)
    return MemberPage(
        users=[member_of(row, avatar_address, read.now) for row in shown.rows],
        meta=MemberMeta(
            cursor=shown.meta.cursor,
            has_more=shown.meta.has_more,
            pending_count=await members.count_pending(read),
        ),
    )


@get("/admin/users/{user_id:uuid}")
async def get_member(
    user_id: UUID, read: Read, admin: Admin, members: Members, avatar_address: AddressOf
) -> OneMember:
    return await _one(read, members, user_id, avatar_address)


@post("/admin/users/{user_id:uuid}/approve", status_code=200)
async def approve_member(
    user_id: UUID, tx: Tx, admin: Admin, members: Members, avatar_address: AddressOf
) -> OneMember:
    await members.approve(tx, admin, UserId(user_id))
    return await _one(tx, members, user_id, avatar_address)


@delete("/admin/users/{user_id:uuid}", status_code=200)
async def remove_member(user_id: UUID, tx: Tx, admin: Admin, members: Members) -> Empty:
    await members.remove(tx, admin, UserId(user_id))
    return Empty()


@post("/admin/users/{user_id:uuid}/restore", status_code=200)
async def restore_member(
    user_id: UUID, tx: Tx, admin: Admin, members: Members, avatar_address: AddressOf
) -> OneMember:
    await members.restore(tx, admin, UserId(user_id))
    return await _one(tx, members, user_id, avatar_address)


@patch("/admin/users/{user_id:uuid}")
async def change_member(
    user_id: UUID,
    data: asked.MemberPatch,
    tx: Tx,
    admin: Admin,
    fresh: Principal,
    members: Members,
    avatar_address: AddressOf,
) -> OneMember:
    await members.set_admin(tx, admin, UserId(user_id), data.is_admin)
    return await _one(tx, members, user_id, avatar_address)


@delete("/admin/users/{user_id:uuid}/sessions", status_code=200)
async def end_member_sessions(user_id: UUID, tx: Tx, admin: Admin, members: Members) -> Empty:
    await members.end_sessions(tx, admin, UserId(user_id))
    return Empty()


@post("/admin/users/{user_id:uuid}/reset-link")
async def issue_reset_link(
    user_id: UUID, tx: Tx, admin: Admin, fresh: Principal, links: Links
) -> OneIssuedLink:
    issued = await links.issue_reset(tx, admin, UserId(user_id))
    return OneIssuedLink(IssuedLink(url=issued.url, expires_at=issued.expires_at))


async def _one(read: Read, members: Members, user_id: UUID, avatar_address: AddressOf) -> OneMember:
    return OneMember(member_of(await members.get(read, UserId(user_id)), avatar_address, read.now))


ROUTES: list[Any] = [
    list_members,
    get_member,
    approve_member,
    remove_member,
    restore_member,
    change_member,
    end_member_sessions,
    issue_reset_link,
]
