"""Routes of moderation. Deleting so that it can be restored stays `DELETE /posts/{id}`."""

from typing import Annotated, Any, Literal
from uuid import UUID

from litestar import delete, get, post
from litestar.params import QueryParameter

from longhouse.features.moderation.model import Kind, Search
from longhouse.features.moderation.schemas import ContentPage
from longhouse.features.moderation.service import Content, Erasing
from longhouse.features.posts.api import OnePost, Reading, Removing
from longhouse.features.responses.api import OneComment, ReadingComments, RemovingComments
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.http import Empty
from longhouse.kernel.paging import Page
from longhouse.kernel.principal import Admin, Principal

_LONGEST = 200
Deleted = Annotated[
    Literal["true"], QueryParameter(description="What was deleted; there is no other list.")
]
Type = Annotated[Kind | None, QueryParameter(name="type")]
Words = Annotated[str | None, QueryParameter(name="q", max_length=_LONGEST)]
Writer = Annotated[str | None, QueryParameter(name="author", description="An id or `@username`.")]


@get("/admin/content")
async def list_deleted_content(
    read: Read,
    admin: Admin,
    page: Page,
    content: Content,
    kind: Type = None,
    words: Words = None,
    author: Writer = None,
    deleted: Deleted = "true",
) -> ContentPage:
    search = Search(kind=kind, words=(words or "").strip() or None, author=author or None)
    shown, meta = await content.list_deleted(read, admin, search, page)
    return ContentPage(shown, meta)


@get("/users/me/deleted")
async def list_own_deleted_content(
    read: Read, principal: Principal, page: Page, content: Content
) -> ContentPage:
    """What one deleted oneself and can still bring back."""
    shown, meta = await content.list_own(read, principal, page)
    return ContentPage(shown, meta)


@post("/admin/posts/{post_id:uuid}/restore", status_code=200)
async def restore_any_post(
    post_id: UUID, tx: Tx, admin: Admin, removing: Removing, reading: Reading
) -> OnePost:
    author_id = await removing.restore(tx, admin, post_id)
    return OnePost(await reading.get_restored(tx, admin, post_id, author_id))


@post("/admin/comments/{comment_id:uuid}/restore", status_code=200)
async def restore_any_comment(
    comment_id: UUID,
    tx: Tx,
    admin: Admin,
    removing_comments: RemovingComments,
    reading_comments: ReadingComments,
) -> OneComment:
    author_id = await removing_comments.restore(tx, admin, comment_id)
    return OneComment(await reading_comments.get(tx, author_id, comment_id))


@delete("/admin/posts/{post_id:uuid}", status_code=200)
async def erase_post(post_id: UUID, tx: Tx, admin: Admin, erasing: Erasing) -> Empty:
    await erasing.erase_post(tx, admin, post_id)
    return Empty()


@delete("/admin/comments/{comment_id:uuid}", status_code=200)
async def erase_comment(comment_id: UUID, tx: Tx, admin: Admin, erasing: Erasing) -> Empty:
    await erasing.erase_comment(tx, admin, comment_id)
    return Empty()


ROUTES: list[Any] = [
    list_own_deleted_content,
    list_deleted_content,
    restore_any_post,
    restore_any_comment,
    erase_post,
    erase_comment,
]
