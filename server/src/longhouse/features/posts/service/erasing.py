"""Erasing posts for good, whether they were deleted before or not."""

from uuid import UUID

from longhouse.features.posts.events import PostErased
from longhouse.features.posts.model import MediaOf
from longhouse.features.posts.policy.publishing import may_delete
from longhouse.features.posts.service.acts import record
from longhouse.features.posts.store import attached, posts
from longhouse.kernel.db import Tx
from longhouse.kernel.errors import NotFound
from longhouse.kernel.principal import Admin


class Erasing:
    """Of a post that is erased no row is left, nor a file, nor a tag that nobody else has used.

    Whoever answers, reacts, saves or shares holds the post meanwhile, so they come before it as a
    whole and are erased as well, or after it and find nothing.
    """

    def __init__(self, media: MediaOf) -> None:
        self._media = media

    async def erase(self, tx: Tx, admin: Admin, post_id: UUID) -> None:
        """What others keep about it the caller removes in the same transaction."""
        held = await posts.lock(tx, post_id)
        if held is None or not may_delete(admin, held.author_id, held.visibility):
            raise NotFound
        tags = await attached.list_tag_ids(tx, post_id)
        await posts.remove(tx, post_id)
        await attached.remove_unused_tags(tx, tags)
        await self._media.erase(tx, held.media_ids)
        await record(tx, admin, held, "erase_post")
        tx.emit(
            PostErased(
                post_id=held.id,
                author_id=held.author_id,
                section_id=held.section_id,
                visibility=held.visibility,
            )
        )
