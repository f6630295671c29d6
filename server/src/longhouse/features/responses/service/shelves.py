"""Saving posts for oneself, and sharing them."""

from uuid import UUID

from longhouse.features.graph import api as graph
from longhouse.features.posts import api as posts
from longhouse.features.responses.errors import NotForSharing
from longhouse.features.responses.events import PostSaved, PostShared, PostUnsaved
from longhouse.features.responses.model import ShareRow
from longhouse.features.responses.schemas.shares import (
    ShareOf,
    share_with,
)
from longhouse.features.responses.store import shelves as store
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.errors import NotFound
from longhouse.kernel.ids import new_id
from longhouse.kernel.paging import Cut, Meta, Page, PlaceInTime, cut
from longhouse.kernel.principal import Principal


class Shelves:
    def __init__(self, reading: posts.Reading) -> None:
        self._reading = reading

    async def save(self, tx: Tx, principal: Principal, post_id: UUID) -> None:
        await posts.hold_visible(tx, principal, post_id)
        if await store.add_save(tx, principal.user_id, post_id, tx.now):
            await posts.count_save(tx, post_id, 1)
            tx.emit(PostSaved(user_id=principal.user_id, post_id=post_id))

    async def unsave(self, tx: Tx, principal: Principal, post_id: UUID) -> None:
        """Also of what one may not see any more: it is one's own shelf."""
        await posts.hold(tx, post_id)
        if await store.remove_save(tx, principal.user_id, post_id):
            await posts.count_save(tx, post_id, -1)
            tx.emit(PostUnsaved(user_id=principal.user_id, post_id=post_id))
            return
        await posts.require_visible(tx, principal, post_id)

    async def list_saved(
        self, read: Read, principal: Principal, page: Page
    ) -> tuple[list[posts.Post], Meta]:
        """What was saved last first, of what one may still see."""
        after = page.after(PlaceInTime)
        rows = await store.list_saved(read, principal.user_id, after, page.limit + 1)
        shown = cut(rows, page, lambda place: place)
        ids = [place.id for place in shown.rows]
        return await self._reading.get_many(read, principal.user_id, ids), shown.meta

    async def share(self, tx: Tx, principal: Principal, post_id: UUID, comment: str | None) -> UUID:
        post = await posts.hold_visible(tx, principal, post_id)
        if post.visibility == "private":
            raise NotForSharing
        share_id = new_id()
        said = (comment or "").strip() or None
        await store.insert_share(tx, share_id, principal.user_id, post_id, said, tx.now)
        await posts.count_share(tx, post_id, 1)
        tx.emit(PostShared(share_id=share_id, user_id=principal.user_id, post_id=post_id))
        return share_id

    async def get_share(self, read: Read, share_id: UUID) -> ShareRow:
        found = await store.get_share(read, share_id)
        if found is None:
            raise NotFound
        return found

    async def list_shares_of(
        self, read: Read, principal: Principal, post_id: UUID, page: Page
    ) -> Cut[ShareRow]:
        await posts.require_visible(read, principal, post_id)
        before = page.after(UUID)
        rows = await store.list_shares_of(read, principal.user_id, post_id, before, page.limit + 1)
        return cut(rows, page, lambda row: row.id)

    async def list_shares_by(
        self, read: Read, principal: Principal, reference: str, page: Page
    ) -> tuple[list[ShareOf], Meta]:
        """What somebody shared, with the posts themselves."""
        person = await graph.get_visible(read, principal, reference)
        viewer, before = principal.user_id, page.after(UUID)
        rows = await store.list_shares_by(read, viewer, person.id, before, page.limit + 1)
        shown = cut(rows, page, lambda row: row.id)
        ids = list({row.post_id for row in shown.rows})
        found: dict[UUID, posts.Post] = {
            post.id: post for post in await self._reading.get_many(read, viewer, ids)
        }
        shares = [share_with(row, found[row.post_id]) for row in shown.rows if row.post_id in found]
        return shares, shown.meta
