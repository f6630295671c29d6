"""Saving and sharing posts."""

from typing import Any
from uuid import UUID

from litestar import delete, get, post

from longhouse.features.posts.api import PostPage
from longhouse.features.responses.schemas import OneShare, Share, ShareWish
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
    return OneShare(
        Share(
            id=made.id,
            user_id=made.user_id,
            post_id=made.post_id,
            comment=made.comment,
            created_at=made.created_at,
        )
    )


ROUTES: list[Any] = [save_post, unsave_post, list_my_saved, share_post]
