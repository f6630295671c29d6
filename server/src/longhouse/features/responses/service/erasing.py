"""Erasing comments for good, whether they were deleted before or not."""

from uuid import UUID

from longhouse.features.posts import api as posts
from longhouse.features.responses.events import CommentErased
from longhouse.features.responses.service.acts import record
from longhouse.features.responses.service.counting import recount
from longhouse.features.responses.store import comments, erasing
from longhouse.kernel.db import Tx
from longhouse.kernel.errors import NotFound
from longhouse.kernel.principal import Admin


class ErasingComments:
    async def erase(self, tx: Tx, admin: Admin, comment_id: UUID) -> None:
        """A comment with replies leaves a husk that nobody can restore.

        The counts of its thread are made anew: whether it was counted depends on who was here.
        """
        post_id = await comments.find_post_of(tx, comment_id)
        if post_id is None:
            raise NotFound
        await posts.lock_many(tx, [post_id])
        await posts.check_not_kept_from(tx, post_id, admin)
        held = await comments.lock(tx, comment_id)
        if held is None or held.erased_at is not None:
            raise NotFound
        above = await comments.list_above(tx, held.parent_comment_id)
        await erasing.remove_reactions(tx, [comment_id])
        await posts.detach_from_comments(tx, [comment_id])
        if await erasing.has_replies(tx, comment_id):
            await erasing.empty(tx, comment_id, admin.user_id)
        else:
            await erasing.remove(tx, comment_id)
            await erasing.remove_husks_above(tx, held.parent_comment_id)
        await recount(tx, [post_id])
        await record(tx, admin, held, "erase_comment")
        tx.emit(
            CommentErased(
                comment_id=held.id,
                post_id=held.post_id,
                author_id=held.author_id,
                parent_comment_id=held.parent_comment_id,
                above=tuple(above),
            )
        )

    async def erase_under(self, tx: Tx, post_id: UUID) -> None:
        """All that was said and done about a post that is erased in the same transaction."""
        await posts.detach_from_comments(tx, await erasing.remove_under(tx, post_id))
