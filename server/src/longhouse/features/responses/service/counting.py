"""Making counts anew from the rows, where adding and taking away would be guessing."""

from collections.abc import Sequence
from uuid import UUID

from longhouse.features.posts import api as posts
from longhouse.features.responses.store import recount as store
from longhouse.kernel.db import Tx


async def recount(tx: Tx, post_ids: Sequence[UUID]) -> None:
    """The posts are locked: each count is a statement of its own and sees what others did."""
    counted = await store.count_posts(tx, post_ids)
    await posts.set_counts(
        tx,
        [one.post_id for one in counted],
        [one.comments for one in counted],
        [one.reactions for one in counted],
        [one.reaction_count for one in counted],
    )
    await store.recount_comments(tx, post_ids)
