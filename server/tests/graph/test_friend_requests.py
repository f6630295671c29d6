"""Asking for friendship and answering."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from graph.steps import ask, befriend, kept_counts, names, requests_of, respond, stands
from longhouse.app import Longhouse
from support.clocks import FakeClock
from support.people import People, Person


@pytest.fixture
async def ben(people: People) -> Person:
    return await people.member("ben")


@pytest.fixture
async def carla(people: People) -> Person:
    return await people.member("carla")


async def test_who_is_asked_finds_the_request_and_accepts(ben: Person, carla: Person) -> None:
    request = await ask(ben, carla, "  We met at the lake.  ")
    assert (request["status"], request["direction"]) == ("pending", "outgoing")
    assert request["message"] == "We met at the lake."
    assert await requests_of(carla) == ["ben"]
    assert await requests_of(ben, "outgoing") == ["carla"]
    assert (await stands(carla, ben))["request_direction"] == "incoming"

    answered = await respond(carla, request, "accept")
    assert answered["status"] == "accepted"
    assert await requests_of(carla) == await requests_of(ben, "outgoing") == []
    for one, other in ((ben, carla), (carla, ben)):
        relationship = await stands(one, other)
        assert relationship["friend"]
        assert relationship["following"]
        assert relationship["followed_by"]
        assert await names(one, "/users/me/friends") == [other.name]


async def test_a_declined_request_makes_nobody_friends(ben: Person, carla: Person) -> None:
    request = await ask(ben, carla)
    assert (await respond(carla, request, "decline"))["status"] == "declined"
    relationship = await stands(ben, carla)
    assert not relationship["friend"]
    assert relationship["request_id"] is None
    assert await requests_of(ben, "outgoing") == []


async def test_only_who_was_asked_may_answer(people: People, ben: Person, carla: Person) -> None:
    dora = await people.member("dora")
    request = await ask(ben, carla)
    assert (await respond(ben, request, "accept", status=403))["code"] == "FORBIDDEN"
    assert (await respond(dora, request, "accept", status=404))["code"] == "NOT_FOUND"
    assert not (await stands(ben, carla))["friend"]


async def test_the_same_answer_twice_is_one_and_another_comes_too_late(
    ben: Person, carla: Person
) -> None:
    request = await ask(ben, carla)
    await respond(carla, request, "accept")
    assert (await respond(carla, request, "accept"))["status"] == "accepted"
    assert (await respond(carla, request, "decline", status=409))["code"] == "REQUEST_CLOSED"
    assert (await stands(ben, carla))["friend"]


async def test_only_who_asked_takes_a_request_back(
    people: People, ben: Person, carla: Person
) -> None:
    dora = await people.member("dora")
    request = await ask(ben, carla)
    path = f"/friend-requests/{request['id']}"
    assert (await carla.delete(path)).status_code == 403
    assert (await dora.delete(path)).status_code == 404
    answer = await ben.delete(path)
    assert (answer.status_code, answer.json()) == (200, {})
    assert (await ben.delete(path)).status_code == 200
    assert await requests_of(carla) == []
    assert (await respond(carla, request, "accept", status=409))["code"] == "REQUEST_CLOSED"
    await ask(ben, carla)


async def test_one_request_is_outstanding_for_a_pair(ben: Person, carla: Person) -> None:
    request = await ask(ben, carla)
    refused = await ask(ben, carla, status=409)
    assert (refused["code"], refused["details"]["request_id"]) == ("ALREADY_ASKED", request["id"])


async def test_asking_back_is_accepting(ben: Person, carla: Person) -> None:
    request = await ask(ben, carla)
    back = await ask(carla, ben)
    assert (back["id"], back["status"]) == (request["id"], "accepted")
    assert (await ask(ben, carla, status=409))["code"] == "ALREADY_FRIENDS"


async def test_nobody_befriends_themselves(ben: Person) -> None:
    assert (await ask(ben, ben, status=409))["code"] == "ONLY_WITH_OTHERS"


async def test_a_message_that_demeans_is_refused_and_not_repeated(people: People) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    refused = await ask(ben, carla, "Hope you d1e", status=422)
    assert list(refused["details"]["fields"]) == ["message"]
    assert "d1e" not in str(refused)
    assert await requests_of(carla) == []
    await ask(ben, carla, "It's Ben, from the choir.")


@pytest.mark.parametrize(("length", "status"), [(140, 201), (141, 422)])
async def test_a_message_has_140_characters_at_most(
    ben: Person, carla: Person, length: int, status: int
) -> None:
    await ask(ben, carla, "ö" * length, status=status)


async def test_a_request_runs_out_after_thirty_days(
    ben: Person, carla: Person, clock: FakeClock
) -> None:
    request = await ask(ben, carla)
    await _later(clock, timedelta(days=29, hours=23), ben, carla)
    assert await requests_of(carla) == ["ben"]
    await _later(clock, timedelta(hours=2), ben, carla)
    assert await requests_of(carla) == await requests_of(ben, "outgoing") == []
    assert (await respond(carla, request, "accept", status=409))["code"] == "REQUEST_CLOSED"
    assert (await ask(ben, carla))["status"] == "pending"


async def test_who_declined_is_not_asked_again_for_a_week(
    ben: Person, carla: Person, clock: FakeClock
) -> None:
    await respond(carla, await ask(ben, carla), "decline")
    assert (await ask(ben, carla, status=409))["code"] == "ASKED_RECENTLY"
    await _later(clock, timedelta(days=7, seconds=1), ben)
    await ask(ben, carla)


async def test_who_declined_may_ask_themselves(ben: Person, carla: Person) -> None:
    await respond(carla, await ask(ben, carla), "decline")
    assert (await ask(carla, ben))["status"] == "pending"


async def test_newcomers_ask_fewer_people_in_a_day(
    people: People, ben: Person, clock: FakeClock
) -> None:
    others = [await people.member(f"person-{number}") for number in range(7)]
    for other in others[:5]:
        await ask(ben, other)
    refused = await ben.post(f"/users/{others[5].id}/friend-request", {})
    assert (refused.status_code, refused.json()["code"]) == (429, "RATE_LIMITED")
    assert 86_000 < int(refused.headers["Retry-After"]) <= 86_400
    await _later(clock, timedelta(days=8), ben)
    for other in others[5:]:
        await ask(ben, other)


async def test_who_wants_no_requests_gets_none(ben: Person, carla: Person) -> None:
    answer = await carla.patch("/users/me/friend-settings", {"friend_policy": "nobody"})
    assert answer.json() == {
        "friend_settings": {"friend_policy": "nobody", "auto_decline_non_mutual": False}
    }
    assert (await ask(ben, carla, status=403))["code"] == "REQUESTS_NOT_WANTED"
    assert (await ask(carla, ben))["status"] == "pending"
    await carla.patch("/users/me/friend-settings", {"friend_policy": "open"})


async def test_only_people_of_a_shared_server_may_ask_if_one_wants_it_so(
    ben: Person, carla: Person
) -> None:
    await carla.patch("/users/me/friend-settings", {"friend_policy": "mutual_server"})
    assert (await ask(ben, carla, status=403))["code"] == "REQUESTS_NOT_WANTED"


async def test_requests_of_those_without_a_shared_server_can_be_declined_unseen(
    ben: Person, carla: Person
) -> None:
    await carla.patch("/users/me/friend-settings", {"auto_decline_non_mutual": True})
    assert (await ask(ben, carla))["status"] == "declined"
    assert await requests_of(carla) == []


async def test_a_muted_persons_request_is_not_shown(ben: Person, carla: Person) -> None:
    await carla.post(f"/users/{ben.id}/mute")
    assert (await ask(ben, carla))["status"] == "pending"
    answer = (await carla.get("/friend-requests")).json()
    assert (answer["friend_requests"], answer["meta"]["incoming_count"]) == ([], 0)
    await carla.delete(f"/users/{ben.id}/mute")
    assert await requests_of(carla) == ["ben"]


async def test_a_block_ends_friendship_and_requests_and_hides_both(
    people: People, ben: Person, carla: Person
) -> None:
    dora = await people.member("dora")
    await befriend(ben, carla)
    request = await ask(dora, ben)
    await ben.post(f"/users/{carla.id}/block")
    await ben.post(f"/users/{dora.id}/block")
    assert await names(carla, "/users/me/friends") == []
    assert await requests_of(dora, "outgoing") == []
    await respond(ben, request, "accept", status=404)
    await ask(carla, ben, status=404)
    await ben.delete(f"/users/{carla.id}/block")
    assert not (await stands(carla, ben))["friend"]


async def test_unfriending_is_for_both(ben: Person, carla: Person) -> None:
    await befriend(ben, carla)
    answer = await ben.delete(f"/friends/{carla.id}")
    assert (answer.status_code, answer.json()) == (200, {})
    assert (await ben.delete(f"/friends/{carla.id}")).status_code == 200
    assert await names(carla, "/users/me/friends") == []
    assert (await stands(carla, ben))["following"]


async def test_both_asking_at_once_are_friends_once(
    ben: Person, carla: Person, longhouse: Longhouse
) -> None:
    async def send(one: Person, other: Person) -> int:
        return (await one.post(f"/users/{other.id}/friend-request", {})).status_code

    pairs: list[Any] = []
    for _ in range(10):
        pairs += [send(ben, carla), send(carla, ben)]
    answers = await asyncio.gather(*pairs)
    assert set(answers) == {201, 409}
    assert answers.count(201) == 2
    counts = await kept_counts(longhouse)
    assert counts[ben.id] == counts[carla.id] == (1, 1, 1)


async def _later(clock: FakeClock, time: timedelta, *people: Person) -> None:
    """Sessions end meanwhile, so everybody signs in again."""
    clock.advance(time.total_seconds())
    for person in people:
        assert (await person.sign_in()).status_code == 200
