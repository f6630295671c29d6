"""What is told live about posts.

A topic is heard by many, and a frame is one for all of them. So a post that not all may see, for
it is for followers or there is a barrier around its author, is not shown in a frame: those who
listen are told that something has changed, and read it with their own eyes.
"""

from collections.abc import Sequence
from uuid import UUID

from longhouse.features.graph import api as graph
from longhouse.features.posts.events import (
    PostDeleted,
    PostEdited,
    PostErased,
    PostLinksRead,
    PostMediaChanged,
    PostPublished,
    PostRestored,
)
from longhouse.features.posts.model import PostRow, Shared, as_everybody_sees
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


def post_topic(post_id: UUID) -> str:
    return f"post:{post_id}"


def section_topic(section_id: UUID) -> str:
    return f"section:{section_id}"


async def is_open(read: Read, post: Shared) -> bool:
    """Whether every member may see it."""
    return post.visibility == "public" and not await graph.has_barriers(read, post.author_id)


def topics_of(post: Shared) -> list[str]:
    topics = [post_topic(post.id)]
    return [*topics, section_topic(post.section_id)] if post.section_id else topics


def silent(post: Shared) -> list[Telling]:
    """That something has changed, and nothing of what."""
    tellings = [Telling(post_topic(post.id), "post_changed", PostIdTold(post.id))]
    if post.section_id is not None:
        told = SectionIdTold(post.section_id)
        tellings.append(Telling(section_topic(post.section_id), "section_changed", told))
    return tellings


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
    async def shown(read: Read, row: PostRow) -> Post:
        seen = as_everybody_sees(row)
        media = media_in(row, await reading.media_of(read, [row]))
        return post_of(seen, reading.avatar_of(read, seen), media=media)

    async def mentions(read: Read, row: PostRow, mentioned: Sequence[UserId]) -> list[Telling]:
        if not mentioned:
            return []
        seen = as_everybody_sees(row)
        author = author_of(seen, reading.avatar_of(read, seen))
        return [
            Telling(
                f"user:{user_id}",
                "mention",
                MentionTold(
                    mentioning_user=author,
                    post_id=row.id,
                    comment_id=None,
                    excerpt=excerpt(row.content, username),
                ),
            )
            for user_id, username in await wanting(read, row.author_id, mentioned)
        ]

    async def published(read: Read, event: PostPublished) -> Sequence[Telling]:
        row = await pages.find(read, event.author_id, event.post_id)
        if row is None:
            return []
        named = await mentions(read, row, event.mentioned)
        if not await is_open(read, row):
            return [*silent(row), *named]
        if row.section_id is None:
            return named
        post = await shown(read, row)
        told = PostTold(post, post.author)
        return [Telling(section_topic(row.section_id), "new_post", told), *named]

    async def edited(read: Read, event: PostEdited) -> Sequence[Telling]:
        row = await pages.find(read, event.author_id, event.post_id)
        if row is None:
            return []
        return [
            *await _to_all(read, row, "post_updated"),
            *await mentions(read, row, event.mentioned),
        ]

    async def looks_otherwise(
        read: Read, event: PostLinksRead | PostMediaChanged
    ) -> Sequence[Telling]:
        row = await pages.find(read, event.author_id, event.post_id)
        return await _to_all(read, row, "post_updated") if row else []

    async def restored(read: Read, event: PostRestored) -> Sequence[Telling]:
        row = await pages.find(read, event.author_id, event.post_id)
        return await _to_all(read, row, "post_restored") if row else []

    async def _to_all(read: Read, row: PostRow, kind: str) -> list[Telling]:
        if not await is_open(read, row):
            return silent(row)
        post = await shown(read, row)
        return [Telling(topic, kind, OnePost(post)) for topic in topics_of(row)]

    return [
        Push(PostPublished, published),
        Push(PostEdited, edited),
        Push(PostLinksRead, looks_otherwise),
        Push(PostMediaChanged, looks_otherwise),
        Push(PostRestored, restored),
        Push(PostDeleted, _gone),
        Push(PostErased, _gone),
    ]


async def _gone(_read: Read, event: PostDeleted | PostErased) -> Sequence[Telling]:
    erased = isinstance(event, PostErased)
    by_author = not erased and event.deleted_by_id == event.author_id
    told = PostGoneTold(post_id=event.post_id, by_author=by_author, erased=erased)
    tellings = [Telling(post_topic(event.post_id), "post_deleted", told)]
    if event.section_id is not None:
        tellings.append(Telling(section_topic(event.section_id), "post_deleted", told))
    return tellings


async def wanting(
    read: Read, author_id: UserId, mentioned: Sequence[UserId]
) -> list[tuple[UserId, str]]:
    """Of the mentioned, with their names, those who want to hear of this author."""
    return [(one.id, one.username) for one in await pages.list_wanting(read, author_id, mentioned)]


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
