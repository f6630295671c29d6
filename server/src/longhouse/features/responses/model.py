"""What responses keep, as the rest of the feature reads it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, NewType
from uuid import UUID

import msgspec

from longhouse.kernel.ids import UserId

CommentId = NewType("CommentId", UUID)
ReactionId = NewType("ReactionId", UUID)

Sort = Literal["created", "activity"]


class CommentRow(msgspec.Struct, frozen=True, kw_only=True):
    """A comment as a viewer sees it. Where they may not see it, but replies to it, it is a husk."""

    id: CommentId
    post_id: UUID
    parent_comment_id: CommentId | None
    visible: bool
    author_id: UserId
    content: str
    client_id: str | None
    reply_count: int
    """Of the replies that the viewer sees."""
    reaction_count: int
    reactions: str
    """JSON: how many of each emoji."""
    hidden_reactions: str | None
    """JSON: how many of them are from people whom the viewer may not see."""
    my_reactions: list[str] | None
    last_activity_at: datetime
    created_at: datetime
    updated_at: datetime | None
    deleted_at: datetime | None
    deleted_by_id: UserId | None
    erased_at: datetime | None
    username: str | None
    display_name: str | None
    avatar_id: UUID | None
    open_fields: Sequence[str] | None
    """What the author shows to everybody; None for who has said nothing."""


class HeldComment(msgspec.Struct, frozen=True, kw_only=True):
    """What decides who may change a comment, read under the lock of its post."""

    id: CommentId
    post_id: UUID
    author_id: UserId
    parent_comment_id: CommentId | None
    depth: int
    content: str
    reply_count: int
    deleted_at: datetime | None
    deleted_by_id: UserId | None
    erased_at: datetime | None


class ReactionRow(msgspec.Struct, frozen=True, kw_only=True):
    id: ReactionId
    user_id: UserId
    emoji: str
    created_at: datetime
    username: str
    display_name: str | None
    avatar_id: UUID | None


class ShareRow(msgspec.Struct, frozen=True, kw_only=True):
    id: UUID
    user_id: UserId
    post_id: UUID
    comment: str | None
    created_at: datetime
    username: str
    display_name: str | None
    avatar_id: UUID | None


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """What is reacted to: a post, or a comment under it."""

    post_id: UUID
    comment_id: UUID | None = None


class ReplyCount(msgspec.Struct, frozen=True):
    """How many replies of a comment are in sight."""

    comment_id: UUID
    reply_count: int
