"""Publishing and changing posts."""

from collections.abc import Sequence
from uuid import UUID

import msgspec

from longhouse.features.posts.errors import IsDeleted, NoSuchSection
from longhouse.features.posts.events import PostEdited, PostPublished
from longhouse.features.posts.model import (
    Held,
    MediaOf,
    PostId,
    SectionType,
    Unfold,
    Unfolded,
    Visibility,
)
from longhouse.features.posts.policy import texts
from longhouse.features.posts.policy.publishing import check_links, may_change, normal_content
from longhouse.features.posts.settings import PostsSettings
from longhouse.features.posts.store import attached, pages, posts, sections
from longhouse.kernel.db import Database, ForeignKeyViolation, Tx
from longhouse.kernel.errors import Forbidden, NotFound
from longhouse.kernel.ids import UserId, new_id
from longhouse.kernel.limits import Limits
from longhouse.kernel.principal import Principal

_MINUTE = 60.0


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A post that could be published, with what its links say."""

    content: str
    section_id: UUID | None
    visibility: Visibility
    links: Sequence[Unfolded]
    media_ids: Sequence[UUID]
    client_id: str | None
    kind: str = "post"


class Publishing:
    def __init__(
        self,
        db: Database,
        unfold: Unfold,
        media: MediaOf,
        limits: Limits,
        settings: PostsSettings,
    ) -> None:
        self._db = db
        self._unfold = unfold
        self._media = media
        self._limits = limits
        self._per_minute = settings.posts_per_minute

    async def prepare(
        self,
        principal: Principal,
        *,
        content: str,
        section_id: UUID,
        visibility: Visibility = "public",
        links: Sequence[str] = (),
        media_ids: Sequence[UUID] = (),
        client_id: str | None = None,
    ) -> Draft:
        """Check what was sent and read the pages behind its links; no transaction is open."""
        urls = check_links(links)
        said = normal_content(content, may_be_empty=bool(urls or media_ids))
        await self._limits.check(f"posts:{principal.user_id}", self._per_minute, _MINUTE)
        return Draft(
            content=said,
            section_id=section_id,
            visibility=visibility,
            links=await self._read_pages(urls, section_id) if urls else (),
            media_ids=tuple(dict.fromkeys(media_ids)),
            client_id=client_id,
        )

    async def unfold(self, urls: Sequence[str], hint: SectionType | None) -> Sequence[Unfolded]:
        return await self._unfold(urls, hint) if urls else ()

    async def publish(self, tx: Tx, principal: Principal, draft: Draft) -> PostId:
        """The same client id again is the same post, which is given and not made."""
        post_id = PostId(new_id())
        try:
            made = await posts.insert(
                tx,
                post_id=post_id,
                author_id=principal.user_id,
                section_id=draft.section_id,
                kind=draft.kind,
                content=draft.content,
                visibility=draft.visibility,
                client_id=draft.client_id,
                created_at=tx.now,
                media_ids=draft.media_ids,
            )
        except ForeignKeyViolation:
            raise NoSuchSection from None
        if not made:
            return await self._made_before(tx, principal, draft.client_id)
        mentioned = await self._attach(tx, principal, post_id, draft)
        tx.emit(
            PostPublished(
                post_id=post_id,
                author_id=principal.user_id,
                section_id=draft.section_id,
                kind=draft.kind,
                mentioned=tuple(mentioned),
            )
        )
        return post_id

    async def prepare_change(
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
        return await self.unfold(urls, section.type if section else None)

    async def change(
        self,
        tx: Tx,
        principal: Principal,
        post_id: UUID,
        content: str | None,
        links: Sequence[Unfolded] | None,
    ) -> None:
        held = await self._hold(tx, principal, post_id)
        if content is not None:
            row = await pages.find(tx, principal.user_id, post_id)
            has_links = bool(links) if links is not None else bool(row and row.links)
            content = normal_content(content, may_be_empty=has_links or bool(held.media_ids))
        elif links is not None and not links:
            normal_content(held.content, may_be_empty=bool(held.media_ids))
        said = held.content if content is None else content
        if links is None and said == held.content:
            return
        await posts.set_content(tx, post_id, said)
        await attached.set_tags(tx, post_id, texts.tags(said))
        if links is not None:
            await attached.set_links(tx, links, post_id=post_id)
        mentioned = await self._mention(tx, post_id, held.author_id, said, held.visibility)
        tx.emit(
            PostEdited(
                post_id=held.id,
                author_id=held.author_id,
                section_id=held.section_id,
                mentioned=tuple(mentioned),
            )
        )

    async def _read_pages(self, urls: Sequence[str], section_id: UUID) -> Sequence[Unfolded]:
        async with self._db.read() as read:
            section = await sections.find(read, section_id)
        if section is None:
            raise NoSuchSection
        return await self.unfold(urls, section.type)

    async def _attach(
        self, tx: Tx, principal: Principal, post_id: PostId, draft: Draft
    ) -> list[UserId]:
        """What hangs on a new post; who is mentioned. Most posts have nothing and cost nothing."""
        if tags := texts.tags(draft.content):
            await attached.set_tags(tx, post_id, tags)
        if draft.links:
            await attached.set_links(tx, draft.links, post_id=post_id)
        if draft.media_ids:
            await self._media.attach(tx, principal, draft.media_ids)
        if not texts.mentioned_names(draft.content):
            return []
        return await self._mention(tx, post_id, principal.user_id, draft.content, draft.visibility)

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

    async def _mention(
        self, tx: Tx, post_id: UUID, author_id: UserId, content: str, visibility: Visibility
    ) -> list[UserId]:
        named = await attached.find_mentioned(
            tx,
            texts.mentioned_names(content),
            author=author_id,
            owner=author_id,
            public=visibility == "public",
        )
        return await attached.set_mentions(tx, [one.id for one in named], post_id=post_id)

    async def _made_before(self, tx: Tx, principal: Principal, client_id: str | None) -> PostId:
        found = None
        if client_id is not None:
            found = await posts.find_by_client_id(tx, principal.user_id, client_id)
        if found is None:
            raise NotFound
        return found
