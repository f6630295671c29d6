"""Shapes of the graph on the wire."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from longhouse.features.graph.model import Listed, Relationship
from longhouse.kernel.ids import UserId
from longhouse.kernel.paging import Meta


class Ties(msgspec.Struct, kw_only=True):
    """How I stand to somebody. That they block or mute me is theirs to know."""

    self: bool
    following: bool
    followed_by: bool
    blocking: bool
    muting: bool


class OneRelationship(msgspec.Struct):
    relationship: Ties


class ListedPerson(msgspec.Struct, kw_only=True):
    id: UserId
    username: str
    display_name: str | None
    bio: str | None
    created_at: datetime


class PeoplePage(msgspec.Struct):
    users: Sequence[ListedPerson]
    meta: Meta


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
    )


def person_of(listed: Listed) -> ListedPerson:
    return ListedPerson(
        id=listed.id,
        username=listed.username,
        display_name=listed.display_name,
        bio=listed.bio,
        created_at=listed.created_at,
    )
