"""What is told live to admins: that the list of what was deleted is no longer what it was.

What somebody kept for themselves is not in it, and nothing is told of it.
"""

from collections.abc import Sequence

from longhouse.features.identity.api import ADMINS_TOPIC
from longhouse.features.moderation.schemas import ContentTold
from longhouse.features.posts import api as posts
from longhouse.features.posts.events import PostDeleted, PostErased, PostRestored
from longhouse.features.responses.events import CommentDeleted, CommentErased, CommentRestored
from longhouse.kernel.db import Read
from longhouse.kernel.push import AnyPush, Push, Telling


async def _post_changed(
    read: Read, event: PostDeleted | PostRestored | PostErased
) -> Sequence[Telling]:
    if await posts.is_for_one_alone(read, event.post_id):
        return []
    return [Telling(ADMINS_TOPIC, "content_changed", ContentTold("post", event.post_id))]


async def _comment_changed(
    read: Read, event: CommentDeleted | CommentRestored | CommentErased
) -> Sequence[Telling]:
    if await posts.is_for_one_alone(read, event.post_id):
        return []
    return [Telling(ADMINS_TOPIC, "content_changed", ContentTold("comment", event.comment_id))]


PUSHES: list[AnyPush] = [
    Push(PostDeleted, _post_changed),
    Push(PostRestored, _post_changed),
    Push(PostErased, _post_changed),
    Push(CommentDeleted, _comment_changed),
    Push(CommentRestored, _comment_changed),
    Push(CommentErased, _comment_changed),
]
