"""What every implementation of the live port promises of its topics."""

import asyncio
from uuid import UUID

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from longhouse.kernel.ids import new_id
from longhouse.kernel.live import BEGINNING, Delivery, Live, Message, Moved, Position
from ports.conftest import LiveKind
from support.clocks import FakeClock
from support.waiting import until

KITCHEN = "room:kitchen"


def said(text: str, event_id: UUID | None = None) -> Message:
    return Message(
        event_id=event_id or new_id(),
        type="new_message",
        data=msgspec.Raw(msgspec.json.encode({"text": text})),
        timestamp=FakeClock().now(),
    )


def texts(deliveries: list[Delivery] | None) -> list[str] | None:
    if deliveries is None:
        return None
    return [msgspec.json.decode(delivery.message.data)["text"] for delivery in deliveries]


def offsets(deliveries: list[Delivery]) -> list[int]:
    return [delivery.position.offset for delivery in deliveries]


# Topics


async def test_a_listener_hears_what_is_published_after_its_position(live: Live) -> None:
    await live.publish(KITCHEN, said("before"))
    heard: list[Delivery] = []
    position = await live.listen(KITCHEN, heard.append)
    await live.publish(KITCHEN, said("soup"))
    await live.publish(KITCHEN, said("bread"))
    await until(lambda: len(heard) == 2)
    assert texts(heard) == ["soup", "bread"]
    assert offsets(heard) == [position.offset + 1, position.offset + 2]
    assert {delivery.position.epoch for delivery in heard} == {position.epoch}


async def test_a_delivery_is_what_was_published(live: Live) -> None:
    heard: list[Delivery] = []
    await live.listen(KITCHEN, heard.append)
    message = said("Grüße 🥕\u2028")
    position = await live.publish(KITCHEN, message)
    await until(lambda: heard)
    assert heard == [Delivery(KITCHEN, position, message)]
    assert await live.replay(KITCHEN, Position(position.epoch, 0)) == heard


async def test_each_of_two_listeners_hears_everything_once(live: Live) -> None:
    ada: list[Delivery] = []
    ben: list[Delivery] = []
    await live.listen(KITCHEN, ada.append)
    await live.listen(KITCHEN, ben.append)
    await live.publish(KITCHEN, said("soup"))
    await until(lambda: ada and ben)
    assert texts(ada) == texts(ben) == ["soup"]


async def test_topics_do_not_hear_each_other(live: Live) -> None:
    kitchen: list[Delivery] = []
    garden: list[Delivery] = []
    await live.listen(KITCHEN, kitchen.append)
    await live.listen("room:garden", garden.append)
    await live.publish("room:garden", said("carrots"))
    await live.publish(KITCHEN, said("soup"))
    await until(lambda: kitchen and garden)
    assert (texts(kitchen), texts(garden)) == (["soup"], ["carrots"])


async def test_who_stopped_listening_hears_nothing_more(live: Live) -> None:
    gone: list[Delivery] = []
    stays: list[Delivery] = []
    await live.listen(KITCHEN, gone.append)
    await live.listen(KITCHEN, stays.append)
    await live.unlisten(KITCHEN, gone.append)
    await live.publish(KITCHEN, said("soup"))
    await until(lambda: stays)
    assert gone == []


async def test_who_listens_again_hears_again(live: Live) -> None:
    heard: list[Delivery] = []
    for _ in range(5):
        await live.listen(KITCHEN, heard.append)
        await live.unlisten(KITCHEN, heard.append)
    await live.listen(KITCHEN, heard.append)
    await live.publish(KITCHEN, said("soup"))
    await until(lambda: heard)
    assert texts(heard) == ["soup"]


async def test_a_listener_that_fails_costs_the_others_nothing(live: Live) -> None:
    def fail(_: Delivery) -> None:
        raise ValueError("broken")

    heard: list[Delivery] = []
    await live.listen(KITCHEN, fail)
    await live.listen(KITCHEN, heard.append)
    await live.publish(KITCHEN, said("soup"))
    await live.publish(KITCHEN, said("bread"))
    await until(lambda: len(heard) == 2)


async def test_offsets_are_dense_when_many_publish_at_once(live: Live) -> None:
    positions = await asyncio.gather(*(live.publish(KITCHEN, said(str(n))) for n in range(50)))
    assert sorted(position.offset for position in positions) == list(range(1, 51))


async def test_the_same_event_keeps_its_first_offset_and_is_told_once(live: Live) -> None:
    heard: list[Delivery] = []
    await live.listen(KITCHEN, heard.append)
    event_id = new_id()
    first = await live.publish(KITCHEN, said("soup", event_id))
    await live.publish(KITCHEN, said("bread"))
    assert await live.publish(KITCHEN, said("soup", event_id)) == first
    await live.publish(KITCHEN, said("end"))
    await until(lambda: len(heard) == 3)
    assert texts(heard) == ["soup", "bread", "end"]


async def test_an_event_is_known_again_when_many_others_have_been_told_since(live: Live) -> None:
    event_id = new_id()
    first = await live.publish(KITCHEN, said("soup", event_id))
    for number in range(300):
        await live.publish(KITCHEN, said(str(number)))
    assert await live.publish(KITCHEN, said("soup", event_id)) == first
    assert (await live.position(KITCHEN)).offset == 301


