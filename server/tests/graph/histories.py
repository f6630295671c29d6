"""What happens between people when chance has its way, and a plain oracle of who may see whom."""

import contextlib
import random
from typing import cast

import asyncpg

from longhouse.app import Longhouse
from longhouse.features.graph.module import module
from longhouse.features.graph.service.friends import Friends
from longhouse.features.identity import api as identity
from longhouse.kernel.db import Tx
from longhouse.kernel.errors import Conflict, NotFound, RateLimited
from longhouse.kernel.ids import SessionId, UserId
from longhouse.kernel.principal import Principal

_PEOPLE = 7

# Written from blocks themselves and not from barriers, so that it also holds how these are kept.
_ORACLE = """
    CREATE FUNCTION graph.oracle(author uuid, viewer uuid) RETURNS boolean LANGUAGE sql AS $$
        SELECT count(*) = 1 FROM identity.account
        WHERE id = author AND approved_at IS NOT NULL AND deleted_at IS NULL
          AND (SELECT count(*) FROM graph.block
               WHERE (blocker_id, blocked_id) IN ((author, viewer), (viewer, author))) = 0
    $$;
    CREATE FUNCTION graph.shared_oracle(author uuid, audience text, viewer uuid)
    RETURNS boolean LANGUAGE sql AS $$
        SELECT graph.oracle(author, viewer) AND CASE
            WHEN author = viewer OR audience = 'public' THEN true
            WHEN audience = 'followers' THEN author IN (
                SELECT followee_id FROM graph.follow WHERE follower_id = viewer)
            WHEN audience = 'friends' THEN viewer IN (
                SELECT friend_id FROM graph.friendship WHERE user_id = author)
            ELSE false END
    $$;
"""


async def lay_down_oracle(database_url: str) -> None:
    owner = await asyncpg.connect(database_url)
    try:
        await owner.execute(_ORACLE)
    finally:
        await owner.close()


def as_principal(user_id: UserId) -> Principal:
    return Principal(
        user_id=user_id,
        username="somebody",
        session_id=SessionId(user_id),
        is_admin=False,
        via="cookie",
    )


async def settle_in(longhouse: Longhouse) -> list[UserId]:
    """Members, and one at the end who waits at the door."""
    async with longhouse.db.transaction() as tx:
        return [
            await identity.import_member(
                tx,
                username=f"person-{chr(97 + number)}",
                joined_at=tx.now,
                is_approved=number < _PEOPLE - 1,
            )
            for number in range(_PEOPLE)
        ]


async def live_together(
    longhouse: Longhouse, members: list[UserId], chance: random.Random, *, acts: int = 80
) -> None:
    """They follow, block, mute, befriend each other and take it back; up to two are deleted."""
    services = module(longhouse.house).dependencies
    ties, friends = services["ties"], cast("Friends", services["friends"])

    async def ask(tx: Tx, principal: Principal, reference: str) -> None:
        await friends.ask(tx, principal, reference, None)

    verbs = ("block", "unblock", "mute", "unmute", "follow", "follow", "unfollow")
    can_do = [*(getattr(ties, verb) for verb in verbs), friends.unfriend, *[ask] * 6]
    gone: set[UserId] = set()
    for _ in range(acts):
        one, other = chance.sample([m for m in members if m not in gone], 2)
        # Behind a barrier, or where it is so already, there is nothing to do.
        with contextlib.suppress(NotFound, Conflict, RateLimited):
            async with longhouse.db.transaction() as tx:
                await chance.choice(can_do)(tx, as_principal(one), str(other))
        if len(gone) < 2 and chance.random() < 0.05:
            gone.add(one)
            async with longhouse.db.transaction() as tx:
                await tx.execute(
                    "UPDATE identity.account SET deleted_at = $2 WHERE id = $1", one, tx.now
                )
