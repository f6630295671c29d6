"""What is told live about posts.

A topic is heard by many, and a frame is one for all of them. So a post that not all may see, for
it is not for everybody or there is a barrier around its author, is not shown in a frame: it is
told that something has changed, and everyone reads it with their own eyes. Of a post for friends
only they are told that much, each by themselves, and of one for its author alone only its author.
"""

from collections.abc import Sequence
from uuid import UUID

import msgspec

from longhouse.features.graph import api as graph
from longhouse.features.identity.api import user_topic
from longhouse.features.posts.events import (
    PostDeleted,
    PostEdited,
    PostErased,
    PostLinksRead,
    PostMediaChanged,
    PostPublished,
    PostRestored,
    SectionRead,
    SectionRenamed,
)
from longhouse.features.posts.model import PostRow, Shared, Visibility, as_everybody_sees
from longhouse.features.posts.policy.texts import excerpt
from longhouse.features.posts.schemas import (
    MentionTold,
    OnePost,
    Post,
    PostGoneTold,
    PostIdTold,
    PostTold,
    SectionIdTold,
    author_of,
    media_in,
    post_of,
)
from longhouse.features.posts.service.reading import Reading
from longhouse.features.posts.store import pages, sections
from longhouse.kernel.db import Read
from longhouse.kernel.ids import UserId
from longhouse.kernel.principal import Principal
from longhouse.kernel.push import AnyPush, Push, Telling, TopicKind

# Of older friends, and of these where they are not there, nobody waits for a frame: they find the
# post where they look for it.
_MOST_TOLD = 500


def post_topic(post_id: UUID) -> str:
    return f"post:{post_id}"


def section_topic(section_id: UUID) -> str:
    return f"section:{section_id}"


async def is_open(read: Read, post: Shared | PostDeleted | PostErased) -> bool:
    """Whether every member may see it, or might until it was deleted."""
    return post.visibility == "public" and not await graph.has_barriers(read, post.author_id)


def topics_of(post: Shared) -> list[str]:
    topics = [post_topic(post.id)]
    return [*topics, section_topic(post.section_id)] if post.section_id else topics


async def silent(read: Read, post: Shared) -> list[Telling]:
    """That something has changed, and nothing of what."""
    changed = Telling(post_topic(post.id), "post_changed", PostIdTold(post.id))
    return [changed, *await _around(read, post)]


async def _around(read: Read, post: Shared | PostDeleted | PostErased) -> list[Telling]:
    """The same where it stands among others: which one it is only as far as all may see it."""
    if post.section_id is None:
        return []
    if isinstance(post, Shared) and await is_open(read, post):
        return [Telling(section_topic(post.section_id), "post_changed", PostIdTold(post.id))]
    told = SectionIdTold(post.section_id)
    topics = [section_topic(post.section_id)]
    if post.visibility in ("friends", "private"):
        topics = [user_topic(one) for one in await _the_few(read, post)]
    return [Telling(topic, "section_changed", told) for topic in topics]


async def _the_few(read: Read, post: Shared | PostDeleted | PostErased) -> list[UserId]:
    if post.visibility == "private":
        return [post.author_id]
    return [post.author_id, *await graph.newest_friends(read, post.author_id, _MOST_TOLD)]


async def _may_listen_to_section(read: Read, _principal: Principal, topic_id: str) -> bool:
    section_id = _uuid(topic_id)
    return section_id is not None and await sections.find(read, section_id) is not None


async def _may_listen_to_post(read: Read, principal: Principal, topic_id: str) -> bool:
    post_id = _uuid(topic_id)
    if post_id is None:
        return False
    return await pages.find_visible(read, principal.user_id, post_id) is not None


TOPICS = [TopicKind("section", _may_listen_to_section), TopicKind("post", _may_listen_to_post)]


def pushes(reading: Reading) -> list[AnyPush]:
    views = _Views(reading)
    return [
        Push(PostPublished, views.published),
        Push(PostEdited, views.edited),
        Push(PostLinksRead, views.looks_otherwise),
        Push(PostMediaChanged, views.looks_otherwise),
        Push(PostRestored, views.restored),
        Push(PostDeleted, _gone),
        Push(PostErased, _gone),
        Push(SectionRenamed, _renamed),
        Push(SectionRead, _seen),
    ]


