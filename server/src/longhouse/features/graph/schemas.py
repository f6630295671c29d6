"""Shapes of the graph on the wire."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType

from longhouse.features.graph.model import (
    Direction,
    FriendPolicy,
    FriendSeen,
    Latest,
    Listed,
    Recommended,
    Relationship,
    RequestSeen,
    RequestStatus,
    Wishes,
)
from longhouse.features.identity.api import AddressOf
from longhouse.kernel.http import Body, Part
from longhouse.kernel.ids import UserId
from longhouse.kernel.paging import Meta


class Ties(msgspec.Struct, kw_only=True):
    """How I stand to somebody. That they block or mute me is theirs to know."""

    self: bool
    following: bool
    followed_by: bool
    blocking: bool
    muting: bool
    friend: bool
    request_id: UUID | None
    """Of the request between us that waits for an answer."""
    request_direction: Literal["incoming", "outgoing"] | None


class OneRelationship(msgspec.Struct):
    relationship: Ties


class ListedPerson(msgspec.Struct, kw_only=True):
    id: UserId
    username: str
    display_name: str | None
    avatar: str | None
    """The address of a small picture, good for an hour at most."""
    bio: str | None
    created_at: datetime


class PeoplePage(msgspec.Struct):
    users: Sequence[ListedPerson]
    meta: Meta


class LatestActivity(msgspec.Struct, kw_only=True):
    kind: Literal["posted", "commented"]
    post_id: UUID
    comment_id: UUID | None
    excerpt: str
    created_at: datetime


class Friend(ListedPerson, kw_only=True):
    since: datetime
    mutual_count: int
    relationship: Ties
    """How I stand to them, which is not how the owner of the list does."""
    latest_activity: LatestActivity | None
    """What they wrote last, where they show me what they do."""


class FriendPage(msgspec.Struct):
    users: Sequence[Friend]
    meta: Meta


class RequestWish(Body):
    message: str | None = None


class Answer(Body):
    action: Literal["accept", "decline"]


class Named(msgspec.Struct, kw_only=True):
    id: UserId
    username: str
    display_name: str | None
    avatar: str | None


class FriendRequest(msgspec.Struct, kw_only=True):
    id: UUID
    direction: Direction
    requester: Named
    recipient: Named
    message: str | None
    status: RequestStatus
    mutual_count: int
    created_at: datetime
    expires_at: datetime
    responded_at: datetime | None


class OneRequest(msgspec.Struct):
    friend_request: FriendRequest


class RequestsMeta(Meta):
    incoming_count: int


class RequestPage(msgspec.Struct):
    friend_requests: Sequence[FriendRequest]
    meta: RequestsMeta


class FriendSettingsPatch(Part):
    friend_policy: FriendPolicy | UnsetType = UNSET
    auto_decline_non_mutual: bool | UnsetType = UNSET


class FriendSettings(msgspec.Struct, kw_only=True):
    friend_policy: FriendPolicy
    auto_decline_non_mutual: bool


class OneFriendSettings(msgspec.Struct):
    friend_settings: FriendSettings


class Reason(msgspec.Struct, kw_only=True):
    kind: Literal["friends_of_friends", "followed_by_followed", "same_interests", "same_sections"]
    count: int
    names: Sequence[str]
    """The first few: names of people and sections as I may see them, labels of interests."""
    ids: Sequence[str]
    """Of the same, in the same order; own words for an interest stand for themselves."""


class Recommendation(msgspec.Struct):
    user: ListedPerson
    reason: Reason


class RecommendationList(msgspec.Struct):
    recommendations: Sequence[Recommendation]


class RequestTold(msgspec.Struct):
    friend_request: FriendRequest
    incoming_count: int


class SightTold(msgspec.Struct):
    user_id: UserId


class FriendshipTold(msgspec.Struct):
    user_id: UserId
    friend_count: int


class FollowTold(msgspec.Struct):
    user: ListedPerson
    """Who follows me now."""


class TiesTold(msgspec.Struct):
    user_id: UserId
    relationship: Ties


def ties_of(viewer: UserId, relationship: Relationship) -> Ties:
    return Ties(
        self=viewer == relationship.user_id,
        following=relationship.following,
        followed_by=relationship.followed_by,
        blocking=relationship.blocking,
        muting=relationship.muting,
        friend=relationship.friend,
        request_id=relationship.request_id,
        request_direction=relationship.request_direction,
    )


def person_of(listed: Listed, avatar: str | None) -> ListedPerson:
    return ListedPerson(
        id=listed.id,
        username=listed.username,
        display_name=listed.display_name,
        avatar=avatar,
        bio=listed.bio,
        created_at=listed.created_at,
    )


def friend_of(viewer: UserId, seen: FriendSeen, avatar: str | None) -> Friend:
    listed = seen.listed
    return Friend(
        id=listed.id,
        username=listed.username,
        display_name=listed.display_name,
        avatar=avatar,
        bio=listed.bio,
        created_at=listed.created_at,
        since=listed.since,
        mutual_count=listed.mutual_count,
        relationship=ties_of(viewer, seen.relationship),
        latest_activity=seen.latest and _latest_of(seen.latest),
    )


def request_of(
    viewer: UserId, seen: RequestSeen, avatar_address: AddressOf, now: datetime
) -> FriendRequest:
    return FriendRequest(
        id=seen.id,
        direction="outgoing" if viewer == seen.requester_id else "incoming",
        requester=Named(
            id=seen.requester_id,
            username=seen.requester_username,
            display_name=seen.requester_display_name,
            avatar=avatar_address(seen.requester_avatar_id, now),
        ),
        recipient=Named(
            id=seen.recipient_id,
            username=seen.recipient_username,
            display_name=seen.recipient_display_name,
            avatar=avatar_address(seen.recipient_avatar_id, now),
        ),
        message=seen.message,
        status=seen.status,
        mutual_count=seen.mutual_count,
        created_at=seen.created_at,
        expires_at=seen.expires_at,
        responded_at=seen.responded_at,
    )


def recommendation_of(found: Recommended, person: Listed, avatar: str | None) -> Recommendation:
    return Recommendation(person_of(person, avatar), reason_of(found))


def reason_of(found: Recommended) -> Reason:
    return Reason(kind=found.reason, count=found.count, names=found.names, ids=found.ids)


def friend_settings_of(wishes: Wishes) -> OneFriendSettings:
    return OneFriendSettings(FriendSettings(**msgspec.structs.asdict(wishes)))


def _latest_of(latest: Latest) -> LatestActivity:
    return LatestActivity(
        kind=latest.kind,
        post_id=latest.post_id,
        comment_id=latest.comment_id,
        excerpt=latest.excerpt,
        created_at=latest.at,
    )
