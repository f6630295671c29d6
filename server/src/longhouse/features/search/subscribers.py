"""What search follows: everything that changes what can be found."""

from collections.abc import Sequence
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
from longhouse.kernel.outbox import Subscriber, SubscriberToMany

AboutPost = PostPublished | PostEdited | PostLinksRead | PostDeleted | PostRestored
AboutComment = (
    CommentAdded
    | CommentEdited
    | CommentLinksRead
    | CommentDeleted
    | CommentRestored
    | CommentErased
)


async def _look_at_posts(tx: Tx, events: Sequence[AboutPost]) -> None:
    await indexing.index(tx, list({event.post_id for event in events}), [])


async def _look_at_comments(tx: Tx, events: Sequence[AboutComment]) -> None:
    await indexing.index(tx, [], list({event.comment_id for event in events}))


async def _forget_post(tx: Tx, event: PostErased) -> None:
    await indexing.forget_post(tx, event.post_id)


async def _forget_author(tx: Tx, event: MemberErased) -> None:
    """Who is erased is not put into the index again, by whatever event comes late."""
    await indexing.forget_author(tx, event.user_id)


SUBSCRIBERS: list[Subscriber[Any]] = [
    SubscriberToMany("search.index_published_post", PostPublished, _look_at_posts),
    SubscriberToMany("search.index_edited_post", PostEdited, _look_at_posts),
    SubscriberToMany("search.index_links_of_post", PostLinksRead, _look_at_posts),
    SubscriberToMany("search.forget_deleted_post", PostDeleted, _look_at_posts),
    SubscriberToMany("search.index_restored_post", PostRestored, _look_at_posts),
    Subscriber("search.forget_erased_post", PostErased, _forget_post),
    SubscriberToMany("search.index_added_comment", CommentAdded, _look_at_comments),
    SubscriberToMany("search.index_edited_comment", CommentEdited, _look_at_comments),
    SubscriberToMany("search.index_links_of_comment", CommentLinksRead, _look_at_comments),
    SubscriberToMany("search.forget_deleted_comment", CommentDeleted, _look_at_comments),
    SubscriberToMany("search.index_restored_comment", CommentRestored, _look_at_comments),
    SubscriberToMany("search.forget_erased_comment", CommentErased, _look_at_comments),
    Subscriber("search.forget_erased_member", MemberErased, _forget_author),
]
