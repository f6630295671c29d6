"""What goes out and what comes in: joining, slow readers, floods, pings, the end."""

import asyncio

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from longhouse.kernel.adapters.live_memory import MemoryLive
from longhouse.realtime.protocol import ClientFrame, Frames
from longhouse.realtime.settings import RealtimeSettings
from realtime.house import House, Members, a_member, still_waiting
from support.clocks import FakeTimers

KITCHEN = "room:kitchen"


async def test_the_first_event_goes_at_once_and_the_next_ones_travel_together(
    house: House, members: Members
) -> None:
    ada = a_member("ada")
    members.let(ada, KITCHEN)
    client = await house.connect(ada)
    await client.subscribe(KITCHEN)
    before = len(client.sink.messages)
    await house.publish(KITCHEN, "soup")
    assert len(client.sink.messages) == before + 1
    await house.publish(KITCHEN, "bread")
    await house.publish(KITCHEN, "cheese")
    assert len(client.sink.messages) == before + 1
    house.timers.advance(0.02)
    assert len(client.sink.messages) == before + 2
    assert client.texts() == ["soup", "bread", "cheese"]


async def test_a_burst_does_not_cut_off_a_reader_that_keeps_up(
    house: House, members: Members
) -> None:
    ada = a_member("ada")
    members.let(ada, KITCHEN)
    client = await house.connect(ada)
    await client.subscribe(KITCHEN)
    for _ in range(40):
        await house.publish(KITCHEN, "x" * 10_000)
    client.catch_breath()
    assert client.sink.closed is None
    assert len(client.texts()) == 40


async def test_what_comes_while_a_write_is_under_way_travels_together(
    house: House, members: Members
) -> None:
    ada = a_member("ada")
    members.let(ada, KITCHEN)
    client = await house.connect(ada)
    await client.subscribe(KITCHEN)
    client.sink.slow = True
    for number in range(5):
        await house.publish(KITCHEN, str(number))
        house.timers.advance(1)
    assert client.texts() == ["0"]
    before = len(client.sink.messages)
    client.connection.writable()
    assert client.texts() == ["0", "1", "2", "3", "4"]
    assert len(client.sink.messages) == before + 1


async def test_a_slow_reader_is_cut_off_and_costs_the_others_nothing(
    house: House, members: Members
) -> None:
    ada, ben = a_member("ada"), a_member("ben")
    members.let(ada, KITCHEN)
    members.let(ben, KITCHEN)
    slow, quick = await house.connect(ada), await house.connect(ben)
    for client in (slow, quick):
        await client.subscribe(KITCHEN)
    slow.sink.slow = True
    for _ in range(16):
        await house.publish(KITCHEN, "x" * 20_000)
        house.timers.advance(1)
    assert slow.sink.closed == (4408, "This connection could not keep up.")
    assert len(slow.texts()) == 1
    assert len(quick.texts()) == 16
    assert quick.sink.closed is None


async def test_many_small_frames_are_bounded_too(timers: FakeTimers, members: Members) -> None:
    house = House(MemoryLive(timers), timers, members, RealtimeSettings(queue_frames=100))
    await house.start()
    ada = a_member("ada")
    members.let(ada, KITCHEN)
    client = await house.connect(ada)
    await client.subscribe(KITCHEN)
    client.sink.slow = True
    for number in range(102):
        assert client.sink.closed is None, number
        await house.publish(KITCHEN, "x")
    assert client.sink.closed is not None
    assert client.sink.closed[0] == 4408


async def test_a_slow_reader_that_comes_back_misses_nothing(house: House, members: Members) -> None:
    ada = a_member("ada")
    members.let(ada, KITCHEN)
    client = await house.connect(ada)
    here = await client.subscribe(KITCHEN)
    client.sink.slow = True
    for number in range(14):
        await house.publish(KITCHEN, f"{number} " + "x" * 8_000)
        house.timers.advance(1)
    client.connection.close(4408, "slow")  # pyright: ignore[reportArgumentType] -- the same number
    again = await house.connect(ada)
    got = client.events()[-1]["offset"]
    answer = await again.subscribe(KITCHEN, since=here | {"offset": got})
    assert answer["recovered"]
    assert [e["offset"] for e in client.events() + again.events()] == list(range(1, 15))


# What comes in


