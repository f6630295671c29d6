"""Words on a canvas: who hears them, what may be said, and how much."""

import pytest

from canvas.steps import HOUSE, enter, make_canvas, open_window
from longhouse.app import Longhouse
from support.clocks import FakeClock
from support.people import People


async def test_words_appear_for_others_at_their_place(people: People, longhouse: Longhouse) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    at_ben, at_carla = await enter(longhouse, ben), await enter(longhouse, carla)
    reply = await at_ben.say("  Hello\n over there ", 12.5, -3.25, draft_id="d1")
    told = await at_carla.wait_for("chat")
    assert told == reply["data"]
    assert told["payload"] == "Hello over there"
    assert told["position"] == {"x": 12.5, "y": -3.25}
    assert (told["user_id"], told["username"]) == (str(ben.id), "ben")
    assert told["draft_id"] == "d1"
    assert at_ben.of_type("chat") == []


async def test_nobody_speaks_in_anothers_name(people: People, longhouse: Longhouse) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    at_ben = await enter(longhouse, ben)
    reply = await at_ben.say("I am Carla", user_id=str(carla.id))
    assert (reply["type"], reply["data"]["code"]) == ("error", "INVALID_FRAME")


@pytest.mark.parametrize(
    ("payload", "x", "code"),
    [
        ("   ", 0.0, "INVALID_MESSAGE"),
        ("\u200fשלום", 0.0, None),
        ("👩\u200d🌾", 0.0, None),
        ("\u202e\u200f\x07", 0.0, "INVALID_MESSAGE"),
        ("\u3164\u2800 \u200b", 0.0, "INVALID_MESSAGE"),
        ("\x07\u202e", 0.0, "INVALID_MESSAGE"),
        ("too far", 1e9, "INVALID_MESSAGE"),
        ("ö" * 1900, 0.0, None),
        ("ö" * 2100, 0.0, "MESSAGE_TOO_LARGE"),
    ],
)
async def test_what_may_be_said(
    people: People, longhouse: Longhouse, payload: str, x: float, code: str | None
) -> None:
    window = await enter(longhouse, await people.member("ben"))
    reply = await window.say(payload, x)
    assert reply["data"].get("code") == code


async def test_words_that_demean_reach_nobody_and_are_not_repeated(
    people: People, longhouse: Longhouse
) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    at_ben, at_carla = await enter(longhouse, ben), await enter(longhouse, carla)
    reply = await at_ben.say("Hope you d1e")
    assert (reply["type"], reply["data"]["code"]) == ("error", "UNWELCOME_WORDS")
    assert "d1e" not in reply["data"]["error"]
    place = {"x": 1.0, "y": 2.0}
    draft = {"topic": HOUSE, "draft_id": "d", "payload": "Hope you die", "position": place}
    await at_ben.tell("chat_update", draft)
    await at_ben.say("Hope you diet")
    assert (await at_carla.wait_for("chat"))["payload"] == "Hope you diet"
    # Its refusal of what only grew carries no number, and comes all the same.
    assert [one["code"] for one in at_ben.of_type("error")] == ["UNWELCOME_WORDS"] * 2
    answer = await ben.post("/canvases", {"name": "Hope you die"})
    assert (answer.status_code, list(answer.json()["details"]["fields"])) == (422, ["name"])
    attic = await make_canvas(ben, "Attic")
    assert (await ben.patch(f"/canvases/{attic}", {"name": "Hope you die"})).status_code == 422


async def test_a_hundred_words_in_a_minute_then_a_calm_refusal(
    people: People, longhouse: Longhouse, clock: FakeClock
) -> None:
    ben = await people.member("ben")
    first, second = await enter(longhouse, ben), await enter(longhouse, ben)
    for number in range(100):
        if number % 20 == 0:
            clock.advance(5)
        assert (await (first, second)[number % 2].say("x"))["type"] == "reply"
    clock.advance(5)
    refused = (await first.say("x"))["data"]
    assert refused["code"] == "RATE_LIMITED"
    assert refused["error"] == "That was a lot at once. Take a breath, then go on."
    assert refused["details"]["retry_after"] <= 60
    clock.advance(60)
    assert (await first.say("x"))["type"] == "reply"


