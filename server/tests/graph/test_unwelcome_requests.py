"""Asking many who do not want it: the cap tightens for a while, and the same words are not for all."""

from datetime import UTC, datetime, timedelta

import pytest

from graph.steps import ask, respond, stands
from longhouse.features.graph.errors import SaidToMany
from longhouse.features.graph.model import Welcome
from longhouse.features.graph.policy.asking import check_not_said_to_many, daily_allowance
from longhouse.features.graph.settings import GraphSettings
from support.clocks import FakeClock
from support.people import People, Person

_NOW = datetime(2026, 11, 20, tzinfo=UTC)
_WORDS = "Hello! We met at the choir."


async def refusal(person: Person, other: Person) -> str | None:
    """Why a request is refused for now; None when it is sent."""
    answer = await person.post(f"/users/{other.id}/friend-request", {})
    if answer.status_code == 201:
        return None
    assert (answer.status_code, answer.json()["code"]) == (429, "RATE_LIMITED"), answer.text
    assert 0 < int(answer.headers["Retry-After"]) <= 86_400
    return answer.json()["details"]["reason"]


async def test_who_asks_many_in_vain_asks_fewer_for_a_while_and_says_something_of_its_own(
    people: People, clock: FakeClock
) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    others = [await people.member(f"person-{number}") for number in range(8)]

    async def later(**time: float) -> None:
        """Sessions end meanwhile."""
        clock.advance(timedelta(**time).total_seconds())
        for person in (ben, carla, others[0]):
            assert (await person.sign_in()).status_code == 200

    await later(days=8)
    others += [await people.member(f"person-{number}") for number in (8, 9)]
    for other in others:
        await ask(ben, other, _WORDS)
    clock.advance(1)
    refused = await ask(ben, carla, "hello, we met at the CHOIR (2)", status=422)
    assert refused["details"]["reasons"] == {"message": {"reason": "said_to_many", "most": 10}}
    assert not (await stands(ben, carla))["request_id"]
    request = await ask(ben, carla, "It's Ben, from the row behind you.")
    clock.advance(1)
    await respond(carla, request, "decline")
    taken_back = (await stands(ben, others[0]))["request_id"]
    assert (await ben.delete(f"/friend-requests/{taken_back}")).status_code == 200
    # Nine may still answer, so only two said no so far.
    assert await refusal(ben, others[0]) is None

    await later(days=8)
    strangers = [await people.member(name) for name in ("dora", "emil", "fay")]
    refusals = [await refusal(ben, other) for other in strangers]
    assert refusals == [None, None, "few_said_yes"]
    await ask(others[0], ben)
    await later(days=31)
    assert await refusal(ben, strangers[2]) is None


@pytest.mark.parametrize(
    ("accepted", "in_vain", "most", "reason"),
    [
        (0, 9, 30, "asked_many_today"),
        (0, 10, 2, "few_said_yes"),
        (3, 10, 2, "few_said_yes"),
        (4, 10, 30, "asked_many_today"),
        (0, 29, 2, "few_said_yes"),
        (0, 30, 0, "hardly_anybody_said_yes"),
        (4, 30, 2, "few_said_yes"),
        (10, 30, 30, "asked_many_today"),
    ],
)
def test_how_many_said_yes_decides_how_many_can_be_asked(
    accepted: int, in_vain: int, most: int, reason: str
) -> None:
    welcome = Welcome(accepted=accepted, in_vain=in_vain)
    joined = _NOW - timedelta(days=100)
    allowance = daily_allowance(joined, welcome, _NOW, GraphSettings())
    assert (allowance.most, allowance.refusal(1).reason) == (most, reason)
    newcomer = daily_allowance(_NOW, welcome, _NOW, GraphSettings())
    assert newcomer.most == min(most, 5)


@pytest.mark.parametrize(
    ("message", "refused"),
    [
        (_WORDS, True),
        ("HELLO we met, at the chöir 7 🎶", True),
        ("Hello! We met at the library.", False),
        ("Hello!", False),
        ("🎶🎶🎶", False),
    ],
)
def test_words_are_the_same_whatever_stands_between_them(message: str, refused: bool) -> None:
    before = [_WORDS, "Hello!", "🎶🎶🎶"] * 3
    check_not_said_to_many(message, before, 4)
    if refused:
        with pytest.raises(SaidToMany):
            check_not_said_to_many(message, before, 3)
    else:
        check_not_said_to_many(message, before, 3)