async def test_several_frames_may_come_in_one_message(house: House) -> None:
    client = await house.connect(a_member("ada"))
    await client.connection.receive('{"type":"ping","id":1}\n\n{"type":"ping","id":2,"data":{}}\n')
    client.catch_breath()
    assert [(f["id"], f["data"]) for f in client.of_type("reply")] == [(1, {}), (2, {})]


async def test_nonsense_is_answered_and_the_connection_goes_on(house: House) -> None:
    client = await house.connect(a_member("ada"))
    for line, code, frame_id in [
        ("nonsense", "INVALID_FRAME", None),
        ("[]", "INVALID_FRAME", None),
        ('{"id":1}', "INVALID_FRAME", None),
        ('{"type":"dance","id":2}', "UNKNOWN_TYPE", 2),
        ('{"type":"subscribe","id":3}', "INVALID_FRAME", 3),
        ('{"type":"subscribe","id":4,"data":{"topics":{}}}', "INVALID_FRAME", 4),
        ('{"type":"subscribe","id":5,"data":{"topics":{"no colon":null}}}', "INVALID_FRAME", 5),
        ('{"type":"ping","id":6,"more":1}', "INVALID_FRAME", 6),
        ('{"type":"ping","id":-1}', "INVALID_FRAME", None),
        ('{"type":"authenticate","id":7,"data":{"ticket":"x"}}', "UNKNOWN_TYPE", 7),
        ('{"type":"typing","id":8,"data":{"topic":"room:kitchen"}}', "NOT_FOUND", 8),
        ("[" * 60_000, "INVALID_FRAME", None),
    ]:
        await client.connection.receive(line)
        client.catch_breath()
        answer = client.frames[-1]
        assert (answer["type"], answer["data"]["code"], answer["id"]) == ("error", code, frame_id)
        assert answer["data"]["error"].endswith(".")
    assert client.sink.closed is None


async def test_a_message_that_is_too_large_ends_the_connection(house: House) -> None:
    client = await house.connect(a_member("ada"))
    await client.connection.receive("x" * 65_537)
    assert client.frames[-1]["data"]["code"] == "MESSAGE_TOO_LARGE"
    assert client.sink.closed is not None
    assert client.sink.closed[0] == 1009


async def test_binary_messages_are_not_taken(house: House) -> None:
    client = await house.connect(a_member("ada"))
    client.connection.reject_binary()
    assert client.sink.closed is not None
    assert client.sink.closed[0] == 1003


async def test_a_flood_is_refused_then_cut_off(house: House) -> None:
    client = await house.connect(a_member("ada"))
    for _ in range(60):
        await client.say("ping")
    assert client.of_type("error") == []
    await client.say("ping")
    client.catch_breath()
    assert client.frames[-1]["data"]["code"] == "RATE_LIMITED"
    for _ in range(120):
        await client.say("ping")
    assert client.sink.closed is not None
    assert client.sink.closed[0] == 4429


async def test_an_allowance_comes_back_with_time(house: House) -> None:
    client = await house.connect(a_member("ada"))
    for _ in range(70):
        await client.say("ping")
    house.timers.advance(5)
    before = len(client.of_type("error"))
    for _ in range(60):
        await client.say("ping")
    client.catch_breath()
    assert len(client.of_type("error")) == before


async def test_ten_thousand_subscriptions_in_one_message_do_not_get_far(house: House) -> None:
    client = await house.connect(a_member("ada"))
    frame = '{"type":"subscribe","data":{"topics":{"room:x":null}}}'
    for _ in range(10):
        await client.connection.receive("\n".join([frame] * 1_000))
    assert client.sink.closed is not None
    assert client.sink.closed[0] == 4429
    assert house.hub.listeners("room:x") == []


def _asking(topic: str, place: object, kind: str) -> str:
    frame = {"type": kind, "id": 1, "data": {"topics": {topic: place}}}
    return msgspec.json.encode(frame).decode()


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    line=st.one_of(
        st.text(max_size=200),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(
                    st.sampled_from(
                        ["type", "id", "data", "topics", "topic", "epoch", "offset", "x"]
                    ),
                    inner | st.sampled_from(["subscribe", "typing", "ping", "room:kitchen"]),
                    max_size=4,
                )
            ),
            max_leaves=12,
        ).map(lambda value: msgspec.json.encode(value).decode()),
        st.builds(
            _asking,
            st.text(max_size=20) | st.sampled_from(["room:kitchen", "room:\n", "user:\u0000"]),
            st.none()
            | st.fixed_dictionaries({"epoch": st.text(max_size=5), "offset": st.integers()}),
            st.sampled_from(["subscribe", "unsubscribe"]),
        ),
    )
)
async def test_whatever_a_client_sends_it_gets_an_answer_or_a_close(
    house: House, members: Members, line: str
) -> None:
    ada = a_member("ada")
    members.let(ada, KITCHEN)
    client = await house.connect(ada)
    before = len(client.frames)
    await client.connection.receive(line)
    client.catch_breath()
    frames = client.frames[before:]
    assert all(frame["type"] in ("reply", "error") for frame in frames)
    assert frames or not any(part.strip() for part in line.split("\n"))
    client.leave()