class _Views:
    """What is told of a post that is there: the post itself where all may see it."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    async def published(self, read: Read, event: PostPublished) -> Sequence[Telling]:
        row = await pages.find(read, event.author_id, event.post_id)
        if row is None:
            return []
        named = await self._mentions(read, row, event.mentioned)
        if not await is_open(read, row):
            return [*await silent(read, row), *named]
        if row.section_id is None:
            return named
        post = await self._shown(read, row)
        told = PostTold(post, post.author)
        return [Telling(section_topic(row.section_id), "new_post", told), *named]

    async def edited(self, read: Read, event: PostEdited) -> Sequence[Telling]:
        row = await pages.find(read, event.author_id, event.post_id)
        if row is None:
            return []
        return [
            *await self._to_all(read, row, "post_updated"),
            *await _to_those_before(read, row, event.was_for),
            *await self._mentions(read, row, event.mentioned),
        ]

    async def looks_otherwise(
        self, read: Read, event: PostLinksRead | PostMediaChanged
    ) -> Sequence[Telling]:
        row = await pages.find(read, event.author_id, event.post_id)
        return await self._to_all(read, row, "post_updated") if row else []

    async def restored(self, read: Read, event: PostRestored) -> Sequence[Telling]:
        row = await pages.find(read, event.author_id, event.post_id)
        return await self._to_all(read, row, "post_restored") if row else []

    async def _to_all(self, read: Read, row: PostRow, kind: str) -> list[Telling]:
        if not await is_open(read, row):
            return await silent(read, row)
        post = await self._shown(read, row)
        return [Telling(topic, kind, OnePost(post)) for topic in topics_of(row)]

    async def _shown(self, read: Read, row: PostRow) -> Post:
        seen = as_everybody_sees(row)
        media = media_in(row, await self._reading.media_of(read, [row]))
        return post_of(seen, self._reading.avatar_of(read, seen), media=media)

    async def _mentions(
        self, read: Read, row: PostRow, mentioned: Sequence[UserId]
    ) -> list[Telling]:
        if not mentioned:
            return []
        seen = as_everybody_sees(row)
        author = author_of(seen, self._reading.avatar_of(read, seen))
        return [
            Telling(
                user_topic(user_id),
                "mention",
                MentionTold(
                    mentioning_user=author,
                    post_id=row.id,
                    comment_id=None,
                    excerpt=excerpt(row.content, username),
                ),
            )
            for user_id, username in await wanting(read, row.id, row.author_id, mentioned)
        ]


async def _to_those_before(read: Read, row: PostRow, was_for: str | None) -> list[Telling]:
    """Whom a post was for until now: some of them may see it no more, and have it before them."""
    if was_for is None or row.visibility == "public":
        return []
    before = msgspec.structs.replace(row, visibility=msgspec.convert(was_for, Visibility))
    return await _around(read, before)


async def _gone(read: Read, event: PostDeleted | PostErased) -> Sequence[Telling]:
    erased = isinstance(event, PostErased)
    by_author = not erased and event.deleted_by_id == event.author_id
    told = PostGoneTold(post_id=event.post_id, by_author=by_author, erased=erased)
    to_readers = Telling(post_topic(event.post_id), "post_deleted", told)
    if event.section_id is None or not await is_open(read, event):
        return [to_readers, *await _around(read, event)]
    return [to_readers, Telling(section_topic(event.section_id), "post_deleted", told)]


async def _renamed(_read: Read, event: SectionRenamed) -> Sequence[Telling]:
    """Whoever listens reads what it is called by now, in whatever order they are told."""
    told = SectionIdTold(event.section_id)
    return [Telling(section_topic(event.section_id), "section_changed", told)]


async def _seen(_read: Read, event: SectionRead) -> Sequence[Telling]:
    """To their other windows and devices. Up to which post is not said: they may not see it."""
    told = SectionIdTold(event.section_id)
    return [Telling(user_topic(event.user_id), "section_read", told)]


async def wanting(
    read: Read, post_id: UUID, author_id: UserId, mentioned: Sequence[UserId]
) -> list[tuple[UserId, str]]:
    """Of those whom the author has mentioned in or under a post, with their names, those who may
    see it as it is now and want to hear of the author."""
    wanting = await pages.list_wanting(read, post_id, author_id, mentioned)
    return [(one.id, one.username) for one in wanting]


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
