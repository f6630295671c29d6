"""Subscribing, hearing, and coming back."""

import msgspec
import pytest

from longhouse.kernel.ids import new_id
from longhouse.kernel.live import Delivery, Message
from longhouse.realtime.settings import RealtimeSettings
from realtime.house import House, Members, a_member

KITCHEN, GARDEN = "room:kitchen", "room:garden"


async def test_a_member_is_greeted_and_hears_what_is_published(
    house: House, members: Members
) -> None:
    ada = a_member("ada")
    members.let(ada, KITCHEN)
    client = await house.connect(ada)
    position = await client.subscribe(KITCHEN)
    await house.publish(KITCHEN, "soup")
    hello, _, event = client.frames
    assert hello["type"] == "hello"
    assert hello["data"]["heartbeat_seconds"] == 25
    assert hello["data"]["server_time"].endswith("Z")
    assert position == {"epoch": position["epoch"], "offset": 0}
    assert event.items() >= {"type": "new_message", "topic": KITCHEN, "offset": 1}.items()
    assert event["data"] == {"text": "soup"}
    assert set(event) == {"type", "topic", "offset", "event_id", "data", "timestamp"}


async def test_who_may_not_listen_hears_nothing_and_is_told_the_same_as_for_nothing(
    house: House,
) -> None:
    client = await house.connect(a_member("ben"))
    refused = await client.ask("subscribe", {"topics": {KITCHEN: None}})
    unknown = await client.ask("subscribe", {"topics": {"nothing:here": None}})
    await house.publish(KITCHEN, "soup")
    client.catch_breath()
    assert refused["type"] == unknown["type"] == "error"
    assert refused["data"] == unknown["data"]
    assert refused["data"]["code"] == "NOT_FOUND"
    assert client.events() == []


async def test_one_refused_topic_does_not_cost_the_others(house: House, members: Members) -> None:
    ada = a_member("ada")
    members.let(ada, KITCHEN)
    client = await house.connect(ada)
    answer = await client.subscribe(KITCHEN, GARDEN)
    await house.publish(GARDEN, "carrots")
    await house.publish(KITCHEN, "soup")
    client.catch_breath()
    assert answer[KITCHEN]["offset"] == 0
    assert answer[GARDEN]["code"] == "NOT_FOUND"
    assert client.texts() == ["soup"]


async def test_who_comes_back_gets_exactly_what_they_missed_before_the_reply(
    house: House, members: Members
) -> None:
    ada = a_member("ada")
    members.let(ada, KITCHEN)
    first = await house.connect(ada)
    await first.subscribe(KITCHEN)
    await house.publish(KITCHEN, "soup")
    first.leave()
    await house.publish(KITCHEN, "bread")
    await house.publish(KITCHEN, "cheese")
    second = await house.connect(ada)
    epoch = (await house.live.position(KITCHEN)).epoch
    answer = await second.subscribe(KITCHEN, since={"epoch": epoch, "offset": 1})
    await house.publish(KITCHEN, "wine")
    second.catch_breath()
    assert answer == {"epoch": epoch, "offset": 3, "recovered": True}
    assert [frame["type"] for frame in second.frames] == [
        "hello", "new_message", "new_message", "reply", "new_message",
    ]  # fmt: skip
    assert second.texts() == ["bread", "cheese", "wine"]


async def test_who_missed_nothing_is_told_so(house: House, members: Members) -> None:
    ada = a_member("ada")
    members.let(ada, KITCHEN)
    client = await house.connect(ada)
    here = await client.subscribe(KITCHEN)
    client.leave()
    again = await house.connect(ada)
    assert await again.subscribe(KITCHEN, since=here) == here | {"recovered": True}


async def test_who_was_away_too_long_is_told_to_fetch_anew(house: House, members: Members) -> None:
    ada = a_member("ada")
    members.let(ada, KITCHEN)
    start = await house.live.position(KITCHEN)
    for number in range(257):
        await house.publish(KITCHEN, str(number))
    client = await house.connect(ada)
    answer = await client.subscribe(KITCHEN, since={"epoch": start.epoch, "offset": 0})
    assert answer == {"epoch": start.epoch, "offset": 257, "recovered": False}
    assert client.events() == []


async def test_a_position_from_another_epoch_is_not_recovered(
    house: House, members: Members
) -> None:
    ada = a_member("ada")
    members.let(ada, KITCHEN)
    await house.publish(KITCHEN, "soup")
    client = await house.connect(ada)
    answer = await client.subscribe(KITCHEN, since={"epoch": "another", "offset": 0})
    assert (answer["offset"], answer["recovered"]) == (1, False)
    assert client.events() == []


