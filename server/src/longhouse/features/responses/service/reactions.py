"""Reacting with an emoji, and taking it back."""

from uuid import UUID

from longhouse.features.posts import api as posts
from longhouse.features.responses.errors import TooManyReactions
from longhouse.features.responses.events import ReactionAdded, ReactionRemoved
from longhouse.features.responses.model import ReactionId, ReactionRow, Target
from longhouse.features.responses.policy.emoji import normal_emoji
from longhouse.features.responses.policy.threads import MOST_REACTIONS
from longhouse.features.responses.service.reading import require_visible
from longhouse.features.responses.store import comments
from longhouse.features.responses.store import reactions as store
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.errors import NotFound
from longhouse.kernel.paging import Cut, Page, PlaceInTime, cut
from longhouse.kernel.principal import Principal


class Reacting:
    async def react(self, tx: Tx, principal: Principal, target: Target, emoji: str) -> ReactionId:
        """Giving the same again changes nothing."""
        one = normal_emoji(emoji)
        target = await self._held(tx, principal, target)
        added = await store.add(tx, principal.user_id, target, one, tx.now)
        if added is None:
            found = await store.find_id(tx, principal.user_id, target, one)
            if found is None:
                raise NotFound
            return found
        if await store.count_of(tx, principal.user_id, target) > MOST_REACTIONS:
            raise TooManyReactions
        await self._count(tx, target, one, 1)
        tx.emit(
            ReactionAdded(
                reaction_id=added,
                user_id=principal.user_id,
                post_id=target.post_id,
                comment_id=target.comment_id,
                emoji=one,
            )
        )
        return added

    async def take_back(self, tx: Tx, principal: Principal, target: Target, emoji: str) -> None:
        one = normal_emoji(emoji)
        target = await self._held(tx, principal, target)
        removed = await store.remove(tx, principal.user_id, target, one)
        if removed is None:
            return
        await self._count(tx, target, one, -1)
        tx.emit(
            ReactionRemoved(
                reaction_id=removed,
                user_id=principal.user_id,
                post_id=target.post_id,
                comment_id=target.comment_id,
                emoji=one,
            )
        )

    async def get(self, read: Read, reaction_id: UUID) -> ReactionRow:
        found = await store.get(read, reaction_id)
        if found is None:
            raise NotFound
        return found

    async def list_on(
        self, read: Read, principal: Principal, target: Target, emoji: str | None, page: Page
    ) -> Cut[ReactionRow]:
        target = await self._seen(read, principal, target)
        one = None if emoji is None else normal_emoji(emoji)
        after = page.after(PlaceInTime)
        rows = await store.list_on(read, principal.user_id, target, one, after, page.limit + 1)
        return cut(rows, page, lambda row: PlaceInTime(row.created_at, row.id))

    async def _seen(self, read: Read, principal: Principal, target: Target) -> Target:
        """The target with its post, if the member may see it."""
        if target.comment_id is None:
            await posts.require_visible(read, principal, target.post_id)
            return target
        row, _ = await require_visible(read, principal, target.comment_id)
        return Target(post_id=row.post_id, comment_id=row.id)

    async def _held(self, tx: Tx, principal: Principal, target: Target) -> Target:
        """The same, and its post is not erased meanwhile. The post comes before any row of a
        reaction, as it does for whoever erases."""
        if target.comment_id is None:
            await posts.hold_visible(tx, principal, target.post_id)
            return target
        row, _ = await require_visible(tx, principal, target.comment_id)
        await posts.hold_visible(tx, principal, row.post_id)
        return Target(post_id=row.post_id, comment_id=row.id)

    async def _count(self, tx: Tx, target: Target, emoji: str, by: int) -> None:
        if target.comment_id is None:
            await posts.count_reaction(tx, target.post_id, emoji, by)
        elif not await comments.add_reactions(tx, target.comment_id, emoji, by):
            raise NotFound
