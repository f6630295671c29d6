"""Who is at a gathering, who hears whom, and what is said there."""

import json

import msgspec
import pytest

from longhouse.kernel.gatherings import list_attendants, sight_topic
from longhouse.kernel.push import Withdrawal
from realtime.house import House, Members, a_member
from realtime.table import TABLE, a_table, breathe, names, seen, sit_down


@pytest.fixture
def members() -> Members:
    members = Members()
    members.gatherings.append(a_table(members))
    return members


async def test_a_newcomer_gets_everybody_and_the_others_hear_of_them(
    two_houses: tuple[House, House],
) -> None:
    here, there = two_houses
    ada = await sit_down(here, a_member("ada"))
    ben = await sit_down(there, a_member("ben"))
    await breathe(ada, ben)
    assert seen(ada) == ["ada"]
    assert seen(ben) == ["ada", "ben"]
    assert names(ada.of_type("user_joined")) == ["ben"]
    assert ben.of_type("user_joined") == []


async def test_who_leaves_is_told_of_once_their_last_window_is_closed(
    two_houses: tuple[House, House],
) -> None:
    here, there = two_houses
    ada = await sit_down(here, a_member("ada"))
    ben = a_member("ben")
    window, other_window = await sit_down(here, ben), await sit_down(there, ben)
    await breathe(ada)
    assert names(ada.of_type("user_joined")) == ["ben"]
    window.leave()
    await breathe(ada)
    assert ada.of_type("user_left") == []
    await other_window.say("unsubscribe", {"topics": [TABLE]})
    await breathe(ada)
    assert [frame["data"] for frame in ada.of_type("user_left")] == [{"user_id": str(ben.user_id)}]


async def test_words_reach_all_but_the_window_they_came_from(
    two_houses: tuple[House, House],
) -> None:
    here, there = two_houses
    ben = a_member("ben")
    ada, window, other_window = (
        await sit_down(here, a_member("ada")),
        await sit_down(here, ben),
        await sit_down(there, ben),
    )
    answer = await window.ask("toast", {"topic": TABLE, "text": "To the house!"})
    await breathe(ada, window, other_window)
    assert answer["data"] == {"by": "ben", "text": "To the house!"}
    for client in (ada, other_window):
        assert [frame["data"]["text"] for frame in client.of_type("toast")] == ["To the house!"]
    assert window.of_type("toast") == []


async def test_only_who_sits_at_the_table_speaks(house: House) -> None:
    ada = await sit_down(house, a_member("ada"))
    stranger = await house.connect(a_member("ben"))
    assert (await stranger.ask("toast", {"topic": TABLE, "text": "Hi"}))["data"]["code"] == (
        "NOT_FOUND"
    )
    house.members.let(ada.connection.principal, "room:kitchen")
    await ada.subscribe("room:kitchen")
    answer = await ada.ask("toast", {"topic": "room:kitchen", "text": "Hi"})
    assert answer["data"]["code"] == "NOT_FOUND"
    await breathe(ada)
    assert ada.of_type("toast") == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"topic": TABLE, "text": ""}, "INVALID_REQUEST"),
        ({"topic": TABLE}, "INVALID_FRAME"),
        ({"topic": TABLE, "text": "Hi", "by": "ada"}, "INVALID_FRAME"),
    ],
)
async def test_words_are_judged(house: House, words: dict[str, str], code: str) -> None:
    ada, ben = await sit_down(house, a_member("ada")), await sit_down(house, a_member("ben"))
    assert (await ben.ask("toast", words))["data"]["code"] == code
    await breathe(ada)
    assert ada.of_type("toast") == []


async def test_the_hidden_neither_appear_nor_are_heard(
    two_houses: tuple[House, House], members: Members
) -> None:
    here, there = two_houses
    ada, ben = a_member("ada"), a_member("ben")
    members.hidden |= {(ada.user_id, ben.user_id), (ben.user_id, ada.user_id)}
    at_ada, at_ben = await sit_down(here, ada), await sit_down(there, ben)
    carla = await sit_down(here, a_member("carla"))
    await at_ben.say("toast", {"topic": TABLE, "text": "Hello?"})
    await at_ben.say("wave", {"topic": TABLE, "text": "o/"})
    await carla.say("wave", {"topic": TABLE, "text": "\\o"})
    await here.pass_time(0.5)
    await breathe(at_ada, at_ben, carla)
    at_ben.leave()
    await breathe(at_ada, carla)
    assert names(at_ada.of_type("user_joined")) == ["carla"]
    assert seen(at_ben) == ["ben"]
    assert at_ada.of_type("toast", "user_left") == []
    assert "ben" not in json.dumps(at_ada.frames)
    assert len(carla.of_type("toast")) == len(carla.of_type("user_left")) == 1
    assert "o/" in json.dumps(carla.of_type("waves"))


