"""Commenting, and changing what one said.

Whoever changes a thread locks the row of its post first. So the counts of a thread change one after
the other, and nobody waits for anybody in a circle.
"""

from collections.abc import Sequence
from uuid import UUID

import msgspec

from longhouse.features.posts import api as posts
from longhouse.features.responses.errors import CommentIsDeleted, NoSuchParent, TooDeep
from longhouse.features.responses.events import CommentAdded, CommentEdited
from longhouse.features.responses.model import CommentId, HeldComment
from longhouse.features.responses.policy.threads import DEEPEST
from longhouse.features.responses.service.reading import require_visible
from longhouse.features.responses.store import comments as store
from longhouse.features.responses.store import reading
from longhouse.kernel.db import Database, Tx
from longhouse.kernel.errors import Forbidden, NotFound
from longhouse.kernel.ids import new_id
from longhouse.kernel.principal import Principal


class CommentDraft(msgspec.Struct, frozen=True, kw_only=True):
    """A comment that could be made, with what its links say."""

    post_id: UUID
    parent_comment_id: UUID | None
    content: str
    links: Sequence[posts.Unfolded]
    client_id: str | None


class Commenting:
    def __init__(self, db: Database, unfold: posts.Unfold) -> None:
        self._db = db
        self._unfold = unfold

    async def prepare(
        self,
        principal: Principal,
        *,
        post_id: UUID,
        content: str,
        parent_comment_id: UUID | None,
        links: Sequence[str],
        client_id: str | None,
    ) -> CommentDraft:
        """Check what was sent and read the pages behind its links; no transaction is open."""
        urls = posts.check_links(links)
        said = posts.normal_content(content, may_be_empty=bool(urls))
        async with self._db.read() as read:
            await posts.require_visible(read, principal, post_id)
        return CommentDraft(
            post_id=post_id,
            parent_comment_id=parent_comment_id,
            content=said,
            links=await self._unfold(principal.user_id, urls) if urls else (),
            client_id=client_id,
        )

    async def comment(self, tx: Tx, principal: Principal, draft: CommentDraft) -> CommentId:
        """The same client id again is the same comment, which is given and not made."""
        await posts.lock_many(tx, [draft.post_id])
        post = await posts.require_visible(tx, principal, draft.post_id)
        depth = await self._depth(tx, principal, draft)
        comment_id = CommentId(new_id())
        made = await store.insert(
            tx,
            comment_id=comment_id,
            post_id=post.id,
            author_id=principal.user_id,
            parent_comment_id=draft.parent_comment_id,
            depth=depth,
            content=draft.content,
            client_id=draft.client_id,
            created_at=tx.now,
        )
        if not made:
            return await self._made_before(tx, principal, draft.client_id)
        if draft.parent_comment_id is not None:
            await store.add_reply(tx, draft.parent_comment_id, 1)
            await store.note_activity(tx, draft.parent_comment_id, tx.now)
        await posts.count_comment(tx, post.id, 1)
        await posts.set_links_of_comment(tx, comment_id, draft.links)
        mentioned = await posts.mention_in_comment(
            tx, comment_id, draft.content, author=principal.user_id, post=post
        )
        tx.emit(
            CommentAdded(
                comment_id=comment_id,
                post_id=post.id,
                author_id=principal.user_id,
                parent_comment_id=draft.parent_comment_id,
                mentioned=tuple(mentioned),
            )
        )
        return comment_id

    async def prepare_change(
        self, principal: Principal, comment_id: UUID, links: Sequence[str] | None
    ) -> Sequence[posts.Unfolded] | None:
        """What new links say, read before the change; None when they stay as they are."""
        if links is None:
            return None
        urls = posts.check_links(links)
        async with self._db.read() as read:
            row, _ = await require_visible(read, principal, comment_id)
        if not posts.may_change(principal, row.author_id):
            raise Forbidden
        return await self._unfold(principal.user_id, urls) if urls else ()

    async def change(
        self,
        tx: Tx,
        principal: Principal,
        comment_id: UUID,
        content: str | None,
        links: Sequence[posts.Unfolded] | None,
    ) -> None:
        held, post = await self._hold(tx, principal, comment_id)
        attached = await posts.get_attached_to_comments(tx, principal.user_id, [comment_id])
        kept = attached.get(comment_id, posts.Attached()).links
        has_links = bool(kept if links is None else links)
        given = held.content if content is None else content
        said = posts.normal_content(given, may_be_empty=has_links)
        if links is None and said == held.content:
            return
        await store.set_content(tx, comment_id, said)
        if links is not None:
            await posts.set_links_of_comment(tx, comment_id, links)
        mentioned = await posts.mention_in_comment(
            tx, comment_id, said, author=held.author_id, post=post
        )
        tx.emit(
            CommentEdited(
                comment_id=held.id,
                post_id=held.post_id,
                author_id=held.author_id,
                mentioned=tuple(mentioned),
            )
        )

    async def _hold(
        self, tx: Tx, principal: Principal, comment_id: UUID
    ) -> tuple[HeldComment, posts.Shared]:
        """The row under its lock, for its author; who may not see it finds nothing."""
        held = await store.lock(tx, comment_id)
        if held is None:
            raise NotFound
        if not posts.may_change(principal, held.author_id):
            await require_visible(tx, principal, comment_id)
            raise Forbidden
        post = await posts.require_visible(tx, principal, held.post_id)
        if held.deleted_at is not None:
            raise CommentIsDeleted
        return held, post

    async def _depth(self, tx: Tx, principal: Principal, draft: CommentDraft) -> int:
        if draft.parent_comment_id is None:
            return 0
        parent = await store.lock(tx, draft.parent_comment_id)
        seen = await reading.find(tx, principal.user_id, draft.parent_comment_id)
        if parent is None or seen is None or parent.post_id != draft.post_id:
            raise NoSuchParent
        if parent.depth + 1 > DEEPEST:
            raise TooDeep
        return parent.depth + 1

    async def _made_before(self, tx: Tx, principal: Principal, client_id: str | None) -> CommentId:
        found = None
        if client_id is not None:
            found = await store.find_by_client_id(tx, principal.user_id, client_id)
        if found is None:
            raise NotFound
        return found
