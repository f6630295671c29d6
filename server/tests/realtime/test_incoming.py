"""What comes in from a peer: frames, nonsense, floods."""

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from longhouse.realtime.protocol import ClientFrame, Frames
from realtime.house import House, Members, a_member

KITCHEN = "room:kitchen"


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


async def test_every_message_of_a_client_is_a_span_of_its_own(
    house: House, members: Members
) -> None:
    ada = a_member("ada")
    members.let(ada, KITCHEN)
    client = await house.connect(ada)
    await client.subscribe(KITCHEN)
    await client.ask("ping")
    assert house.tracer.spans == [
        ("socket subscribe", str(ada.user_id)),
        ("socket ping", str(ada.user_id)),
    ]