async def test_more_than_fits_the_queue_is_not_replayed(house: House, members: Members) -> None:
    ada = a_member("ada")
    members.let(ada, KITCHEN, GARDEN)
    start = {topic: await house.live.position(topic) for topic in (KITCHEN, GARDEN)}
    for _ in range(4):
        await house.publish(KITCHEN, "x" * 20_000)
        await house.publish(GARDEN, "x" * 20_000)
    client = await house.connect(ada)
    places = {topic: {"epoch": p.epoch, "offset": p.offset} for topic, p in start.items()}
    answer = (await client.ask("subscribe", {"topics": places}))["data"]
    assert (answer[KITCHEN]["recovered"], answer[GARDEN]["recovered"]) == (True, False)
    assert client.sink.closed is None
    assert RealtimeSettings().queue_bytes // 2 < 8 * 20_000


async def test_a_topic_that_is_left_is_not_heard_and_can_be_resumed(
    house: House, members: Members
) -> None:
    ada = a_member("ada")
    members.let(ada, KITCHEN)
    client = await house.connect(ada)
    here = await client.subscribe(KITCHEN)
    assert (await client.ask("unsubscribe", {"topics": [KITCHEN, "room:never"]}))["data"] == {}
    await house.publish(KITCHEN, "soup")
    client.catch_breath()
    assert client.events() == []
    await client.subscribe(KITCHEN, since=here)
    assert client.texts() == ["soup"]


async def test_asking_again_for_a_topic_repeats_nothing(house: House, members: Members) -> None:
    ada = a_member("ada")
    members.let(ada, KITCHEN)
    client = await house.connect(ada)
    here = await client.subscribe(KITCHEN)
    await house.publish(KITCHEN, "soup")
    assert await client.subscribe(KITCHEN, since=here) == here | {"offset": 1, "recovered": True}
    earlier = {"epoch": here["epoch"], "offset": 7}
    assert (await client.subscribe(KITCHEN, since=earlier))["recovered"] is False
    assert client.texts() == ["soup"]


async def test_two_connections_of_one_member_both_hear(house: House, members: Members) -> None:
    ada = a_member("ada")
    members.let(ada, KITCHEN)
    phone, laptop = await house.connect(ada), await house.connect(ada)
    await phone.subscribe(KITCHEN)
    await laptop.subscribe(KITCHEN)
    await house.publish(KITCHEN, "soup")
    assert phone.texts() == laptop.texts() == ["soup"]


async def test_an_event_that_is_published_twice_is_heard_once(
    house: House, members: Members
) -> None:
    ada = a_member("ada")
    members.let(ada, KITCHEN)
    client = await house.connect(ada)
    await client.subscribe(KITCHEN)
    event_id = ada.user_id
    for text in ("soup", "soup"):
        await house.publish(KITCHEN, text, event_id)
    client.catch_breath()
    assert client.texts() == ["soup"]


async def test_more_topics_than_allowed_are_refused_together(
    house: House, members: Members
) -> None:
    ada = a_member("ada")
    rooms = [f"room:{number}" for number in range(201)]
    members.let(ada, *rooms)
    client = await house.connect(ada)
    refused = await client.ask("subscribe", {"topics": dict.fromkeys(rooms)})
    assert refused["data"]["code"] == "TOO_MANY_TOPICS"
    assert len(await client.subscribe(*rooms[:200])) == 200
    one_more = await client.ask("subscribe", {"topics": {rooms[200]: None}})
    assert one_more["data"]["code"] == "TOO_MANY_TOPICS"


async def test_data_with_newlines_stays_one_frame(house: House, members: Members) -> None:
    ada = a_member("ada")
    members.let(ada, KITCHEN)
    client = await house.connect(ada)
    await client.subscribe(KITCHEN)
    await house.live.publish(
        KITCHEN,
        Message(
            event_id=new_id(),
            type="x",
            data=msgspec.Raw(b'{\n "text": "a\\nb"\n}'),
            timestamp=house.timers.now(),
        ),
    )
    assert client.texts() == ["a\nb"]


async def test_the_topic_is_no_longer_listened_to_when_nobody_is_left(
    house: House, members: Members, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = a_member("ada")
    members.let(ada, KITCHEN)
    client = await house.connect(ada)
    await client.subscribe(KITCHEN)
    client.leave()
    await house.pass_time(0)
    assert house.hub.listeners(KITCHEN) == []
    assert len(house.hub) == 0
    assert house.hub._fanouts == {}  # pyright: ignore[reportPrivateUsage] -- that nothing is kept
    unheard: list[Delivery] = []
    monkeypatch.setattr("longhouse.realtime.fanout.event_frame", unheard.append)
    await house.publish(KITCHEN, "soup")
    assert unheard == []