async def test_hiding_takes_effect_for_those_who_sit_there(
    two_houses: tuple[House, House], members: Members
) -> None:
    here, there = two_houses
    ada, ben = a_member("ada"), a_member("ben")
    at_ada, at_ben = await sit_down(here, ada), await sit_down(there, ben)
    await breathe(at_ada, at_ben)
    pair = {(ada.user_id, ben.user_id), (ben.user_id, ada.user_id)}

    async def look_again() -> None:
        for one in (ada, ben):
            await here.publish(sight_topic(one.user_id), "changed")
        await breathe(at_ada, at_ben)

    members.hidden |= pair
    await look_again()
    assert [frame["data"]["user_id"] for frame in at_ada.of_type("user_left")] == [str(ben.user_id)]
    await at_ben.say("toast", {"topic": TABLE, "text": "Hello?"})
    await breathe(at_ada)
    assert at_ada.of_type("toast") == []
    members.hidden -= pair
    await look_again()
    assert names(at_ada.of_type("user_joined")) == ["ben", "ben"]


async def test_nobody_listens_to_whom_others_may_see(house: House) -> None:
    ada = a_member("ada")
    topic = sight_topic(ada.user_id)
    house.members.let(ada, topic)
    client = await house.connect(ada)
    assert (await client.ask("subscribe", {"topics": {topic: None}}))["data"]["code"] == "NOT_FOUND"


async def test_of_what_is_told_together_only_the_last_counts(house: House) -> None:
    ada, ben, carla = [await sit_down(house, a_member(name)) for name in ("ada", "ben", "carla")]
    for text in ("1", "2", "3"):
        await ben.say("wave", {"topic": TABLE, "text": text})
    await carla.say("wave", {"topic": TABLE, "text": "c"})
    await house.pass_time(0.25)
    await breathe(ada)
    (frame,) = ada.of_type("waves")
    assert frame["data"]["waves"] == [
        {"by": "ben", "text": "3"},
        {"by": "carla", "text": "c"},
    ]
    await ben.say("wave", {"topic": TABLE, "text": "4"})
    await house.pass_time(0.25)
    await breathe(ada)
    assert ada.of_type("waves")[1]["data"]["waves"] == [{"by": "ben", "text": "4"}]


async def test_who_stays_and_answers_pings_is_there_for_hours(house: House) -> None:
    ada = await sit_down(house, a_member("ada"), pings=True)
    for _ in range(30):
        await house.pass_time(26)
        ada.connection.heard()
    assert len(await list_attendants(house.live, TABLE)) == 1
    assert ada.of_type("user_left") == []


async def test_who_stays_long_is_described_anew(house: House) -> None:
    ben = a_member("ben")
    at_ben = await sit_down(house, ben, pings=True)
    at_ben.connection.principal = msgspec.structs.replace(ben, username="benedict")
    for _ in range(60):
        await house.pass_time(26)
        at_ben.connection.heard()
    ada = await sit_down(house, a_member("ada"))
    await breathe(ada)
    assert seen(ada) == ["ada", "benedict"]


async def test_who_vanished_with_their_process_is_gone_in_five_minutes(
    two_houses: tuple[House, House],
) -> None:
    here, there = two_houses
    ada = await sit_down(here, a_member("ada"), pings=True)
    ben = a_member("ben")
    await sit_down(there, ben)
    await breathe(ada)
    assert names(ada.of_type("user_joined")) == ["ben"]
    # The process dies: nothing of it runs again, and nobody says goodbye for it.
    await there.realtime.stop()
    for _ in range(14):
        await here.pass_time(26)
        ada.connection.heard()
    await breathe(ada)
    assert [frame["data"]["user_id"] for frame in ada.of_type("user_left")] == [str(ben.user_id)]


async def test_a_withdrawn_right_ends_the_stay(house: House) -> None:
    ada, ben = await sit_down(house, a_member("ada")), a_member("ben")
    at_ben = await sit_down(house, ben)
    transaction = house.withdraw(Withdrawal(user_id=str(ben.user_id), topic=TABLE))
    await transaction.prepare()
    await transaction.committed()
    await breathe(ada, at_ben)
    assert len(ada.of_type("user_left")) == 1
    answer = await at_ben.ask("toast", {"topic": TABLE, "text": "Still here?"})
    assert answer["data"]["code"] == "NOT_FOUND"
