"""Who may see whom: the rule in Python, for where rows are at hand already.

The same rule as SQL is in `store.visibility`; a property test holds that they are equal.
"""

from collections.abc import Set as AbstractSet

import msgspec

from longhouse.kernel.ids import UserId


class Sight(msgspec.Struct, frozen=True, kw_only=True):
    """What decides about a viewer: who is here, who is behind a barrier, whom they muted."""

    viewer_id: UserId
    here: AbstractSet[UserId]
    behind_barrier: AbstractSet[UserId]
    muted: AbstractSet[UserId]


def may_see(author_id: UserId, sight: Sight) -> bool:
    return author_id in sight.here and author_id not in sight.behind_barrier


def wants_to_see(author_id: UserId, sight: Sight) -> bool:
    return may_see(author_id, sight) and author_id not in sight.muted
