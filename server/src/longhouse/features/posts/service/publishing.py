"""Publishing posts."""

from collections.abc import Sequence
from uuid import UUID

import msgspec

from longhouse.features.posts.errors import NoSuchSection
from longhouse.features.posts.events import PostPublished
from longhouse.features.posts.model import (
    MediaOf,
    PostId,
    Unfold,
    Unfolded,
    Visibility,
)
from longhouse.features.posts.policy import texts
from longhouse.features.posts.policy.publishing import check_links, check_media, normal_content
from longhouse.features.posts.service.mentioning import mention
from longhouse.features.posts.settings import PostsSettings
from longhouse.features.posts.store import attached, posts, sections
from longhouse.kernel.db import Database, ForeignKeyViolation, Tx
from longhouse.kernel.errors import NotFound
from longhouse.kernel.ids import UserId, new_id
from longhouse.kernel.limits import MINUTE, Limits
from longhouse.kernel.principal import Principal


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
        urls, attachments = check_links(links), check_media(media_ids)
        said = normal_content(content, may_be_empty=bool(urls or attachments))
        await self._limits.check(f"posts:{principal.user_id}", self._per_minute, MINUTE)
        return Draft(
            content=said,
            section_id=section_id,
            visibility=visibility,
            links=await self._read_pages(principal, urls, section_id) if urls else (),
            media_ids=attachments,
            client_id=client_id,
        )

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

    async def _read_pages(
        self, principal: Principal, urls: Sequence[str], section_id: UUID
    ) -> Sequence[Unfolded]:
        async with self._db.read() as read:
            section = await sections.find(read, section_id)
        if section is None:
            raise NoSuchSection
        return await self._unfold(principal.user_id, urls, section.type)

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
        return await mention(tx, post_id, principal.user_id, draft.content, draft.visibility)

    async def _made_before(self, tx: Tx, principal: Principal, client_id: str | None) -> PostId:
        found = None
        if client_id is not None:
            found = await posts.find_by_client_id(tx, principal.user_id, client_id)
        if found is None:
            raise NotFound
        return found