async def test_growing_words_and_pointers_are_told_together(
    people: People, longhouse: Longhouse
) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    at_ben, at_carla = await enter(longhouse, ben), await enter(longhouse, carla)
    place = {"x": 1.0, "y": 2.0}
    for payload in ("H", "He", "Hel"):
        grown = {"topic": HOUSE, "draft_id": "d1", "payload": payload, "position": place}
        await at_ben.tell("chat_update", grown)
    await at_ben.tell("move", {"topic": HOUSE, "position": place})
    (update,) = (await at_carla.wait_for("chat_updates"))["chat_updates"]
    assert (update["payload"], update["draft_id"]) == ("Hel", "d1")
    (move,) = (await at_carla.wait_for("moves"))["moves"]
    assert move == {"user_id": str(ben.id), "position": place}
    gone = {"topic": HOUSE, "draft_id": "d1", "payload": "", "position": place}
    await at_ben.tell("chat_update", gone)
    assert (await at_carla.wait_for("chat_updates", 2))["chat_updates"][0]["payload"] == ""


async def test_words_stay_on_their_canvas(people: People, longhouse: Longhouse) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    garden = f"canvas:{await make_canvas(ben, 'Garden')}"
    at_ben, at_carla = await enter(longhouse, ben, garden), await enter(longhouse, carla)
    await at_ben.say("Only here", topic=garden)
    assert (await at_ben.say("Not there"))["data"]["code"] == "NOT_FOUND"
    at_other = await enter(longhouse, carla, garden)
    await at_ben.say("And now", topic=garden)
    assert (await at_other.wait_for("chat"))["payload"] == "And now"
    assert at_carla.of_type("chat") == []


async def test_a_block_silences_both_at_once(people: People, longhouse: Longhouse) -> None:
    ben, carla, dora = [await people.member(name) for name in ("ben", "carla", "dora")]
    at_ben, at_carla, at_dora = [await enter(longhouse, one) for one in (ben, carla, dora)]
    await carla.post(f"/users/{ben.id}/block")
    assert await at_carla.wait_for("user_left") == {"user_id": str(ben.id)}
    assert await at_ben.wait_for("user_left") == {"user_id": str(carla.id)}
    await at_ben.say("Carla?")
    await at_carla.say("Dora!")
    assert (await at_dora.wait_for("chat", 2))["payload"] == "Dora!"
    assert at_carla.of_type("chat") == at_ben.of_type("chat") == []
    again = await enter(longhouse, ben)
    assert {one["username"] for one in (await again.wait_for("user_sync"))["users"]} == {
        "ben",
        "dora",
    }


async def test_a_mute_silences_one_way_and_leaves_no_trace(
    people: People, longhouse: Longhouse
) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    at_ben, at_carla = await enter(longhouse, ben), await enter(longhouse, carla)
    await carla.post(f"/users/{ben.id}/mute")
    await at_carla.wait_for("user_left")
    await at_ben.say("Carla?")
    await at_carla.say("Lovely day")
    assert (await at_ben.wait_for("chat"))["payload"] == "Lovely day"
    assert at_carla.of_type("chat") == []
    assert at_ben.of_type("user_left") == []


async def test_who_signs_out_speaks_no_more(people: People, longhouse: Longhouse) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    at_ben, at_carla = await enter(longhouse, ben), await enter(longhouse, carla)
    await ben.post("/auth/logout")
    assert await at_carla.wait_for("user_left") == {"user_id": str(ben.id)}
    assert at_ben.connection.closed


async def test_what_was_said_is_told_to_nobody_who_comes_later(
    people: People, longhouse: Longhouse
) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    await (await enter(longhouse, ben)).say("Gone in a moment")
    at_carla = await open_window(longhouse, carla)
    reply = await at_carla.ask("subscribe", {"topics": {HOUSE: {"epoch": "x", "offset": 0}}})
    assert reply["data"][HOUSE]["offset"] == 0
    await at_carla.wait_for("user_sync")
    assert at_carla.of_type("chat") == []


async def test_what_is_said_is_counted_and_timed(people: People, longhouse: Longhouse) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    registry = longhouse.telemetry.metrics.registry

    def counted(name: str, **labels: str) -> float:
        return registry.get_sample_value(name, labels) or 0.0

    pod = next(
        sample.labels["pod"]
        for family in registry.collect()
        for sample in family.samples
        if sample.name == "websocket_connections_active"
    )
    at_ben, at_carla = await enter(longhouse, ben), await enter(longhouse, carla)
    await at_ben.wait_for("user_joined")
    assert counted("websocket_connections_active", pod=pod) == 2
    said = counted("messages_published_total", channel="canvas")
    told = counted("message_broadcast_latency_seconds_count")
    for number in range(3):
        await at_ben.say(f"word {number}")
    await at_carla.wait_for("chat", 3)
    assert counted("messages_published_total", channel="canvas") == said + 3
    assert counted("message_broadcast_latency_seconds_count") == told + 3
    assert counted("message_broadcast_latency_seconds_bucket", le="5.0") >= told + 3
    at_carla.leave()
    assert counted("websocket_connections_active", pod=pod) == 1
