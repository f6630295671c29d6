"""The one rule of who may see whom, in its three forms: the condition, the twin, the oracle."""

import random
from uuid import UUID

import msgspec
import pytest

from graph.histories import lay_down_oracle, live_together, settle_in
from longhouse.app import Longhouse
from longhouse.features.graph import api as graph
from longhouse.features.graph.policy import sight as policy
from longhouse.kernel.db import Read
from longhouse.kernel.ids import UserId

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
    WHERE graph.shared_oracle(p.id, a.name, $1)
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


@pytest.mark.parametrize("seed", range(8))
async def test_condition_twin_and_oracle_agree_over_random_graphs(
    longhouse: Longhouse, database_url: str, seed: int
) -> None:
    await lay_down_oracle(database_url)
    everyone = await settle_in(longhouse)
    await live_together(longhouse, everyone[:-1], random.Random(seed))
    async with longhouse.db.read() as read:
        for viewer in everyone:
            expected = await by_oracle(read, viewer, everyone)
            assert await by_condition(read, viewer, everyone) == expected
            assert await by_twin(read, viewer, everyone) == expected
