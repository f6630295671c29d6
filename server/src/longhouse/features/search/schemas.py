"""Shapes of search on the wire."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec

from longhouse.features.posts.api import Author, Post
from longhouse.features.responses.api import Comment
from longhouse.features.search.policy.snippets import Segment
from longhouse.kernel.paging import Meta

Snippet = Sequence[Segment]
"""Plain text in pieces; those that match are for marking."""


class PostHead(msgspec.Struct, kw_only=True):
    """The post under which something was found."""

    id: UUID
    section_id: UUID | None
    excerpt: str
    author: Author


class FoundLink(msgspec.Struct, kw_only=True):
    id: UUID
    url: str
    metadata: dict[str, Any]


class PostHit(msgspec.Struct, kw_only=True):
    post: Post
    snippet: Snippet


class CommentHit(msgspec.Struct, kw_only=True):
    comment: Comment
    post: PostHead
    snippet: Snippet


class LinkHit(msgspec.Struct, kw_only=True):
    link: FoundLink
    post: PostHead
    comment_id: UUID | None
    title: Snippet
    snippet: Snippet


class PostResult(msgspec.Struct, tag_field="type", tag="post"):
    data: PostHit


class CommentResult(msgspec.Struct, tag_field="type", tag="comment"):
    data: CommentHit


class LinkResult(msgspec.Struct, tag_field="type", tag="link_metadata"):
    data: LinkHit


Result = PostResult | CommentResult | LinkResult


class Results(msgspec.Struct):
    results: Sequence[Result]
    meta: Meta
