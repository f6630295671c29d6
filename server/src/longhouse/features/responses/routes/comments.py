"""Posts with their comments, and commenting."""

from typing import Annotated, Any
from uuid import UUID

from litestar import delete, get, patch, post
from litestar.params import QueryParameter
from msgspec import UNSET, UnsetType

from longhouse.features.posts.api import LinkWish, Reading
from longhouse.features.responses.model import Sort
from longhouse.features.responses.schemas.said import (
    CommentPage,
    CommentPatch,
    CommentWish,
    OneComment,
    PostThread,
)
from longhouse.features.responses.service.comments import Commenting
from longhouse.features.responses.service.reading import ReadingComments
from longhouse.features.responses.service.removing import RemovingComments
from longhouse.kernel.db import Database, Read, Tx
from longhouse.kernel.http import Empty, OnceIn
from longhouse.kernel.paging import LONGEST, Page
from longhouse.kernel.principal import Principal

_FIRST = Page(limit=50, cursor=None)
Limit = Annotated[int, QueryParameter(ge=1, le=LONGEST, description="How many.")]


@get("/posts/{post_id:uuid}")
async def get_post(
    post_id: UUID,
    read: Read,
    principal: Principal,
    reading: Reading,
    reading_comments: ReadingComments,
) -> PostThread:
    """A post and the first of its comments."""
    found = await reading.get(read, principal, post_id)
    comments, meta = await reading_comments.list_shown(read, principal.user_id, post_id, _FIRST)
    return PostThread(found, comments, meta)


@get("/posts/{post_id:uuid}/comments")
async def list_comments(
    post_id: UUID,
    read: Read,
    principal: Principal,
    reading_comments: ReadingComments,
    limit: Limit = 50,
    cursor: str | None = None,
    sort: Sort = "created",
    parent: UUID | None = None,
) -> CommentPage:
    """Those that answer the post itself, or one of its comments."""
    comments, meta = await reading_comments.list_thread(
        read, principal, post_id, Page(limit=limit, cursor=cursor), sort=sort, parent=parent
    )
    return CommentPage(comments, meta)


@get("/users/{reference:str}/comments")
async def list_comments_of_person(
    reference: str,
    read: Read,
    principal: Principal,
    page: Page,
    reading_comments: ReadingComments,
) -> CommentPage:
    comments, meta = await reading_comments.list_by_author(read, principal, reference, page)
    return CommentPage(comments, meta)


@get("/users/me/comments")
async def list_my_comments(
    read: Read, principal: Principal, page: Page, reading_comments: ReadingComments
) -> CommentPage:
    comments, meta = await reading_comments.list_by_author(read, principal, "me", page)
    return CommentPage(comments, meta)


@post("/comments")
async def add_comment(
    data: CommentWish,
    principal: Principal,
    once_in: OnceIn,
    db: Database,
    commenting: Commenting,
    reading_comments: ReadingComments,
) -> OneComment:
    draft = await commenting.prepare(
        principal,
        post_id=data.post_id,
        content=data.content,
        parent_comment_id=data.parent_comment_id,
        links=[link.url for link in data.links],
        client_id=data.client_id,
    )
    async with db.transaction() as tx:
        comment_id = await once_in(tx)(lambda: commenting.comment(tx, principal, draft))
        return OneComment(await reading_comments.get(tx, principal.user_id, comment_id))


@patch("/comments/{comment_id:uuid}")
async def change_comment(
    comment_id: UUID,
    data: CommentPatch,
    principal: Principal,
    db: Database,
    commenting: Commenting,
    reading_comments: ReadingComments,
) -> OneComment:
    links = await commenting.prepare_change(principal, comment_id, _urls(data.links))
    content = None if isinstance(data.content, UnsetType) else data.content
    async with db.transaction() as tx:
        await commenting.change(tx, principal, comment_id, content, links)
        return OneComment(await reading_comments.get(tx, principal.user_id, comment_id))


@delete("/comments/{comment_id:uuid}", status_code=200)
async def delete_comment(
    comment_id: UUID, tx: Tx, principal: Principal, removing_comments: RemovingComments
) -> Empty:
    await removing_comments.delete(tx, principal, comment_id)
    return Empty()


@post("/comments/{comment_id:uuid}/restore", status_code=200)
async def restore_comment(
    comment_id: UUID,
    tx: Tx,
    principal: Principal,
    removing_comments: RemovingComments,
    reading_comments: ReadingComments,
) -> OneComment:
    author_id = await removing_comments.restore(tx, principal, comment_id)
    return OneComment(await reading_comments.get(tx, author_id, comment_id))


def _urls(links: list[LinkWish] | UnsetType) -> list[str] | None:
    return None if links is UNSET else [link.url for link in links]


ROUTES: list[Any] = [
    get_post,
    list_comments,
    list_comments_of_person,
    list_my_comments,
    add_comment,
    change_comment,
    delete_comment,
    restore_comment,
]
