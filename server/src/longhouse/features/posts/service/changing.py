"""Changing posts that are there."""

from collections.abc import Sequence
from uuid import UUID

import msgspec

from longhouse.features.posts.errors import IsDeleted
from longhouse.features.posts.events import PostEdited
from longhouse.features.posts.model import Held, MediaOf, Unfold, Unfolded, Visibility
from longhouse.features.posts.policy import texts
from longhouse.features.posts.policy.publishing import (
    check_links,
    check_media,
    may_change,
    normal_content,
)
from longhouse.features.posts.push import post_topic
from longhouse.features.posts.service.mentioning import mention
from longhouse.features.posts.store import attached, pages, posts, sections
from longhouse.kernel.db import Database, Tx
from longhouse.kernel.errors import Forbidden, NotFound
from longhouse.kernel.principal import Principal
from longhouse.kernel.push import Withdraw, Withdrawal


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What becomes of a post; None for what stays as it is."""

    content: str | None = None
    links: Sequence[Unfolded] | None = None
    visibility: Visibility | None = None
    media_ids: Sequence[UUID] | None = None


class Changing:
    def __init__(self, db: Database, unfold: Unfold, media: MediaOf, withdraw: Withdraw) -> None:
        self._db = db
        self._unfold = unfold
        self._media = media
        self._withdraw = withdraw

    async def prepare(
        self, principal: Principal, post_id: UUID, links: Sequence[str] | None
    ) -> Sequence[Unfolded] | None:
        """What new links say, read before the change; None when they stay as they are."""
        if links is None:
            return None
        urls = check_links(links)
        async with self._db.read() as read:
            found = await pages.find_visible(read, principal.user_id, post_id)
            if found is None:
                raise NotFound
            section = await sections.find(read, found.section_id) if found.section_id else None
        if not may_change(principal, found.author_id):
            raise Forbidden
        hint = section.type if section else None
        return await self._unfold(principal.user_id, urls, hint) if urls else ()

    async def change(self, tx: Tx, principal: Principal, post_id: UUID, change: Change) -> None:
        held = await self._hold(tx, principal, post_id)
        media_ids = held.media_ids if change.media_ids is None else check_media(change.media_ids)
        has_links = (
            await attached.has_links(tx, post_id) if change.links is None else bool(change.links)
        )
        said = normal_content(
            held.content if change.content is None else change.content,
            may_be_empty=has_links or bool(media_ids),
        )
        visibility = change.visibility or held.visibility
        edited = change.links is not None or said != held.content or media_ids != held.media_ids
        if not edited and visibility == held.visibility:
            return
        if visibility not in (held.visibility, "public"):
            # Those who may still see it come back by themselves.
            self._withdraw(tx, Withdrawal(user_id=None, topic=post_topic(post_id)))
        await self._exchange_media(tx, principal, held.media_ids, media_ids)
        await posts.set_changed(
            tx,
            post_id,
            content=said,
            visibility=visibility,
            media_ids=media_ids,
            updated_at=tx.now if edited else None,
        )
        await attached.change_tags(tx, post_id, texts.tags(said))
        if change.links is not None:
            await attached.set_links(tx, change.links, post_id=post_id)
        mentioned = await mention(tx, post_id, held.author_id, said, visibility)
        tx.emit(
            PostEdited(
                post_id=held.id,
                author_id=held.author_id,
                section_id=held.section_id,
                mentioned=tuple(mentioned),
                was_for=None if visibility == held.visibility else held.visibility,
            )
        )

    async def _exchange_media(
        self, tx: Tx, principal: Principal, old: Sequence[UUID], new: Sequence[UUID]
    ) -> None:
        """What is taken out goes back to its author, who may yet put it in again."""
        added = [media_id for media_id in new if media_id not in old]
        removed = [media_id for media_id in old if media_id not in new]
        if added:
            await self._media.attach(tx, principal, added)
        if removed:
            await self._media.detach(tx, removed)

    async def _hold(self, tx: Tx, principal: Principal, post_id: UUID) -> Held:
        """The row under its lock, for its author; who may not see it finds nothing."""
        held = await posts.lock(tx, post_id)
        if held is not None and may_change(principal, held.author_id):
            if held.deleted_at is not None:
                raise IsDeleted
            return held
        if held is None or await pages.find_visible(tx, principal.user_id, post_id) is None:
            raise NotFound
        raise Forbidden
