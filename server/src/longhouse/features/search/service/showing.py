"""What was found, in the shapes of its owners and with the eyes of who asks."""

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

import msgspec

from longhouse.features.posts import api as posts
from longhouse.features.responses import api as responses
from longhouse.features.search.model import Found
from longhouse.features.search.policy.pages import text_of, title_of
from longhouse.features.search.policy.snippets import Wanted, snippet
from longhouse.features.search.policy.words import folded_words
from longhouse.features.search.schemas import (
    CommentHit,
    CommentResult,
    FoundLink,
    LinkHit,
    LinkResult,
    PostHead,
    PostHit,
    PostResult,
    Result,
)
from longhouse.features.search.store import finding as store
from longhouse.kernel.db import Read
from longhouse.kernel.ids import UserId

# A stem and its words begin alike, so most words of a text need not be asked about.
_ALIKE = 2


class _Read(msgspec.Struct, frozen=True):
    """What the owners show of a page."""

    by_post: Mapping[UUID, posts.Post]
    by_comment: Mapping[UUID, responses.Comment]
    by_link: Mapping[UUID, posts.WrittenLink]

    def texts(self, found: Sequence[Found]) -> Iterator[str]:
        for one in found:
            if one.kind == "post" and one.id in self.by_post:
                yield self.by_post[one.id].content
            elif one.id in self.by_comment:
                yield self.by_comment[one.id].content
            elif one.id in self.by_link:
                metadata = self.by_link[one.id].metadata
                yield title_of(metadata)
                yield text_of(metadata)


class Showing:
    def __init__(self, reading: posts.Reading, reading_comments: responses.ReadingComments) -> None:
        self._reading = reading
        self._reading_comments = reading_comments

    async def show(
        self, read: Read, viewer: UserId, found: Sequence[Found], wanted: Wanted
    ) -> list[Result]:
        """In their order. What its owner does not show any more is left out."""
        if not found:
            return []
        shown = await self._read(read, viewer, found)
        beginnings = {stem[:_ALIKE] for stem in wanted.stems}
        asked = {
            word
            for text in shown.texts(found)
            for word in folded_words(text)
            if word[:_ALIKE] in beginnings
        }
        stems = await store.get_stems(read, sorted(asked))
        return [
            result for one in found if (result := _result(one, shown, wanted, stems)) is not None
        ]

    async def _read(self, read: Read, viewer: UserId, found: Sequence[Found]) -> _Read:
        post_ids = list(dict.fromkeys(one.post_id for one in found))
        comment_ids = [one.id for one in found if one.kind == "comment"]
        link_ids = [one.id for one in found if one.kind == "link_metadata"]
        seen = await self._reading.get_many(read, viewer, post_ids)
        return _Read(
            by_post={post.id: post for post in seen},
            by_comment=await self._reading_comments.get_many(read, viewer, comment_ids)
            if comment_ids
            else {},
            by_link=await posts.get_written_links(read, link_ids) if link_ids else {},
        )


def _result(
    one: Found, shown: _Read, wanted: Wanted, stems: Mapping[str, str | None]
) -> Result | None:
    post = shown.by_post.get(one.post_id)
    if post is None:
        return None
    if one.kind == "post":
        return PostResult(data=PostHit(post=post, snippet=snippet(post.content, wanted, stems)))
    head = PostHead(
        id=post.id,
        section_id=post.section_id,
        excerpt=posts.beginning(post.content),
        author=post.author,
    )
    comment = shown.by_comment.get(one.id)
    if comment is not None:
        text = snippet(comment.content, wanted, stems)
        return CommentResult(data=CommentHit(comment=comment, post=head, snippet=text))
    link = shown.by_link.get(one.id)
    if link is None:
        return None
    return LinkResult(
        data=LinkHit(
            link=FoundLink(id=link.id, url=link.url, metadata=link.metadata),
            post=head,
            comment_id=link.comment_id,
            title=snippet(title_of(link.metadata), wanted, stems, whole=True),
            snippet=snippet(text_of(link.metadata), wanted, stems),
        )
    )
