"""Deleting comments softly, and bringing them back, with the counts all the way up the thread."""

from uuid import UUID

from longhouse.features.identity import api as identity
from longhouse.features.posts import api as posts
from longhouse.features.responses.errors import CommentIsErased
from longhouse.features.responses.events import CommentDeleted, CommentRestored
from longhouse.features.responses.model import HeldComment
from longhouse.features.responses.service.acts import record
from longhouse.features.responses.service.counting import recount
from longhouse.features.responses.service.reading import require_visible
from longhouse.features.responses.store import comments as store
from longhouse.kernel.db import Tx
from longhouse.kernel.errors import Forbidden, NotFound
from longhouse.kernel.ids import UserId
from longhouse.kernel.principal import Admin, Principal


class RemovingComments:
    """What an admin does to another's comment is in the audit log."""

    def __init__(self, settings: posts.PostsSettings) -> None:
        self._days = settings.restore_days

    async def delete(self, tx: Tx, principal: Principal, comment_id: UUID) -> None:
        held = await self._hold(tx, principal, comment_id)
        if held.deleted_at is not None:
            return
        await store.mark_deleted(tx, comment_id, principal.user_id, tx.now)
        if await identity.find(tx, held.author_id) is None:
            # Whether it is still counted depends on how far the house has come without its author.
            await recount(tx, [held.post_id])
        else:
            await posts.count_comment(tx, held.post_id, -1)
            if held.reply_count == 0:
                await self._out_of_sight(tx, held.parent_comment_id)
        if principal.user_id != held.author_id:
            await record(tx, principal, held, "delete_comment")
        tx.emit(
            CommentDeleted(
                comment_id=held.id,
                post_id=held.post_id,
                author_id=held.author_id,
                parent_comment_id=held.parent_comment_id,
                deleted_by_id=principal.user_id,
            )
        )

    async def restore(self, tx: Tx, principal: Principal, comment_id: UUID) -> UserId:
        """Restoring what is there already changes nothing. Whose comment it is.

        Who comes as an Admin acts as one, also on what is their own.
        """
        held = await self._hold(tx, principal, comment_id)
        if held.erased_at is not None:
            raise CommentIsErased
        if held.deleted_at is None:
            return held.author_id
        posts.check_restore(
            principal,
            held.author_id,
            held.deleted_at,
            held.deleted_by_id,
            now=tx.now,
            days=self._days,
        )
        if await identity.find(tx, held.author_id) is None:
            raise posts.AuthorIsGone
        await store.mark_restored(tx, comment_id)
        await posts.count_comment(tx, held.post_id, 1)
        if held.reply_count == 0:
            await self._into_sight(tx, held.parent_comment_id)
        if isinstance(principal, Admin) or principal.user_id != held.author_id:
            await record(tx, principal, held, "restore_comment")
        tx.emit(
            CommentRestored(
                comment_id=held.id,
                post_id=held.post_id,
                author_id=held.author_id,
                parent_comment_id=held.parent_comment_id,
                restored_by_id=principal.user_id,
            )
        )
        return held.author_id

    async def _out_of_sight(self, tx: Tx, parent_id: UUID | None) -> None:
        """A husk that loses its last reply goes out of sight as well, and so on up."""
        while parent_id is not None:
            parent = await store.add_reply(tx, parent_id, -1)
            gone = parent is not None and parent.deleted_at is not None and parent.reply_count == 0
            parent_id = parent.parent_comment_id if parent is not None and gone else None

    async def _into_sight(self, tx: Tx, parent_id: UUID | None) -> None:
        while parent_id is not None:
            parent = await store.add_reply(tx, parent_id, 1)
            back = parent is not None and parent.deleted_at is not None and parent.reply_count == 1
            parent_id = parent.parent_comment_id if parent is not None and back else None

    async def _hold(self, tx: Tx, principal: Principal, comment_id: UUID) -> HeldComment:
        post_id = await store.find_post_of(tx, comment_id)
        if post_id is None:
            raise NotFound
        await posts.lock_many(tx, [post_id])
        held = await store.lock(tx, comment_id)
        if held is None:
            raise NotFound
        if not posts.may_delete(principal, held.author_id):
            await require_visible(tx, principal, comment_id)
            raise Forbidden
        if held.author_id != principal.user_id:
            await posts.check_not_kept_from(tx, post_id, principal)
        return held
