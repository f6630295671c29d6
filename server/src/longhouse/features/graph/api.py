"""What other features may ask of the graph."""

from collections.abc import Sequence
from datetime import datetime

from longhouse.features.graph.model import (
    Latest,
    LatestOf,
    Listed,
    MayListFriends,
    Recommend,
    Recommended,
    Relationship,
    SharesServer,
    Standing,
)
from longhouse.features.graph.policy import sight as policy
from longhouse.features.graph.policy.sight import Audience, Sight
from longhouse.features.graph.schemas import Reason, Ties, reason_of, ties_of
from longhouse.features.graph.service.leaving import TopicsOf
from longhouse.features.graph.service.people import find_by_reference, get_visible
from longhouse.features.graph.settings import GraphSettings
from longhouse.features.graph.store import friends, lists, ties
from longhouse.features.graph.store.acquaintances import Mutual, mutual_many
from longhouse.features.graph.store.friends import (
    are_friends,
    list_friends_among,
    newest_friends,
)
from longhouse.features.graph.store.visibility import (
    behind_barrier,
    blocked_either_way,
    face,
    get_sight,
    has_barriers,
    list_hidden,
    may_see,
    may_see_shared,
    shown,
    shows,
    wants_to_see,
)
from longhouse.features.identity.api import AddressOf
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.ids import UserId

__all__ = [
    "AddressOf",
    "Audience",
    "GraphSettings",
    "Latest",
    "LatestOf",
    "Listed",
    "MayListFriends",
    "Mutual",
    "Reason",
    "Recommend",
    "Recommended",
    "SharesServer",
    "are_friends",
    "import_friendship",
    "list_hidden",
    "may_see_shared",
    "Relationship",
    "Sight",
    "Standing",
    "Ties",
    "TopicsOf",
    "behind_barrier",
    "blocked_either_way",
    "face",
    "find_by_reference",
    "get_sight",
    "get_visible",
    "has_barriers",
    "import_follow",
    "may_see",
    "reason_of",
    "relationship_many",
    "list_friends_among",
    "list_seen_among",
    "mutual_many",
    "newest_friends",
    "shown",
    "shows",
    "standing_many",
    "ties_of",
    "wants_to_see",
]


async def relationship_many(
    read: Read, viewer: UserId, others: Sequence[UserId]
) -> dict[UserId, Relationship]:
    found = await ties.get_relationships(read, viewer, others)
    return {relationship.user_id: relationship for relationship in found}


async def list_seen_among(read: Read, viewer: UserId, others: Sequence[UserId]) -> list[UserId]:
    """Those whom the viewer may see, in the order given."""
    sight = await get_sight(read, viewer, list(others))
    return [one for one in others if policy.may_see(one, sight)]


async def standing_many(
    read: Read, viewer: UserId, user_ids: Sequence[UserId]
) -> dict[UserId, Standing]:
    """How many follow and are followed, as the viewer may know it; 0 for whoever is missing."""
    found = await lists.get_standings(read, viewer, user_ids)
    return {standing.user_id: standing for standing in found}


async def import_follow(
    tx: Tx, follower: UserId, followee: UserId, *, created_at: datetime
) -> None:
    """For people who come with a past. Nothing is told, because nothing happens now."""
    await ties.lock_pair(tx, follower, followee)
    await ties.add_follow(tx, follower, followee, created_at)


async def import_friendship(tx: Tx, one: UserId, other: UserId, *, created_at: datetime) -> None:
    await ties.lock_pair(tx, one, other)
    await friends.add_friendship(tx, one, other, None, created_at)
    await ties.add_follow(tx, one, other, created_at)
    await ties.add_follow(tx, other, one, created_at)
