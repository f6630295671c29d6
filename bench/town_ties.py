"""Who follows, knows, blocks and mutes whom in the town."""

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

Pair = tuple[UUID, UUID]
Rows = tuple[str, str, Iterable[Sequence[object]]]
"""A table, its columns, and what to copy into it."""


def invent(chance: random.Random, people: Sequence[UUID], at: datetime) -> list[Rows]:
    """Everybody follows about thirty, is a friend of half of them, blocks one or two, and has
    muted two."""
    follows: set[Pair] = set()
    blocks: set[Pair] = set()
    mutes: set[Pair] = set()
    for one in people:
        others = [other for other in chance.sample(people, 36) if other != one]
        follows.update((one, other) for other in others[: chance.randint(10, 31)])
        blocks.update((one, other) for other in others[32 : 32 + chance.randint(0, 2)])
        mutes.update((one, other) for other in others[34:])
    barriers = _both_ways(blocks)
    follows -= barriers
    friends = _both_ways({pair for pair in sorted(follows) if chance.random() < 0.5})
    follows |= friends
    followers, following = Counter(b for _, b in follows), Counter(a for a, _ in follows)
    close = Counter(a for a, _ in friends)
    tied: list[Rows] = [
        (table, columns, [(one, other, at) for one, other in sorted(pairs)])
        for table, columns, pairs in (
            ("graph.follow", "follower_id followee_id created_at", follows),
            ("graph.friendship", "user_id friend_id created_at", friends),
            ("graph.block", "blocker_id blocked_id created_at", blocks),
            ("graph.mute", "muter_id muted_id created_at", mutes),
        )
    ]
    counted = [(one, followers[one], following[one], close[one]) for one in people]
    return [
        *tied,
        ("graph.barrier", "viewer_id other_id", sorted(barriers)),
        ("graph.standing", "user_id follower_count following_count friend_count", counted),
    ]


def _both_ways(pairs: set[Pair]) -> set[Pair]:
    return pairs | {(other, one) for one, other in pairs}
