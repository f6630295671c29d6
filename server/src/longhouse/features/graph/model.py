"""What the graph keeps, as the rest of the feature reads it."""

from datetime import datetime

import msgspec

from longhouse.kernel.ids import UserId


class Relationship(msgspec.Struct, frozen=True, kw_only=True):
    """How one member stands to another, as the first may know it."""

    user_id: UserId
    """The other."""
    following: bool
    followed_by: bool
    blocking: bool
    muting: bool


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    user_id: UserId
    follower_count: int
    following_count: int


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody in a list, and since when."""

    id: UserId
    username: str
    display_name: str | None
    bio: str | None
    created_at: datetime
    since: datetime


class ListPlace(msgspec.Struct, frozen=True, array_like=True):
    """Where a page of such a list ended."""

    since: datetime
    user_id: UserId
