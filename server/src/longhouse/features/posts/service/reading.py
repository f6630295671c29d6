"""Posts with the eyes of who asks: three statements for a page, however long it is."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from longhouse.features.graph import api as graph
from longhouse.features.media.api import Media
from longhouse.features.posts.model import MediaOf, PostRow, Shared, ViewerState, as_everybody_sees
from longhouse.features.posts.schemas import NOTHING_MINE, Post, media_in, post_of
from longhouse.features.posts.store import pages, sections
from longhouse.kernel.db import Read
from longhouse.kernel.errors import NotFound
from longhouse.kernel.house import House
from longhouse.kernel.ids import UserId
from longhouse.kernel.paging import Meta, Page, cut
from longhouse.kernel.principal import Admin, Principal


class Reading:
    def __init__(self, house: House, viewer_state: ViewerState, media: MediaOf) -> None:
        self._house = house
        self._viewer_state = viewer_state
        self._media = media
        self._address = media.address_of(house)

    async def get(self, read: Read, principal: Principal, post_id: UUID) -> Post:
        """What is deleted is there for its author and for admins, who may restore it."""
        row = await pages.find_even_deleted(
            read, principal.user_id, post_id, is_admin=principal.is_admin
        )
        if row is None:
            raise NotFound
        return (await self.show(read, principal.user_id, [row]))[0]

    async def get_restored(
        self, read: Read, principal: Principal, post_id: UUID, author_id: UserId
    ) -> Post:
        """Shown to the admin who restored it even where a block hides it from them otherwise."""
        row = await pages.find(read, principal.user_id, post_id)
        if row is None:
            hidden = await pages.find(read, author_id, post_id)
            row = hidden and as_everybody_sees(hidden)
        if row is None:
            raise NotFound
        return (await self.show(read, principal.user_id, [row]))[0]

    async def get_many(self, read: Read, viewer: UserId, post_ids: Sequence[UUID]) -> list[Post]:
        """Those that the viewer may see, in the order in which they were asked for."""
        rows: dict[UUID, PostRow] = {
            row.id: row for row in await pages.get_many(read, viewer, post_ids)
        }
        wanted = [rows[post_id] for post_id in post_ids if post_id in rows]
        return await self.show(read, viewer, wanted)

    async def get_many_own(
        self, read: Read, principal: Principal, post_ids: Sequence[UUID]
    ) -> dict[UUID, Post]:
        """What somebody published themselves, deleted or not."""
        rows = await pages.get_any(read, principal.user_id, post_ids)
        own = [row for row in rows if row.author_id == principal.user_id]
        return {post.id: post for post in await self.show(read, principal.user_id, own)}

    async def get_many_for_admin(
        self, read: Read, admin: Admin, post_ids: Sequence[UUID]
    ) -> dict[UUID, Post]:
        """Deleted or not, and whoever they are hidden from."""
        rows = await pages.get_any(read, admin.user_id, post_ids)
        return {post.id: post for post in await self.show(read, admin.user_id, rows)}

    async def require_visible(self, read: Read, principal: Principal, post_id: UUID) -> Shared:
        found = await pages.find_visible(read, principal.user_id, post_id)
        if found is None:
            raise NotFound
        return found

    async def list_feed(
        self, read: Read, principal: Principal, section_id: UUID, page: Page
    ) -> tuple[list[Post], Meta]:
        before = page.after(UUID)
        rows = await pages.list_in_section(
            read, principal.user_id, section_id, before, page.limit + 1
        )
        # An empty page is the one case in which the section may not be there at all.
        if not rows and await sections.find(read, section_id) is None:
            raise NotFound
        return await self._page(read, principal, rows, page)

    async def list_by_author(
        self, read: Read, principal: Principal, reference: str, page: Page
    ) -> tuple[list[Post], Meta]:
        author = await graph.get_visible(read, principal, reference)
        before = page.after(UUID)
        rows = await pages.list_by_author(
            read, principal.user_id, author.id, before, page.limit + 1
        )
        return await self._page(read, principal, rows, page)

    async def show(self, read: Read, viewer: UserId, rows: Sequence[PostRow]) -> list[Post]:
        if not rows:
            return []
        ids = [row.id for row in rows]
        did = await self._viewer_state(read, viewer, ids)
        media = await self.media_of(read, rows)
        return [
            post_of(
                row,
                self.avatar_of(read, row),
                did.get(row.id, NOTHING_MINE),
                media_in(row, media),
            )
            for row in rows
        ]

    def avatar_of(self, read: Read, row: PostRow) -> str | None:
        return self._address(row.avatar_id, read.now)

    async def media_of(self, read: Read, rows: Sequence[PostRow]) -> Mapping[UUID, Media]:
        ids = [media_id for row in rows for media_id in row.media_ids]
        return await self._media.show_many(self._house, read, ids) if ids else {}

    async def _page(
        self, read: Read, principal: Principal, rows: list[PostRow], page: Page
    ) -> tuple[list[Post], Meta]:
        shown = cut(rows, page, lambda row: row.id)
        return await self.show(read, principal.user_id, shown.rows), shown.meta
