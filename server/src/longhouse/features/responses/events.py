"""What members do to posts and comments."""

from uuid import UUID

from longhouse.kernel.events import Event
from longhouse.kernel.ids import UserId


class CommentAdded(Event, frozen=True, kw_only=True):
    comment_id: UUID
    post_id: UUID
    author_id: UserId
    parent_comment_id: UUID | None
    mentioned: tuple[UserId, ...] = ()


class CommentEdited(Event, frozen=True, kw_only=True):
    comment_id: UUID
    post_id: UUID
    author_id: UserId
    mentioned: tuple[UserId, ...] = ()
    """Who is mentioned now and was not before."""


class CommentDeleted(Event, frozen=True, kw_only=True):
    comment_id: UUID
    post_id: UUID
    author_id: UserId
    parent_comment_id: UUID | None
    deleted_by_id: UserId


class CommentRestored(Event, frozen=True, kw_only=True):
    comment_id: UUID
    post_id: UUID
    author_id: UserId
    parent_comment_id: UUID | None
    restored_by_id: UserId


class CommentErased(Event, frozen=True, kw_only=True):
    """Its words, links, mentions and reactions are gone for good. Where replies hang on it an empty
    husk is left. What goes along with its post is not told one by one: see `posts.PostErased`."""

    comment_id: UUID
    post_id: UUID
    author_id: UserId
    parent_comment_id: UUID | None = None
    above: tuple[UUID, ...] = ()
    """What it hung on and may have gone with it, the nearest first."""


class ReactionAdded(Event, frozen=True, kw_only=True):
    reaction_id: UUID
    user_id: UserId
    post_id: UUID
    """The post, or that of the comment."""
    comment_id: UUID | None
    emoji: str


class ReactionRemoved(Event, frozen=True, kw_only=True):
    reaction_id: UUID
    user_id: UserId
    post_id: UUID
    comment_id: UUID | None
    emoji: str


class PostSaved(Event, frozen=True, kw_only=True):
    user_id: UserId
    post_id: UUID


class PostUnsaved(Event, frozen=True, kw_only=True):
    user_id: UserId
    post_id: UUID


class PostShared(Event, frozen=True, kw_only=True):
    share_id: UUID
    user_id: UserId
    post_id: UUID
