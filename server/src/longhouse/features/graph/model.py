"""What the graph keeps, as the rest of the feature reads it."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec

from longhouse.kernel.db import Read
from longhouse.kernel.ids import UserId

RequestStatus = Literal["pending", "accepted", "declined", "cancelled", "expired"]
FriendPolicy = Literal["open", "mutual_server", "nobody"]
Direction = Literal["incoming", "outgoing"]


class Relationship(msgspec.Struct, frozen=True, kw_only=True):
    """How one member stands to another, as the first may know it."""

    user_id: UserId
    """The other."""
    following: bool
    followed_by: bool
    blocking: bool
    muting: bool
    friend: bool
    request_id: UUID | None
    """Of a request between the two that waits for an answer."""
    request_direction: Direction | None


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    user_id: UserId
    follower_count: int
    following_count: int
    friend_count: int


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody in a list, and since when."""

    id: UserId
    username: str
    display_name: str | None
    avatar_id: UUID | None
    bio: str | None
    created_at: datetime
    since: datetime


class FriendListed(Listed, frozen=True, kw_only=True):
    """Somebody's friend, and how many friends they share with who looks."""

    mutual_count: int


class Latest(msgspec.Struct, frozen=True, kw_only=True):
    """The last that somebody wrote, as far as who looks may see it."""

    kind: Literal["posted", "commented"]
    post_id: UUID
    comment_id: UUID | None
    excerpt: str
    at: datetime


class FriendSeen(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody in a list of friends, with how who looks stands to them."""

    listed: FriendListed
    relationship: Relationship
    latest: Latest | None


class FriendRequest(msgspec.Struct, frozen=True, kw_only=True):
    id: UUID
    requester_id: UserId
    recipient_id: UserId
    message: str | None
    status: RequestStatus
    created_at: datetime
    expires_at: datetime
    responded_at: datetime | None


class Welcome(msgspec.Struct, frozen=True, kw_only=True):
    """How many people said yes to somebody who asked them lately, and how many did not."""

    accepted: int
    in_vain: int


class RequestSeen(FriendRequest, frozen=True, kw_only=True):
    """A request with the names of both, and how many friends they share."""

    requester_username: str
    requester_display_name: str | None
    requester_avatar_id: UUID | None
    recipient_username: str
    recipient_display_name: str | None
    recipient_avatar_id: UUID | None
    mutual_count: int


class Wishes(msgspec.Struct, frozen=True, kw_only=True):
    """Who may ask a member for friendship."""

    friend_policy: FriendPolicy = "open"
    auto_decline_non_mutual: bool = False


class Recommended(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody whom the viewer may want to know, and why."""

    user_id: UserId
    reason: Literal["friends_of_friends", "followed_by_followed", "same_interests", "same_sections"]
    count: int
    names: Sequence[str]
    """Of the friends, interests or sections that they share; the first few."""
    ids: Sequence[str]
    """Of the same, in the same order; own words for an interest stand for themselves."""


Recommend = Callable[[Read, UserId, int], Awaitable[Sequence[Recommended]]]
"""Gives candidates, the best first. Whom the viewer follows, hides or has passed over is taken out
by the graph."""

LatestOf = Callable[[Read, UserId, Sequence[UserId]], Awaitable[Mapping[UserId, Latest]]]
"""The last that each of them wrote, as far as the viewer may see it; filled by who keeps what
members do."""


async def nothing_lately(
    _read: Read, _viewer: UserId, _user_ids: Sequence[UserId]
) -> Mapping[UserId, Latest]:
    """The answer of a house in which nothing can be published."""
    return {}


SharesServer = Callable[[Read, UserId, UserId], Awaitable[bool]]
MayListFriends = Callable[[Read, UserId, UserId], Awaitable[bool]]
"""Whether the first may read the list of friends of the second."""
