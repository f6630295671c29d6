"""Keeping whom a post mentions."""

from uuid import UUID

from longhouse.features.posts.model import Visibility
from longhouse.features.posts.policy import texts
from longhouse.features.posts.store import attached
from longhouse.kernel.db import Tx
from longhouse.kernel.ids import UserId


async def mention(
    tx: Tx, post_id: UUID, author_id: UserId, content: str, visibility: Visibility
) -> list[UserId]:
    """Those whom it did not mention before."""
    named = await attached.find_mentioned(
        tx,
        texts.mentioned_names(content),
        author=author_id,
        owner=author_id,
        audience=visibility,
    )
    return await attached.set_mentions(tx, [one.id for one in named], post_id=post_id)
