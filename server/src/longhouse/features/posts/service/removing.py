"""Deleting posts softly, and bringing them back."""

from datetime import datetime, timedelta
from uuid import UUID

from longhouse.features.identity import api as identity
from longhouse.features.posts.errors import AuthorIsGone
from longhouse.features.posts.events import PostDeleted, PostRestored
from longhouse.features.posts.model import Held
from longhouse.features.posts.policy.publishing import check_restore, may_delete
from longhouse.features.posts.service.acts import record
from longhouse.features.posts.settings import PostsSettings
from longhouse.features.posts.store import pages, posts
from longhouse.kernel.db import Tx
from longhouse.kernel.errors import Forbidden, NotFound
from longhouse.kernel.ids import UserId
from longhouse.kernel.principal import Admin, Principal


class Removing:
    """What an admin does to another's post is in the audit log, and no block stands in its way."""

    def __init__(self, settings: PostsSettings) -> None:
        self._days = settings.restore_days

    def still_restorable(self, now: datetime) -> datetime:
        """Whoever deleted something of theirs since then can bring it back."""
        return now - timedelta(days=self._days)

    async def delete(self, tx: Tx, principal: Principal, post_id: UUID) -> None:
        held = await self._hold(tx, principal, post_id)
        if held.deleted_at is not None:
            return
        await posts.mark_deleted(tx, post_id, principal.user_id, tx.now)
        if principal.user_id != held.author_id:
            await record(tx, principal, held, "delete_post")
        tx.emit(
            PostDeleted(
                post_id=held.id,
                author_id=held.author_id,
                section_id=held.section_id,
                deleted_by_id=principal.user_id,
                visibility=held.visibility,
            )
        )

    async def restore(self, tx: Tx, principal: Principal, post_id: UUID) -> UserId:
        """Restoring what is there already changes nothing. Whose post it is.

        Who comes as an Admin acts as one, also on what is their own.
        """
        held = await self._hold(tx, principal, post_id)
        if held.deleted_at is None:
            return held.author_id
        check_restore(
            principal,
            held.author_id,
            held.deleted_at,
            held.deleted_by_id,
            now=tx.now,
            days=self._days,
        )
        if await identity.find(tx, held.author_id) is None:
            raise AuthorIsGone
        await posts.mark_restored(tx, post_id)
        if isinstance(principal, Admin) or principal.user_id != held.author_id:
            await record(tx, principal, held, "restore_post")
        tx.emit(
            PostRestored(
                post_id=held.id,
                author_id=held.author_id,
                section_id=held.section_id,
                restored_by_id=principal.user_id,
            )
        )
        return held.author_id

    async def _hold(self, tx: Tx, principal: Principal, post_id: UUID) -> Held:
        held = await posts.lock(tx, post_id)
        if held is None:
            raise NotFound
        if may_delete(principal, held.author_id, held.visibility):
            return held
        if await pages.find_visible(tx, principal.user_id, post_id) is None:
            raise NotFound
        raise Forbidden
