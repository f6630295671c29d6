"""What is told live about responses: to who reads the post, and to its section for the numbers.

What not every member may see is not in a frame that many hear: then it is told that something has
changed, and they read it with their own eyes.
"""

from collections.abc import Sequence
from uuid import UUID

from longhouse.features.graph import api as graph
from longhouse.features.identity.api import user_topic
from longhouse.features.posts import api as posts
from longhouse.features.responses.events import (
    CommentAdded,
    CommentDeleted,
    CommentEdited,
    CommentErased,
    CommentRestored,
    PostSaved,
    PostUnsaved,
    ReactionAdded,
    ReactionRemoved,
)
from longhouse.features.responses.model import ReplyCount, Target
from longhouse.features.responses.schemas.said import (
    Comment,
    CommentEditTold,
    CommentGoneTold,
    CommentTold,
    ReactionTold,
    SavedTold,
)
from longhouse.features.responses.service.reading import ReadingComments
from longhouse.features.responses.store import comments, reactions
from longhouse.kernel.db import Read
from longhouse.kernel.ids import UserId
from longhouse.kernel.push import AnyPush, Push, Telling


def pushes(reading: ReadingComments) -> list[AnyPush]:
    views = _Views(reading)
    return [
        Push(CommentAdded, views.commented),
        Push(CommentEdited, views.edited),
        Push(CommentDeleted, _gone),
        Push(CommentErased, _gone),
        Push(CommentRestored, views.restored),
        Push(ReactionAdded, _reacted),
        Push(ReactionRemoved, _unreacted),
        Push(PostSaved, _saved),
        Push(PostUnsaved, _unsaved),
    ]


class _Views:
    """What is told of a comment that is there: the comment itself where all may see it."""

    def __init__(self, reading: ReadingComments) -> None:
        self._reading = reading

    async def commented(self, read: Read, event: CommentAdded) -> Sequence[Telling]:
        return [*await self._added(read, event, "new_comment"), *await self._mentions(read, event)]

    async def restored(self, read: Read, event: CommentRestored) -> Sequence[Telling]:
        return await self._added(read, event, "comment_restored")

    async def edited(self, read: Read, event: CommentEdited) -> Sequence[Telling]:
        post, is_open = await _audience(read, event.post_id, event.author_id)
        if post is None:
            return []
        named = await self._mentions(read, event)
        if not is_open:
            return [*await posts.silent(read, post), *named]
        comment = await self._reading.find_as_author(read, event.author_id, event.comment_id)
        if comment is None:
            return named
        told = CommentEditTold(_for_all(comment), post.id)
        return [Telling(posts.post_topic(post.id), "comment_updated", told), *named]

    async def _added(
        self, read: Read, event: CommentAdded | CommentRestored, kind: str
    ) -> list[Telling]:
        post, is_open = await _audience(read, event.post_id, event.author_id)
        if post is None:
            return []
        if not is_open:
            return await posts.silent(read, post)
        comment = await self._reading.find_as_author(read, event.author_id, event.comment_id)
        if comment is None or comment.author is None:
            return []
        told = CommentTold(
            comment=_for_all(comment),
            user=comment.author,
            post_id=post.id,
            comment_count=await posts.get_comment_count(read, post.id),
            parent_comment_id=event.parent_comment_id,
            reply_counts=await _counts_above(read, event.parent_comment_id),
        )
        return [Telling(topic, kind, told) for topic in posts.topics_of(post)]

    async def _mentions(self, read: Read, event: CommentAdded | CommentEdited) -> list[Telling]:
        if not event.mentioned:
            return []
        comment = await self._reading.find_as_author(read, event.author_id, event.comment_id)
        if comment is None or comment.author is None:
            return []
        return [
            Telling(
                user_topic(user_id),
                "mention",
                posts.MentionTold(
                    mentioning_user=comment.author,
                    post_id=comment.post_id,
                    comment_id=comment.id,
                    excerpt=posts.excerpt(comment.content, username),
                ),
            )
            for user_id, username in await posts.wanting(
                read, event.post_id, event.author_id, event.mentioned
            )
        ]


async def _gone(read: Read, event: CommentDeleted | CommentErased) -> Sequence[Telling]:
    post, is_open = await _audience(read, event.post_id, event.author_id)
    if post is None:
        return []
    if not is_open:
        return await posts.silent(read, post)
    erased = isinstance(event, CommentErased)
    if isinstance(event, CommentErased):
        # What it hung on may be gone with it.
        counts = await comments.count_replies(read, event.above)
    else:
        counts = await _counts_above(read, event.parent_comment_id)
    told = CommentGoneTold(
        comment_id=event.comment_id,
        post_id=post.id,
        by_author=not erased and event.deleted_by_id == event.author_id,
        erased=erased,
        comment_count=await posts.get_comment_count(read, post.id),
        parent_comment_id=event.parent_comment_id,
        reply_counts=counts,
    )
    return [Telling(topic, "comment_deleted", told) for topic in posts.topics_of(post)]


async def _reacted(read: Read, event: ReactionAdded) -> Sequence[Telling]:
    return await _reaction(read, event, "reaction_added")


async def _unreacted(read: Read, event: ReactionRemoved) -> Sequence[Telling]:
    return await _reaction(read, event, "reaction_removed")


async def _reaction(
    read: Read, event: ReactionAdded | ReactionRemoved, kind: str
) -> Sequence[Telling]:
    post, is_open = await _audience(read, event.post_id, event.user_id)
    if post is None:
        return []
    if not is_open:
        return await posts.silent(read, post)
    target = Target(post_id=event.post_id, comment_id=event.comment_id)
    told = ReactionTold(
        post_id=event.post_id,
        comment_id=event.comment_id,
        user_id=event.user_id,
        emoji=event.emoji,
        count=await reactions.count_on(read, target, event.emoji),
    )
    # A section shows the numbers of posts, not those of comments.
    topics = posts.topics_of(post) if event.comment_id is None else [posts.post_topic(post.id)]
    return [Telling(topic, kind, told) for topic in topics]


async def _saved(_read: Read, event: PostSaved) -> Sequence[Telling]:
    return [Telling(user_topic(event.user_id), "post_saved", SavedTold(event.post_id, True))]


async def _unsaved(_read: Read, event: PostUnsaved) -> Sequence[Telling]:
    return [Telling(user_topic(event.user_id), "post_saved", SavedTold(event.post_id, False))]


async def _audience(read: Read, post_id: UUID, actor: UserId) -> tuple[posts.Shared | None, bool]:
    """The post, if it is there, and whether what the actor does under it is for everybody."""
    post = await posts.find_shared(read, post_id)
    if post is None:
        return None, False
    return post, await posts.is_open(read, post) and not await graph.has_barriers(read, actor)


async def _counts_above(read: Read, parent: UUID | None) -> list[ReplyCount]:
    return await comments.count_replies(read, await comments.list_above(read, parent))


def _for_all(comment: Comment) -> Comment:
    """Without what its author did to it."""
    comment.mine.reactions = []
    return comment
