"""Shapes of comments and reactions."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType
from msgspec import Meta as Bounds

from longhouse.features.posts import api as posts
from longhouse.features.posts.api import Author, ClientId, LinkKept, LinkWish, Mentioned, Post
from longhouse.features.responses.model import (
    CommentId,
    CommentRow,
    ReactionId,
    ReactionRow,
    ReplyCount,
)
from longhouse.kernel.http import Body, Part
from longhouse.kernel.ids import UserId
from longhouse.kernel.paging import Meta

NOTHING_ATTACHED = posts.Attached()


class CommentWish(Body):
    post_id: UUID
    content: str
    parent_comment_id: UUID | None = None
    links: list[LinkWish] = msgspec.field(default_factory=list[LinkWish])
    client_id: ClientId | None = None


class CommentPatch(Part):
    content: str | UnsetType = UNSET
    links: list[LinkWish] | UnsetType = UNSET


class ReactionWish(Body):
    emoji: Annotated[str, Bounds(min_length=1, max_length=20)]


class CommentMine(msgspec.Struct):
    reactions: Sequence[str]


class Comment(msgspec.Struct, kw_only=True):
    """`user_id` and `author` are missing in a husk, which keeps a thread together."""

    id: CommentId
    user_id: UserId | None
    post_id: UUID
    parent_comment_id: CommentId | None
    content: str
    links: Sequence[LinkKept]
    mentions: Sequence[Mentioned]
    reaction_count: int
    reactions: dict[str, int]
    mine: CommentMine
    reply_count: int
    author: Author | None
    client_id: str | None
    created_at: datetime
    updated_at: datetime | None
    deleted_at: datetime | None
    deleted_by_author: bool | None
    """None for what is not deleted, and in a husk for everybody but its author."""


class OneComment(msgspec.Struct):
    comment: Comment


class CommentPage(msgspec.Struct):
    comments: Sequence[Comment]
    meta: Meta


class PostThread(msgspec.Struct):
    post: Post
    comments: Sequence[Comment]
    meta: Meta


class Reaction(msgspec.Struct, kw_only=True):
    id: ReactionId
    user_id: UserId
    emoji: str
    created_at: datetime


class OneReaction(msgspec.Struct):
    reaction: Reaction


class ReactionBy(Reaction, kw_only=True):
    user: Author


class ReactionPage(msgspec.Struct):
    reactions: Sequence[ReactionBy]
    meta: Meta


class Counts(msgspec.Struct, kw_only=True):
    """Where numbers stand after it, so that they come out right in whatever order frames come."""

    comment_count: int
    parent_comment_id: UUID | None
    reply_counts: Sequence[ReplyCount]
    """Of what stands above it, as far up as it may count otherwise now."""


class CommentTold(Counts, kw_only=True):
    comment: Comment
    user: Author
    post_id: UUID


class CommentEditTold(msgspec.Struct):
    comment: Comment
    post_id: UUID


class CommentGoneTold(Counts, kw_only=True):
    comment_id: UUID
    post_id: UUID
    by_author: bool
    erased: bool
    """Nobody can bring it back."""


class ReactionTold(msgspec.Struct, kw_only=True):
    post_id: UUID
    comment_id: UUID | None
    user_id: UserId
    emoji: str
    count: int


class PostIdTold(msgspec.Struct):
    post_id: UUID


class SavedTold(msgspec.Struct):
    post_id: UUID
    saved: bool


def comment_of(
    row: CommentRow,
    viewer: UserId,
    avatar: str | None,
    attached: posts.Attached = NOTHING_ATTACHED,
) -> Comment:
    if not row.visible:
        return _husk_of(row, viewer)
    counted, hidden = reactions_seen(row.reactions, row.hidden_reactions)
    return Comment(
        id=row.id,
        user_id=row.author_id,
        post_id=row.post_id,
        parent_comment_id=row.parent_comment_id,
        content=row.content,
        links=attached.links,
        mentions=attached.mentions,
        reaction_count=row.reaction_count - hidden,
        reactions=counted,
        mine=CommentMine(row.my_reactions or []),
        reply_count=row.reply_count,
        author=Author(
            id=row.author_id,
            username=row.username or "",
            display_name=row.display_name,
            avatar=avatar,
        ),
        client_id=row.client_id,
        created_at=row.created_at,
        updated_at=row.updated_at,
        deleted_at=row.deleted_at,
        deleted_by_author=row.deleted_by_id == row.author_id if row.deleted_at else None,
    )


def reaction_of(row: ReactionRow) -> Reaction:
    return Reaction(id=row.id, user_id=row.user_id, emoji=row.emoji, created_at=row.created_at)


def reaction_by(row: ReactionRow, avatar: str | None) -> ReactionBy:
    return ReactionBy(
        id=row.id,
        user_id=row.user_id,
        emoji=row.emoji,
        created_at=row.created_at,
        user=Author(
            id=row.user_id, username=row.username, display_name=row.display_name, avatar=avatar
        ),
    )


def reactions_seen(kept: str, hidden: str | None) -> tuple[dict[str, int], int]:
    """The kept counts less those that are hidden, and how many these are."""
    counted = posts.reactions_in(kept)
    without = posts.reactions_in(hidden) if hidden else {}
    seen = {emoji: count - without.get(emoji, 0) for emoji, count in counted.items()}
    return {emoji: count for emoji, count in seen.items() if count > 0}, sum(without.values())


def _husk_of(row: CommentRow, viewer: UserId) -> Comment:
    """Only who wrote it is told that it was theirs, and of what is erased nobody."""
    mine = row.author_id == viewer and row.erased_at is None
    return Comment(
        id=row.id,
        user_id=row.author_id if mine else None,
        post_id=row.post_id,
        parent_comment_id=row.parent_comment_id,
        content="",
        links=[],
        mentions=[],
        reaction_count=0,
        reactions={},
        mine=CommentMine([]),
        reply_count=row.reply_count,
        author=None,
        client_id=None,
        created_at=row.created_at,
        updated_at=None,
        # The time of deleting would tell a deleted one from one that is only hidden.
        deleted_at=row.deleted_at if mine else row.created_at,
        deleted_by_author=row.deleted_by_id == row.author_id if mine else None,
    )
