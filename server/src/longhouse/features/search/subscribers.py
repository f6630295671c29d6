"""What search follows: everything that changes what can be found."""

from typing import Any

from longhouse.features.identity.events import MemberErased
from longhouse.features.posts.events import (
    CommentLinksRead,
    PostDeleted,
    PostEdited,
    PostErased,
    PostLinksRead,
    PostPublished,
    PostRestored,
)
from longhouse.features.responses.events import (
    CommentAdded,
    CommentDeleted,
    CommentEdited,
    CommentErased,
    CommentRestored,
)
from longhouse.features.search.service import indexing
from longhouse.kernel.db import Tx
from longhouse.kernel.outbox import Subscriber

AboutPost = PostPublished | PostEdited | PostLinksRead | PostDeleted | PostRestored
AboutComment = (
    CommentAdded
    | CommentEdited
    | CommentLinksRead
    | CommentDeleted
    | CommentRestored
    | CommentErased
)


async def _look_at_post(tx: Tx, event: AboutPost) -> None:
    await indexing.index_post(tx, event.post_id)


async def _look_at_comment(tx: Tx, event: AboutComment) -> None:
    await indexing.index_comment(tx, event.comment_id)


async def _forget_post(tx: Tx, event: PostErased) -> None:
    await indexing.forget_post(tx, event.post_id)


async def _forget_author(tx: Tx, event: MemberErased) -> None:
    """Who is erased is not put into the index again, by whatever event comes late."""
    await indexing.forget_author(tx, event.user_id)


SUBSCRIBERS: list[Subscriber[Any]] = [
    Subscriber("search.index_published_post", PostPublished, _look_at_post),
    Subscriber("search.index_edited_post", PostEdited, _look_at_post),
    Subscriber("search.index_links_of_post", PostLinksRead, _look_at_post),
    Subscriber("search.forget_deleted_post", PostDeleted, _look_at_post),
    Subscriber("search.index_restored_post", PostRestored, _look_at_post),
    Subscriber("search.forget_erased_post", PostErased, _forget_post),
    Subscriber("search.index_added_comment", CommentAdded, _look_at_comment),
    Subscriber("search.index_edited_comment", CommentEdited, _look_at_comment),
    Subscriber("search.index_links_of_comment", CommentLinksRead, _look_at_comment),
    Subscriber("search.forget_deleted_comment", CommentDeleted, _look_at_comment),
    Subscriber("search.index_restored_comment", CommentRestored, _look_at_comment),
    Subscriber("search.forget_erased_comment", CommentErased, _look_at_comment),
    Subscriber("search.forget_erased_member", MemberErased, _forget_author),
]
