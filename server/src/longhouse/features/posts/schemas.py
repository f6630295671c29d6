"""Shapes of posts on the wire."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType
from msgspec import Meta as Bounds

from longhouse.features.media.api import Media
from longhouse.features.posts.model import (
    LinkKept,
    Mentioned,
    Mine,
    PostId,
    PostRow,
    SectionId,
    SectionType,
    Visibility,
    links_in,
    mentions_in,
    reactions_in,
)
from longhouse.kernel.http import Body, Part
from longhouse.kernel.ids import UserId
from longhouse.kernel.paging import Meta

ClientId = Annotated[str, Bounds(min_length=1, max_length=100)]


class LinkWish(Body):
    url: Annotated[str, Bounds(min_length=1, max_length=2048)]


class PostWish(Body):
    content: str
    section_id: UUID
    visibility: Visibility = "public"
    links: list[LinkWish] = msgspec.field(default_factory=list[LinkWish])
    media_ids: list[UUID] = msgspec.field(default_factory=list[UUID])
    client_id: ClientId | None = None


class PostPatch(Part):
    content: str | UnsetType = UNSET
    links: list[LinkWish] | UnsetType = UNSET
    visibility: Visibility | UnsetType = UNSET
    media_ids: list[UUID] | UnsetType = UNSET


class SectionName(Body):
    name: str


class SectionShown(msgspec.Struct, kw_only=True):
    id: SectionId
    name: str
    type: SectionType
    unread: bool


class OneSection(msgspec.Struct):
    section: SectionShown


class SectionList(msgspec.Struct):
    sections: Sequence[SectionShown]


class Author(msgspec.Struct, kw_only=True):
    id: UserId
    username: str
    display_name: str | None
    avatar: str | None
    """The address of a small picture, good for an hour at most."""


class PostMine(msgspec.Struct, kw_only=True):
    reactions: Sequence[str]
    saved: bool


class Post(msgspec.Struct, kw_only=True):
    id: PostId
    user_id: UserId
    section_id: SectionId | None
    kind: str
    content: str
    visibility: Visibility
    links: Sequence[LinkKept]
    media: Sequence[Media]
    tags: Sequence[str]
    mentions: Sequence[Mentioned]
    comment_count: int
    reaction_count: int
    reactions: dict[str, int]
    mine: PostMine
    author: Author
    client_id: str | None
    created_at: datetime
    updated_at: datetime | None
    deleted_at: datetime | None
    deleted_by_author: bool | None
    """None for what is not deleted."""


class OnePost(msgspec.Struct):
    post: Post


class PostPage(msgspec.Struct):
    posts: Sequence[Post]
    meta: Meta


class PersonFound(msgspec.Struct, kw_only=True):
    id: UserId
    username: str
    display_name: str | None
    avatar: str | None


class PeopleFound(msgspec.Struct):
    users: Sequence[PersonFound]


class PostTold(msgspec.Struct):
    post: Post
    user: Author


class PostIdTold(msgspec.Struct):
    post_id: UUID


class PostGoneTold(msgspec.Struct, kw_only=True):
    post_id: UUID
    by_author: bool
    erased: bool
    """Nobody can bring it back."""


class SectionIdTold(msgspec.Struct):
    section_id: UUID


class MentionTold(msgspec.Struct, kw_only=True):
    mentioning_user: Author
    post_id: UUID
    comment_id: UUID | None
    excerpt: str


NOTHING_MINE = Mine()


def author_of(row: PostRow, avatar: str | None) -> Author:
    return Author(
        id=row.author_id, username=row.username, display_name=row.display_name, avatar=avatar
    )


def media_in(row: PostRow, shown: Mapping[UUID, Media]) -> list[Media]:
    """What a post shows, in its own order."""
    return [shown[media_id] for media_id in row.media_ids if media_id in shown]


def post_of(
    row: PostRow, avatar: str | None, mine: Mine = NOTHING_MINE, media: Sequence[Media] = ()
) -> Post:
    """`mine` also says what of the counts the viewer may not see."""
    counted = reactions_in(row.reactions)
    hidden = 0
    for emoji, count in mine.hidden_reactions.items():
        left = counted.get(emoji, 0) - count
        hidden += count
        if left > 0:
            counted[emoji] = left
        else:
            counted.pop(emoji, None)
    return Post(
        id=row.id,
        user_id=row.author_id,
        section_id=row.section_id,
        kind=row.kind,
        content=row.content,
        visibility=row.visibility,
        links=links_in(row.links),
        media=media,
        tags=row.tags or [],
        mentions=mentions_in(row.mentions),
        comment_count=row.comment_count - mine.hidden_comments,
        reaction_count=row.reaction_count - hidden,
        reactions=counted,
        mine=PostMine(reactions=mine.reactions, saved=mine.saved),
        author=author_of(row, avatar),
        client_id=row.client_id,
        created_at=row.created_at,
        updated_at=row.updated_at,
        deleted_at=row.deleted_at,
        deleted_by_author=row.deleted_by_id == row.author_id if row.deleted_at else None,
    )
