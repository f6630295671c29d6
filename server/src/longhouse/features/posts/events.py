"""What happens to posts."""

from uuid import UUID

from longhouse.kernel.events import Event
from longhouse.kernel.ids import UserId


class PostPublished(Event, frozen=True, kw_only=True):
    post_id: UUID
    author_id: UserId
    section_id: UUID | None
    kind: str = "post"
    mentioned: tuple[UserId, ...] = ()


class PostEdited(Event, frozen=True, kw_only=True):
    post_id: UUID
    author_id: UserId
    section_id: UUID | None
    mentioned: tuple[UserId, ...] = ()
    """Who is mentioned now and was not before."""
    was_for: str | None = None
    """Whom it was for, where that has changed."""


class PostLinksRead(Event, frozen=True, kw_only=True):
    """A page behind a link of the post could be read after all. Nobody has changed the post."""

    post_id: UUID
    author_id: UserId
    section_id: UUID | None


class CommentLinksRead(Event, frozen=True, kw_only=True):
    """A page behind a link of a comment could be read after all. Links are kept here, those of
    comments too."""

    comment_id: UUID


class PostMediaChanged(Event, frozen=True, kw_only=True):
    """A film or a sound in the post is ready, or came to nothing, or is described otherwise."""

    post_id: UUID
    author_id: UserId
    section_id: UUID | None


class PostDeleted(Event, frozen=True, kw_only=True):
    post_id: UUID
    author_id: UserId
    section_id: UUID | None
    deleted_by_id: UserId
    visibility: str = "followers"
    """Whom it was for. Where that is not told, it was not for all."""


class PostRestored(Event, frozen=True, kw_only=True):
    post_id: UUID
    author_id: UserId
    section_id: UUID | None
    restored_by_id: UserId


class SectionRenamed(Event, frozen=True, kw_only=True):
    section_id: UUID


class SectionRead(Event, frozen=True, kw_only=True):
    """A member has seen what was new in it."""

    section_id: UUID
    user_id: UserId


class PostErased(Event, frozen=True, kw_only=True):
    """Gone for good, with its links, mentions, tags and files, and with all that was done to it:
    of its comments, reactions, saves and shares nothing else is told."""

    post_id: UUID
    author_id: UserId
    section_id: UUID | None
    visibility: str = "followers"
    """Whom it was for. Where that is not told, it was not for all."""
