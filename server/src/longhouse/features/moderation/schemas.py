"""Shapes of moderation on the wire."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from longhouse.features.moderation.model import Deletion, Kind
from longhouse.features.posts.api import Author, Post, SectionId, beginning
from longhouse.features.responses.api import Comment
from longhouse.kernel.ids import UserId
from longhouse.kernel.paging import Meta


class DeletedBy(msgspec.Struct, kw_only=True):
    id: UserId
    username: str


class Circumstances(msgspec.Struct, kw_only=True):
    """How it came to be deleted, and whether there is a way back."""

    deleted_at: datetime
    deleted_by: DeletedBy | None
    """None for somebody who is no more."""
    by_author: bool
    restorable: bool
    """Not while its author is gone."""


class DeletedPost(Circumstances, kw_only=True, tag_field="type", tag="post"):
    post: Post


class CommentedPost(msgspec.Struct, kw_only=True):
    """What a comment was written under."""

    id: UUID
    section_id: SectionId | None
    excerpt: str
    author: Author


class DeletedComment(Circumstances, kw_only=True, tag_field="type", tag="comment"):
    comment: Comment
    post: CommentedPost


class ContentPage(msgspec.Struct):
    content: Sequence[DeletedPost | DeletedComment]
    meta: Meta


class ContentTold(msgspec.Struct):
    type: Kind
    id: UUID


def deleted_post(deletion: Deletion, post: Post) -> DeletedPost:
    return DeletedPost(
        post=post,
        deleted_at=deletion.deleted_at,
        deleted_by=_by(deletion),
        by_author=deletion.deleted_by_id == deletion.author_id,
        restorable=deletion.author_is_here,
    )


def deleted_comment(deletion: Deletion, comment: Comment, post: Post) -> DeletedComment:
    above = CommentedPost(
        id=post.id,
        section_id=post.section_id,
        excerpt=beginning(post.content),
        author=post.author,
    )
    return DeletedComment(
        comment=comment,
        post=above,
        deleted_at=deletion.deleted_at,
        deleted_by=_by(deletion),
        by_author=deletion.deleted_by_id == deletion.author_id,
        restorable=deletion.author_is_here,
    )


def _by(deletion: Deletion) -> DeletedBy | None:
    if deletion.deleted_by is None:
        return None
    return DeletedBy(id=deletion.deleted_by_id, username=deletion.deleted_by)
