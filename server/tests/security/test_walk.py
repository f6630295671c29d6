"""A walk through the whole house: whoever may not see a thing finds it nowhere, by no route.

One has somebody with a thing of every sort for every audience, and asks for everything, as a
stranger, a follower, a friend, somebody they blocked and somebody who blocked them. The routes are
those of the contract, so that a new one is walked by itself.
"""

import pytest

from longhouse.app import Longhouse
from security.canaries import Full, Viewer, furnish_fully, may_see
from security.walking import Told, Walk
from support.people import People

# Whom one has blocked oneself stands on one's own list, by name, and is asked for to be unblocked.
_BY_NAME = {"id for public", "username for public"}
_OWN_BLOCKS = {("blocker", "GET /users/me/blocks"), ("blocker", "GET /users/{reference}")}


def leaks(viewer: Viewer, full: Full, told: list[Told]) -> dict[str, set[str]]:
    """What they should not have been told, under the routes that told it."""
    hidden = [mark for mark in full.marks if not may_see(viewer, mark)]
    found: dict[str, set[str]] = {}
    for one in told:
        allowed = _BY_NAME if (viewer, one.by) in _OWN_BLOCKS else set[str]()
        said = {mark.of for mark in hidden if one.tells(mark)} - allowed
        if said:
            found.setdefault(one.by, set()).update(said)
    return found


def missing(viewer: Viewer, full: Full, told: list[Told]) -> set[str]:
    """What they may see and did not come across, without which the walk would prove little."""
    return {
        mark.of
        for mark in full.marks
        if may_see(viewer, mark) and not any(one.tells(mark) for one in told)
    }


@pytest.fixture
async def full(longhouse: Longhouse, people: People) -> Full:
    return await furnish_fully(longhouse, people)


async def test_nobody_reads_what_is_not_for_them_and_everybody_reads_what_is(
    longhouse: Longhouse, full: Full
) -> None:
    walk = Walk(longhouse, full)
    for viewer, person in full.viewers.items():
        told = await walk.read(person)
        assert leaks(viewer, full, told) == {}, viewer
        assert missing(viewer, full, told) == set(), viewer
        assert not [one for one in told if one.status >= 500]
        assert {one.by for one in told} == walk.readable()


async def test_nobody_is_told_by_changing_what_is_not_for_them(
    longhouse: Longhouse, full: Full
) -> None:
    """First by ids of things, in paths and in bodies, then by people: a tie changes what one may
    see, and is answered by nothing but how one stands."""
    walk = Walk(longhouse, full)
    for references in (False, True):
        for viewer, person in full.viewers.items():
            told = await walk.change(person, references=references)
            assert leaks(viewer, full, told) == {}, viewer
            assert not [one for one in told if one.status >= 500]
            assert len({one.by for one in told}) > (5 if references else 25)


async def test_the_walk_goes_wherever_a_thing_is_named(longhouse: Longhouse, full: Full) -> None:
    """A new kind of id is asked for once somebody has one in `canaries`."""
    assert Walk(longhouse, full).named() <= {*full.places, "emoji", "variant"}