class Wave(ClientFrame, frozen=True, tag="wave"):
    data: dict[str, int]


async def test_a_feature_may_add_a_frame_of_its_own(house: House) -> None:
    waved: list[dict[str, int]] = []

    async def wave(_connection: object, frame: Wave) -> None:
        waved.append(frame.data)

    house.realtime.frames.register(Wave, wave)
    client = await house.connect(a_member("ada"))
    await client.say("wave", {"hands": 2})
    await client.say("wave", {"hands": "two"})
    client.catch_breath()
    assert waved == [{"hands": 2}]
    assert client.frames[-1]["data"]["code"] == "INVALID_FRAME"


async def test_a_handler_that_fails_costs_one_answer(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    async def wave(_connection: object, frame: Wave) -> None:
        raise ZeroDivisionError("secret detail")

    house.realtime.frames.register(Wave, wave)
    client = await house.connect(a_member("ada"))
    answer = await client.ask("wave", {})
    assert answer["data"]["code"] == "INTERNAL_ERROR"
    assert "secret" not in answer["data"]["error"]
    assert "ZeroDivisionError" in caplog.text
    assert (await client.ask("ping"))["type"] == "reply"


def test_a_type_of_frame_is_registered_once() -> None:
    async def wave(_connection: object, frame: Wave) -> None: ...

    frames = Frames()
    frames.register(Wave, wave)
    with pytest.raises(ValueError, match="wave"):
        frames.register(Wave, wave)


# Pings and the end


async def test_a_peer_is_pinged_and_reaped_after_two_missed_pings(house: House) -> None:
    dead = await house.connect(a_member("ada"), pings=True)
    alive = await house.connect(a_member("ben"), pings=True)
    for _ in range(4):
        await house.pass_time(26)
        alive.connection.heard()
    assert dead.sink.pings == 2
    assert dead.sink.closed == (4408, "Nothing was heard from you.")
    assert alive.sink.pings == 4
    assert alive.sink.closed is None


async def test_a_frame_is_a_sign_of_life(house: House) -> None:
    client = await house.connect(a_member("ada"), pings=True)
    for _ in range(6):
        await house.pass_time(26)
        await client.say("ping")
    assert client.sink.closed is None


async def test_a_peer_that_takes_nothing_for_two_pings_is_let_go(
    house: House, members: Members
) -> None:
    ada = a_member("ada")
    members.let(ada, KITCHEN)
    client = await house.connect(ada)
    await client.subscribe(KITCHEN)
    client.sink.slow = True
    await house.publish(KITCHEN, "soup")
    await house.pass_time(80)
    assert client.sink.closed == (4408, "Nothing was heard from you.")


async def test_no_timer_is_left_when_everyone_has_gone(house: House) -> None:
    client = await house.connect(a_member("ada"))
    client.leave()
    await house.pass_time(60)
    assert house.timers.waiting == 0


async def test_at_the_end_everyone_is_told_to_come_back(house: House, members: Members) -> None:
    ada = a_member("ada")
    members.let(ada, KITCHEN)
    client = await house.connect(ada)
    await client.subscribe(KITCHEN)
    await house.publish(KITCHEN, "soup")
    await house.publish(KITCHEN, "bread")
    stopping = asyncio.create_task(house.realtime.shutdown())
    assert await still_waiting(stopping)
    assert client.sink.closed == (1001, "Server shutting down")
    assert client.texts() == ["soup", "bread"]
    client.leave()
    await stopping


async def test_who_does_not_leave_does_not_keep_the_house_from_stopping(house: House) -> None:
    await house.connect(a_member("ada"))
    stopping = asyncio.create_task(house.realtime.shutdown())
    await house.pass_time(4.9)
    assert not stopping.done()
    await house.pass_time(0.2)
    await stopping
