"""The one rule of who may see whom, in its three forms: the condition, the twin, the oracle."""

import contextlib
import random
from typing import cast
from uuid import UUID

import asyncpg
import msgspec
import pytest

from longhouse.app import Longhouse
from longhouse.features.graph import api as graph
from longhouse.features.graph.module import module
from longhouse.features.graph.policy import sight as policy
from longhouse.features.graph.service.friends import Friends
from longhouse.features.identity import api as identity
from longhouse.kernel.db import Read, Tx
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
    $$
"""

_MAY_SEE = f"""
    SELECT p.id FROM unnest($2::uuid[]) AS p (id) WHERE {graph.may_see("p.id", "$1")}
"""
_WANTS_TO_SEE = f"""
    SELECT p.id FROM unnest($2::uuid[]) AS p (id) WHERE {graph.wants_to_see("p.id", "$1")}
"""
_ORACLE_SEES = "SELECT p.id FROM unnest($2::uuid[]) AS p (id) WHERE graph.oracle(p.id, $1)"
_ORACLE_WANTS = """
    SELECT p.id FROM unnest($2::uuid[]) AS p (id) WHERE graph.oracle(p.id, $1)
      AND p.id NOT IN (SELECT muted_id FROM graph.mute WHERE muter_id = $1)
"""

_EVERY_AUDIENCE = "unnest($2::uuid[]) AS p (id), unnest($3::text[]) AS a (name)"
_MAY_SEE_SHARED = f"""
    SELECT p.id || ' ' || a.name FROM {_EVERY_AUDIENCE}
    WHERE {graph.may_see_shared("p.id", "a.name", "$1")}
"""
_ORACLE_SEES_SHARED = f"""
    SELECT p.id || ' ' || a.name FROM {_EVERY_AUDIENCE}
    WHERE graph.oracle(p.id, $1) AND CASE
        WHEN p.id = $1 OR a.name = 'public' THEN true
        WHEN a.name = 'followers' THEN p.id IN (
            SELECT followee_id FROM graph.follow WHERE follower_id = $1)
        WHEN a.name = 'friends' THEN $1 IN (
            SELECT friend_id FROM graph.friendship WHERE user_id = p.id)
        ELSE false END
"""
_AUDIENCES: list[graph.Audience] = ["public", "followers", "friends", "private"]


class Verdicts(msgspec.Struct, frozen=True):
    may: frozenset[UUID]
    wants: frozenset[UUID]
    shared: frozenset[str]
    """What is shared with whom: an author's id and an audience."""


async def by_condition(read: Read, viewer: UserId, everyone: list[UserId]) -> Verdicts:
    return Verdicts(
        frozenset(await read.values(UUID, _MAY_SEE, viewer, everyone)),
        frozenset(await read.values(UUID, _WANTS_TO_SEE, viewer, everyone)),
        frozenset(await read.values(str, _MAY_SEE_SHARED, viewer, everyone, _AUDIENCES)),
    )


async def by_oracle(read: Read, viewer: UserId, everyone: list[UserId]) -> Verdicts:
    return Verdicts(
        frozenset(await read.values(UUID, _ORACLE_SEES, viewer, everyone)),
        frozenset(await read.values(UUID, _ORACLE_WANTS, viewer, everyone)),
        frozenset(await read.values(str, _ORACLE_SEES_SHARED, viewer, everyone, _AUDIENCES)),
    )


async def by_twin(read: Read, viewer: UserId, everyone: list[UserId]) -> Verdicts:
    sight = await graph.get_sight(read, viewer, everyone)
    return Verdicts(
        frozenset(author for author in everyone if policy.may_see(author, sight)),
        frozenset(author for author in everyone if policy.wants_to_see(author, sight)),
        frozenset(
            f"{author} {audience}"
            for author in everyone
            for audience in _AUDIENCES
            if policy.may_see_shared(author, audience, sight)
        ),
    )


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


async def settle_in(longhouse: Longhouse, tx: Tx) -> list[UserId]:
    """Members, and one at the end who waits at the door."""
    return [
        await identity.import_member(
            longhouse.house,
            tx,
            username=f"person-{chr(97 + number)}",
            joined_at=tx.now,
            is_approved=number < _PEOPLE - 1,
        )
        for number in range(_PEOPLE)
    ]


@pytest.mark.parametrize("seed", range(8))
async def test_condition_twin_and_oracle_agree_over_random_graphs(
    longhouse: Longhouse, database_url: str, seed: int
) -> None:
    chance = random.Random(seed)

    services = module(longhouse.house).dependencies
    ties, friends = services["ties"], cast("Friends", services["friends"])

    async def ask(tx: Tx, principal: Principal, reference: str) -> None:
        await friends.ask(tx, principal, reference, None)

    verbs = ("block", "unblock", "mute", "unmute", "follow", "follow", "unfollow")
    acts = [*(getattr(ties, verb) for verb in verbs), friends.unfriend, *[ask] * 6]
    await lay_down_oracle(database_url)
    async with longhouse.db.transaction() as tx:
        everyone = await settle_in(longhouse, tx)
        members = everyone[:-1]
    gone: set[UserId] = set()
    for _ in range(80):
        one, other = chance.sample([m for m in members if m not in gone], 2)
        # Behind a barrier, or where it is so already, there is nothing to do.
        with contextlib.suppress(NotFound, Conflict, RateLimited):
            async with longhouse.db.transaction() as tx:
                await chance.choice(acts)(tx, as_principal(one), str(other))
        if len(gone) < 2 and chance.random() < 0.05:
            gone.add(one)
            async with longhouse.db.transaction() as tx:
                await tx.execute(
                    "UPDATE identity.account SET deleted_at = $2 WHERE id = $1", one, tx.now
                )
    async with longhouse.db.read() as read:
        for viewer in everyone:
            expected = await by_oracle(read, viewer, everyone)
            assert await by_condition(read, viewer, everyone) == expected
            assert await by_twin(read, viewer, everyone) == expected
