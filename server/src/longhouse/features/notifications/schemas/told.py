"""What members are told, in lists and live."""

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from longhouse.features.notifications.model import (
    Did,
    NotificationRow,
    SectionNews,
    Type,
)
from longhouse.features.posts import api as posts
from longhouse.features.posts.api import Author
from longhouse.kernel.http import Body
from longhouse.kernel.ids import UserId

Avatar = Callable[[UUID | None], str | None]
"""Makes the address of the picture of who did something."""
MOST_ACTORS = 3
_MOST_EMOJIS = 10
_LONGEST_EXCERPT = 140


class SectionOf(msgspec.Struct, kw_only=True):
    id: UUID
    name: str
    type: str


class Notification(msgspec.Struct, kw_only=True):
    id: UUID
    """Of `new_post` that of the section."""
    type: Type
    created_at: datetime
    updated_at: datetime
    read_at: datetime | None
    actors: Sequence[Author]
    actor_count: int
    section: SectionOf | None
    related_post_id: UUID | None
    related_comment_id: UUID | None
    excerpt: str | None
    emojis: Sequence[str]
    count: int


class ListMeta(msgspec.Struct, kw_only=True):
    cursor: str | None
    has_more: bool
    unread_count: int


class NotificationPage(msgspec.Struct):
    notifications: Sequence[Notification]
    meta: ListMeta


class Day(msgspec.Struct):
    day: str
    notifications: Sequence[Notification]


class GroupedPage(msgspec.Struct):
    groups: Sequence[Day]
    meta: ListMeta


class UnreadCount(msgspec.Struct):
    unread_count: int


class OneNotification(msgspec.Struct):
    notification: Notification


class ReadWish(Body):
    read: bool


class NotificationTold(msgspec.Struct):
    notification: Notification
    unread_count: int


class MarkTold(msgspec.Struct):
    notification_id: UUID
    read_at: datetime | None
    unread_count: int


class RemovalTold(msgspec.Struct):
    notification_id: UUID
    unread_count: int


def _no_picture(_media_id: UUID | None) -> str | None:
    """For texts, which show none."""
    return None


def notification_of(row: NotificationRow, avatar: Avatar = _no_picture) -> Notification:
    acts = _acts.decode(row.people)
    section = None
    if row.section_id is not None:
        section = SectionOf(
            id=row.section_id, name=row.section_name or "", type=row.section_type or ""
        )
    return Notification(
        id=row.id,
        type=row.type,
        created_at=row.created_at,
        updated_at=row.updated_at,
        read_at=row.read_at,
        actors=actors_of(acts, avatar),
        actor_count=row.actor_count,
        section=section,
        related_post_id=row.post_id,
        related_comment_id=row.comment_id,
        excerpt=_excerpt(row),
        emojis=list(dict.fromkeys(act.emoji for act in acts if act.emoji))[:_MOST_EMOJIS],
        count=row.count,
    )


def news_of(news: SectionNews, avatar: Avatar = _no_picture) -> Notification:
    """The new posts of a section as one notification, whose id is the section's."""
    return Notification(
        id=news.id,
        type="new_post",
        created_at=news.created_at,
        updated_at=news.created_at,
        read_at=None,
        actors=actors_of(news.people, avatar),
        actor_count=news.actor_count,
        section=SectionOf(id=news.id, name=news.name, type=news.type),
        related_post_id=news.post_id,
        related_comment_id=None,
        excerpt=_first_words(news.content),
        emojis=[],
        count=news.count,
    )


def actors_of(acts: Sequence[Did], avatar: Avatar) -> list[Author]:
    """Who did it last, each person once."""
    people: dict[UserId, Did] = {}
    for act in acts:
        people.setdefault(act.id, act)
    return [
        Author(
            id=one.id,
            username=one.username,
            display_name=one.display_name,
            avatar=avatar(one.avatar_id),
        )
        for one in list(people.values())[:MOST_ACTORS]
    ]


def _excerpt(row: NotificationRow) -> str | None:
    if row.content is None:
        return None
    if row.type == "mention":
        return posts.excerpt(row.content, row.username, _LONGEST_EXCERPT - 2) or None
    return _first_words(row.content)


def _first_words(content: str) -> str | None:
    line = " ".join(content.split())
    if len(line) <= _LONGEST_EXCERPT:
        return line or None
    return line[: _LONGEST_EXCERPT - 1].rstrip() + "…"


_acts = msgspec.json.Decoder(list[Did])
