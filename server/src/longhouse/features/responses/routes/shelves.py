"""Saving and sharing posts."""

from typing import Any
from uuid import UUID

from litestar import delete, get, post

from longhouse.features.media.api import AddressOf
from longhouse.features.posts.api import PostPage
from longhouse.features.responses.schemas.shares import (
    OneShare,
    SharedPage,
    SharePage,
    ShareWish,
    share_by,
    share_of,
)
from longhouse.features.responses.service.shelves import Shelves
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.http import Empty, Once
from longhouse.kernel.paging import Page
from longhouse.kernel.principal import Principal


@post("/posts/{post_id:uuid}/save", status_code=200)
async def save_post(post_id: UUID, tx: Tx, principal: Principal, shelves: Shelves) -> Empty:
    await shelves.save(tx, principal, post_id)
    return Empty()


@delete("/posts/{post_id:uuid}/save", status_code=200)
async def unsave_post(post_id: UUID, tx: Tx, principal: Principal, shelves: Shelves) -> Empty:
    await shelves.unsave(tx, principal, post_id)
    return Empty()


@get("/users/me/saved")
async def list_my_saved(read: Read, principal: Principal, page: Page, shelves: Shelves) -> PostPage:
    posts, meta = await shelves.list_saved(read, principal, page)
    return PostPage(posts, meta)


@post("/posts/{post_id:uuid}/share")
async def share_post(
    post_id: UUID, data: ShareWish, tx: Tx, principal: Principal, once: Once, shelves: Shelves
) -> OneShare:
    share_id = await once(lambda: shelves.share(tx, principal, post_id, data.comment))
    made = await shelves.get_share(tx, share_id)
    return OneShare(share_of(made))


@get("/posts/{post_id:uuid}/shares")
async def list_shares(
    post_id: UUID,
    read: Read,
    principal: Principal,
    page: Page,
    shelves: Shelves,
    avatar_address: AddressOf,
) -> SharePage:
    """Who shared a post, and with which words."""
    shown = await shelves.list_shares_of(read, principal, post_id, page)
    return SharePage(
        [share_by(row, avatar_address(row.avatar_id, read.now)) for row in shown.rows], shown.meta
    )


@get("/users/{reference:str}/shares")
async def list_shares_of_person(
    reference: str, read: Read, principal: Principal, page: Page, shelves: Shelves
) -> SharedPage:
    shares, meta = await shelves.list_shares_by(read, principal, reference, page)
    return SharedPage(shares, meta)


@get("/users/me/shares")
async def list_my_shares(
    read: Read, principal: Principal, page: Page, shelves: Shelves
) -> SharedPage:
    shares, meta = await shelves.list_shares_by(read, principal, "me", page)
    return SharedPage(shares, meta)


ROUTES: list[Any] = [
    save_post,
    unsave_post,
    list_my_saved,
    share_post,
    list_shares,
    list_shares_of_person,
    list_my_shares,
]
