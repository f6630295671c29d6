"""Long-polling has the socket's rights, resuming and withdrawals, and keeps nothing in between."""

import asyncio
from typing import Any

import msgspec
import pytest

from longhouse.kernel.errors import InvalidRequest, Unauthorized
from longhouse.kernel.principal import Principal
from longhouse.kernel.push import Withdrawal
from longhouse.realtime.longpoll import Answer, InvalidCursor
from realtime.house import House, Members, a_member, still_waiting

KITCHEN, GARDEN = "room:kitchen", "room:garden"


def texts(answer: Answer) -> list[str]:
    events: list[dict[str, Any]] = [msgspec.json.decode(event) for event in answer.events]
    return [event["data"]["text"] for event in events if "event_id" in event]


async def begin(house: House, person: Principal, *topics: str) -> Answer:
    return await house.realtime.longpoll.begin(person, topics)


@pytest.fixture
def ada(members: Members) -> Principal:
    person = a_member("ada")
    members.let(person, KITCHEN, GARDEN)
    return person


async def test_a_poll_waits_for_the_first_event(house: House, ada: Principal) -> None:
    start = await begin(house, ada, KITCHEN, GARDEN)
    assert (start.events, set(start.topics)) == ([], {KITCHEN, GARDEN})
    polling = asyncio.create_task(house.realtime.longpoll.poll(ada, start.cursor))
    assert await still_waiting(polling)
    house.timers.advance(1)
    await house.publish(GARDEN, "carrots")
    answer = await polling
    assert (texts(answer), answer.topics) == (["carrots"], {})


async def test_what_came_between_two_polls_is_answered_at_once(
    house: House, ada: Principal
) -> None:
    cursor = (await begin(house, ada, KITCHEN)).cursor
    await house.publish(KITCHEN, "soup")
    await house.publish(KITCHEN, "bread")
    answer = await house.realtime.longpoll.poll(ada, cursor)
    assert texts(answer) == ["soup", "bread"]
    again = await house.realtime.longpoll.poll(ada, cursor)
    assert texts(again) == ["soup", "bread"]
    polling = asyncio.create_task(house.realtime.longpoll.poll(ada, answer.cursor))
    assert await still_waiting(polling)
    await house.pass_time(26)
    assert texts(await polling) == []


async def test_a_poll_in_which_nothing_happens_ends_after_25_seconds(
    house: House, ada: Principal
) -> None:
    cursor = (await begin(house, ada, KITCHEN)).cursor
    polling = asyncio.create_task(house.realtime.longpoll.poll(ada, cursor))
    await house.pass_time(24.9)
    assert not polling.done()
    await house.pass_time(0.2)
    answer = await polling
    assert answer.events == []
    assert len(house.hub) == 0


async def test_what_cannot_be_recovered_is_said_at_once(house: House, ada: Principal) -> None:
    cursor = (await begin(house, ada, KITCHEN)).cursor
    for number in range(257):
        await house.publish(KITCHEN, str(number))
    answer = await house.realtime.longpoll.poll(ada, cursor)
    assert answer.topics[KITCHEN]["recovered"] is False
    assert answer.topics[KITCHEN]["offset"] == 257
    assert answer.events == []


async def test_a_topic_that_is_not_theirs_is_refused(house: House, members: Members) -> None:
    answer = await begin(house, a_member("ben"), KITCHEN)
    assert answer.topics[KITCHEN]["code"] == "NOT_FOUND"


async def test_a_right_that_ended_between_two_polls_is_gone(
    house: House, members: Members, ada: Principal
) -> None:
    cursor = (await begin(house, ada, KITCHEN)).cursor
    await house.publish(KITCHEN, "soup")
    members.rights.discard((ada.user_id, KITCHEN))
    answer = await house.realtime.longpoll.poll(ada, cursor)
    assert texts(answer) == []
    assert answer.topics[KITCHEN]["code"] == "NOT_FOUND"


async def test_a_right_that_ends_while_one_waits_is_gone(
    house: House, members: Members, ada: Principal
) -> None:
    cursor = (await begin(house, ada, KITCHEN)).cursor
    polling = asyncio.create_task(house.realtime.longpoll.poll(ada, cursor))
    assert await still_waiting(polling)
    house.timers.advance(1)
    kick = house.withdraw(Withdrawal(user_id=str(ada.user_id), topic=KITCHEN))
    await kick.prepare()
    await house.publish(KITCHEN, "secret")
    assert await still_waiting(polling)
    members.rights.discard((ada.user_id, KITCHEN))
    await kick.committed()
    answer = await polling
    assert texts(answer) == []
    assert msgspec.json.decode(answer.events[0])["type"] == "unsubscribed"


async def test_a_session_that_ends_while_one_waits_ends_the_poll(
    house: House, ada: Principal
) -> None:
    cursor = (await begin(house, ada, KITCHEN)).cursor
    polling = asyncio.create_task(house.realtime.longpoll.poll(ada, cursor))
    assert await still_waiting(polling)
    logout = house.withdraw(Withdrawal(user_id=str(ada.user_id)))
    await logout.prepare()
    await logout.committed()
    with pytest.raises(Unauthorized):
        await polling


async def test_a_cursor_belongs_to_its_member(
    house: House, members: Members, ada: Principal
) -> None:
    cursor = (await begin(house, ada, KITCHEN)).cursor
    ben = a_member("ben")
    members.let(ben, KITCHEN)
    for wrong in (cursor + "x", "", "nonsense"):
        with pytest.raises(InvalidCursor):
            await house.realtime.longpoll.poll(ada, wrong)
    with pytest.raises(InvalidCursor):
        await house.realtime.longpoll.poll(ben, cursor)


async def test_what_is_not_a_topic_is_refused(house: House, ada: Principal) -> None:
    with pytest.raises(InvalidRequest):
        await begin(house, ada, "kitchen")
