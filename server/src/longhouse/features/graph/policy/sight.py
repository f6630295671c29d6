"""Who may see whom: the rule in Python, for where rows are at hand already.

The same rule as SQL is in `store.visibility`; a property test holds that they are equal.
"""

from collections.abc import Set as AbstractSet
from typing import Literal

import msgspec

from longhouse.kernel.ids import UserId

Audience = Literal["public", "followers", "friends", "private"]


class Sight(msgspec.Struct, frozen=True, kw_only=True):
    """What decides about a viewer: who is here, who is behind a barrier, whom they muted."""

    viewer_id: UserId
    here: AbstractSet[UserId]
    behind_barrier: AbstractSet[UserId]
    muted: AbstractSet[UserId]
    followed: AbstractSet[UserId]
    friends: AbstractSet[UserId]


def may_see(author_id: UserId, sight: Sight) -> bool:
    return author_id in sight.here and author_id not in sight.behind_barrier


def wants_to_see(author_id: UserId, sight: Sight) -> bool:
    return may_see(author_id, sight) and author_id not in sight.muted


def may_see_shared(author_id: UserId, audience: Audience, sight: Sight) -> bool:
    """Whether the viewer may see what somebody shares with an audience."""
    if not may_see(author_id, sight):
        return False
    if author_id == sight.viewer_id or audience == "public":
        return True
    if audience == "followers":
        return author_id in sight.followed
    return audience == "friends" and author_id in sight.friends