async def test_what_was_read_before_others_told_something_is_not_told_after_it(live: Live) -> None:
    heard: list[Delivery] = []
    await live.listen(KITCHEN, heard.append)
    first = await live.publish(KITCHEN, said("two plates"), after=BEGINNING)
    for seen_before in (BEGINNING, Position("another life", first.offset)):
        with pytest.raises(Moved) as moved:
            await live.publish(KITCHEN, said("one plate"), after=seen_before)
        assert moved.value.position == first
    again = new_id()
    second = await live.publish(KITCHEN, said("three plates", again), after=first)
    assert second.offset == first.offset + 1
    assert await live.publish(KITCHEN, said("three plates", again), after=first) == second
    await live.publish(KITCHEN, said("end"))
    await until(lambda: len(heard) == 3)
    assert texts(heard) == ["two plates", "three plates", "end"]


async def test_the_same_event_may_be_told_on_two_topics(live: Live) -> None:
    event_id = new_id()
    await live.publish(KITCHEN, said("soup", event_id))
    await live.publish("room:garden", said("soup", event_id))
    assert (await live.position("room:garden")).offset == 1


# Replay


async def test_a_replay_is_exactly_what_came_after(live: Live) -> None:
    start = await live.position(KITCHEN)
    for text in ("soup", "bread", "cheese"):
        await live.publish(KITCHEN, said(text))
    after_soup = Position(start.epoch, start.offset + 1)
    assert texts(await live.replay(KITCHEN, start)) == ["soup", "bread", "cheese"]
    assert texts(await live.replay(KITCHEN, after_soup)) == ["bread", "cheese"]
    assert await live.replay(KITCHEN, await live.position(KITCHEN)) == []


async def test_what_left_the_window_is_said_to_be_gone(kind: LiveKind) -> None:
    live = await kind.start(window_messages=3)
    start = await live.position(KITCHEN)
    for number in range(4):
        await live.publish(KITCHEN, said(str(number)))
    assert await live.replay(KITCHEN, start) is None
    assert texts(await live.replay(KITCHEN, Position(start.epoch, 1))) == ["1", "2", "3"]


async def test_what_is_older_than_the_window_is_said_to_be_gone(kind: LiveKind) -> None:
    live = await kind.start(window_seconds=1.2)
    start = await live.position(KITCHEN)
    await live.publish(KITCHEN, said("old"))
    await kind.pass_time(0.6)
    await live.publish(KITCHEN, said("new"))
    assert texts(await live.replay(KITCHEN, start)) == ["old", "new"]
    await kind.pass_time(0.7)
    assert await live.replay(KITCHEN, start) is None
    assert texts(await live.replay(KITCHEN, Position(start.epoch, 1))) == ["new"]


async def test_a_position_of_another_epoch_is_not_replayed(live: Live) -> None:
    await live.publish(KITCHEN, said("soup"))
    assert await live.replay(KITCHEN, Position("another", 0)) is None


async def test_a_position_in_the_future_is_not_replayed(live: Live) -> None:
    position = await live.publish(KITCHEN, said("soup"))
    ahead = Position(position.epoch, position.offset + 1)
    assert await live.replay(KITCHEN, ahead) is None


async def test_a_topic_that_was_forgotten_comes_back_in_another_epoch(kind: LiveKind) -> None:
    live = await kind.start(window_seconds=0.2)
    before = await live.publish(KITCHEN, said("soup"))
    await kind.pass_time(0.5)
    # A sweep of the port in memory happens at most every few seconds.
    if live.name == "memory":
        await kind.pass_time(10)
    after = await live.publish(KITCHEN, said("bread"))
    assert after.epoch != before.epoch
    assert await live.replay(KITCHEN, before) is None


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    schedule=st.lists(
        st.tuples(st.sampled_from(["publish", "repeat", "listen", "unlisten"]), st.integers(0, 3)),
        max_size=40,
    )
)
async def test_in_any_history_listener_and_replay_agree(
    kind: LiveKind, schedule: list[tuple[str, int]]
) -> None:
    live = await kind.start()
    topic = f"room:{new_id()}"
    published: list[UUID] = []
    start = await live.position(topic)
    heard: dict[int, tuple[Position, list[Delivery]]] = {}
    for step, who in schedule:
        match step:
            case "publish":
                published.append(new_id())
                await live.publish(topic, said("x", published[-1]))
            case "repeat" if published:
                again = published[who % len(published)]
                assert (await live.publish(topic, said("x", again))).offset == (
                    published.index(again) + 1
                )
            case "listen" if who not in heard:
                ear: list[Delivery] = []
                heard[who] = (await live.listen(topic, ear.append), ear)
            case "unlisten" if who in heard:
                await live.unlisten(topic, heard.pop(who)[1].append)
            case _:
                pass
    everything = await live.replay(topic, start)
    assert everything is not None
    assert [delivery.message.event_id for delivery in everything] == published
    for position, ear in heard.values():
        missed = await live.replay(topic, position)
        await until(lambda ear=ear, missed=missed: ear == missed)
