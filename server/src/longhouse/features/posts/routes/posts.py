"""Publishing a post, changing, deleting and restoring it.

What carries links opens its transaction itself, because the pages behind them are read before.
"""

from typing import Any
from uuid import UUID

from litestar import delete, patch, post
from msgspec import UNSET, UnsetType

from longhouse.features.posts.schemas import LinkWish, OnePost, PostPatch, PostWish
from longhouse.features.posts.service.changing import Change, Changing
from longhouse.features.posts.service.publishing import Publishing
from longhouse.features.posts.service.reading import Reading
from longhouse.features.posts.service.removing import Removing
from longhouse.kernel.db import Database, Tx
from longhouse.kernel.http import Empty, OnceIn
from longhouse.kernel.principal import Principal


@post("/posts")
async def publish_post(
    data: PostWish,
    principal: Principal,
    once_in: OnceIn,
    db: Database,
    publishing: Publishing,
    reading: Reading,
) -> OnePost:
    draft = await publishing.prepare(
        principal,
        content=data.content,
        section_id=data.section_id,
        visibility=data.visibility,
        links=[link.url for link in data.links],
        media_ids=data.media_ids,
        client_id=data.client_id,
    )
    async with db.transaction() as tx:
        post_id = await once_in(tx)(lambda: publishing.publish(tx, principal, draft))
        return OnePost(await reading.get(tx, principal, post_id))


@patch("/posts/{post_id:uuid}")
async def change_post(
    post_id: UUID,
    data: PostPatch,
    principal: Principal,
    db: Database,
    changing: Changing,
    reading: Reading,
) -> OnePost:
    change = Change(
        content=None if isinstance(data.content, UnsetType) else data.content,
        links=await changing.prepare(principal, post_id, _urls(data.links)),
        visibility=None if isinstance(data.visibility, UnsetType) else data.visibility,
        media_ids=None if isinstance(data.media_ids, UnsetType) else data.media_ids,
    )
    async with db.transaction() as tx:
        await changing.change(tx, principal, post_id, change)
        return OnePost(await reading.get(tx, principal, post_id))


@delete("/posts/{post_id:uuid}", status_code=200)
async def delete_post(post_id: UUID, tx: Tx, principal: Principal, removing: Removing) -> Empty:
    await removing.delete(tx, principal, post_id)
    return Empty()


@post("/posts/{post_id:uuid}/restore", status_code=200)
async def restore_post(
    post_id: UUID, tx: Tx, principal: Principal, removing: Removing, reading: Reading
) -> OnePost:
    author_id = await removing.restore(tx, principal, post_id)
    return OnePost(await reading.get_restored(tx, principal, post_id, author_id))


def _urls(links: list[LinkWish] | UnsetType) -> list[str] | None:
    return None if links is UNSET else [link.url for link in links]


ROUTES: list[Any] = [publish_post, change_post, delete_post, restore_post]
