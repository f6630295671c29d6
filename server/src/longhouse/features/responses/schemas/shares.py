"""Shapes of shares."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta as Bounds

from longhouse.features.posts.api import Author, Post
from longhouse.features.responses.model import (
    ShareRow,
)
from longhouse.features.responses.policy.threads import LONGEST_SHARE
from longhouse.kernel.http import Body
from longhouse.kernel.ids import UserId
from longhouse.kernel.paging import Meta


class ShareWish(Body):
    comment: Annotated[str, Bounds(max_length=LONGEST_SHARE)] | None = None


class Share(msgspec.Struct, kw_only=True):
    id: UUID
    user_id: UserId
    post_id: UUID
    comment: str | None
    created_at: datetime


class OneShare(msgspec.Struct):
    share: Share


class ShareBy(Share, kw_only=True):
    user: Author


class SharePage(msgspec.Struct):
    shares: Sequence[ShareBy]
    meta: Meta


class ShareOf(Share, kw_only=True):
    post: Post


class SharedPage(msgspec.Struct):
    shares: Sequence[ShareOf]
    meta: Meta


def share_of(row: ShareRow) -> Share:
    return Share(
        id=row.id,
        user_id=row.user_id,
        post_id=row.post_id,
        comment=row.comment,
        created_at=row.created_at,
    )


def share_by(row: ShareRow, avatar: str | None) -> ShareBy:
    return ShareBy(
        id=row.id,
        user_id=row.user_id,
        post_id=row.post_id,
        comment=row.comment,
        created_at=row.created_at,
        user=Author(
            id=row.user_id, username=row.username, display_name=row.display_name, avatar=avatar
        ),
    )


def share_with(row: ShareRow, post: Post) -> ShareOf:
    return ShareOf(
        id=row.id,
        user_id=row.user_id,
        post_id=row.post_id,
        comment=row.comment,
        created_at=row.created_at,
        post=post,
    )
