"""Comments with the eyes of who asks."""

from collections.abc import Sequence
from uuid import UUID

import msgspec

from longhouse.features.graph import api as graph
from longhouse.features.media.api import AddressOf
from longhouse.features.posts import api as posts
from longhouse.features.responses.model import CommentRow, Sort
from longhouse.features.responses.schemas.said import (
    NOTHING_ATTACHED,
    Comment,
    comment_of,
)
from longhouse.features.responses.store import comments as comment_store
from longhouse.features.responses.store import reading as store
from longhouse.kernel.db import Read
from longhouse.kernel.errors import NotFound
from longhouse.kernel.ids import UserId
from longhouse.kernel.paging import Meta, Page, PlaceInTime, cut
from longhouse.kernel.principal import Admin, Principal


async def require_visible(
    read: Read, principal: Principal, comment_id: UUID
) -> tuple[CommentRow, posts.Shared]:
    """A comment that the member may see, under a post that they may see."""
    row = await store.find(read, principal.user_id, comment_id)
    if row is None:
        raise NotFound
    return row, await posts.require_visible(read, principal, row.post_id)


class ReadingComments:
    def __init__(self, avatar_address: AddressOf) -> None:
        self._address = avatar_address

    async def list_thread(
        self,
        read: Read,
        principal: Principal,
        post_id: UUID,
        page: Page,
        *,
        sort: Sort = "created",
        parent: UUID | None = None,
    ) -> tuple[list[Comment], Meta]:
        await posts.require_visible(read, principal, post_id)
        if parent is not None and await comment_store.find_post_of(read, parent) != post_id:
            raise NotFound
        return await self.list_shown(
            read, principal.user_id, post_id, page, sort=sort, parent=parent
        )

    async def list_shown(
        self,
        read: Read,
        viewer: UserId,
        post_id: UUID,
        page: Page,
        *,
        sort: Sort = "created",
        parent: UUID | None = None,
    ) -> tuple[list[Comment], Meta]:
        """Of a post of which it is known that the viewer may see it."""
        most = page.limit + 1
        if sort == "activity":
            place = page.after(PlaceInTime)
            rows = await store.list_thread_by_activity(read, viewer, post_id, parent, place, most)
            shown = cut(rows, page, lambda row: PlaceInTime(row.last_activity_at, row.id))
        else:
            after = page.after(UUID)
            rows = await store.list_thread(read, viewer, post_id, parent, after, most)
            shown = cut(rows, page, lambda row: row.id)
        return await self.show(read, viewer, shown.rows), shown.meta

    async def list_by_author(
        self, read: Read, principal: Principal, reference: str, page: Page
    ) -> tuple[list[Comment], Meta]:
        author = await graph.get_visible(read, principal, reference)
        viewer = principal.user_id
        before = page.after(UUID)
        rows = await store.list_by_author(read, viewer, author.id, before, page.limit + 1)
        shown = cut(rows, page, lambda row: row.id)
        return await self.show(read, viewer, shown.rows), shown.meta

    async def get(self, read: Read, viewer: UserId, comment_id: UUID) -> Comment:
        row = await store.find(read, viewer, comment_id)
        if row is None:
            raise NotFound
        return (await self.show(read, viewer, [row]))[0]

    async def get_many(
        self, read: Read, viewer: UserId, comment_ids: Sequence[UUID]
    ) -> dict[UUID, Comment]:
        """Those that the viewer may see, of posts of which it is known that they may see them."""
        rows = await store.get_many(read, viewer, comment_ids)
        return {comment.id: comment for comment in await self.show(read, viewer, rows)}

    async def get_many_own(
        self, read: Read, principal: Principal, comment_ids: Sequence[UUID]
    ) -> dict[UUID, Comment]:
        """What somebody said themselves, deleted or not."""
        rows = await store.get_any(read, principal.user_id, comment_ids)
        own = [row for row in rows if row.author_id == principal.user_id]
        return {comment.id: comment for comment in await self.show(read, principal.user_id, own)}

    async def get_many_for_admin(
        self, read: Read, admin: Admin, comment_ids: Sequence[UUID]
    ) -> dict[UUID, Comment]:
        """Deleted or not, and whoever they are hidden from."""
        rows = await store.get_any(read, admin.user_id, comment_ids)
        return {comment.id: comment for comment in await self.show(read, admin.user_id, rows)}

    async def find_as_author(self, read: Read, author: UserId, comment_id: UUID) -> Comment | None:
        """For telling many about it, and for whom it was restored by."""
        row = await store.find(read, author, comment_id)
        if row is None:
            return None
        return (await self.show(read, author, [_as_everybody_sees(row)]))[0]

    async def show(self, read: Read, viewer: UserId, rows: Sequence[CommentRow]) -> list[Comment]:
        visible = [row.id for row in rows if row.visible]
        attached = await posts.get_attached_to_comments(read, viewer, visible) if visible else {}
        return [
            comment_of(
                row,
                viewer,
                self._address(row.avatar_id, read.now),
                attached.get(row.id, NOTHING_ATTACHED),
            )
            for row in rows
        ]


def _as_everybody_sees(row: CommentRow) -> CommentRow:
    """For a frame that many hear, of a row that was read with the author's own eyes."""
    shown = row.open_fields or ()
    return msgspec.structs.replace(
        row,
        display_name=row.display_name if "display_name" in shown else None,
        avatar_id=row.avatar_id if "avatar" in shown else None,
    )
