"""What every implementation of the live port promises beside its topics."""

import asyncio

import msgspec

from longhouse.kernel.ids import new_id
from longhouse.kernel.live import Live, Message
from ports.conftest import LiveKind
from support.clocks import FakeClock
from support.waiting import until

KITCHEN = "room:kitchen"


def said(text: str) -> Message:
    return Message(
        event_id=new_id(),
        type="new_message",
        data=msgspec.Raw(msgspec.json.encode({"text": text})),
        timestamp=FakeClock().now(),
    )


# Signals


async def test_a_signal_reaches_all_who_hear_and_nobody_else(live: Live) -> None:
    ada: list[bytes] = []
    ben: list[bytes] = []
    gone: list[bytes] = []
    await live.hear("withdrawals", ada.append)
    await live.hear("withdrawals", ben.append)
    await live.hear("withdrawals", gone.append)
    await live.hear("typing", gone.append)
    await live.unhear("withdrawals", gone.append)
    await live.signal("withdrawals", b"now")
    await until(lambda: ada and ben)
    assert (ada, ben, gone) == ([b"now"], [b"now"], [])


async def test_a_signal_comes_before_what_is_published_after_it(live: Live) -> None:
    order: list[str] = []
    await live.hear("withdrawals", lambda _: order.append("signal"))
    await live.listen(KITCHEN, lambda _: order.append("delivery"))
    for _ in range(20):
        await live.signal("withdrawals", b"")
        await live.publish(KITCHEN, said("soup"))
    await until(lambda: len(order) == 40)
    assert order == ["signal", "delivery"] * 20


# Presence


async def test_a_member_is_present_until_it_leaves(live: Live) -> None:
    assert await live.touch("canvas:default", "ada", b"Ada", 60)
    assert not await live.touch("canvas:default", "ada", b"Ada L.", 60)
    assert await live.touch("canvas:default", "ben", b"Ben", 60)
    assert await live.present("canvas:default") == {"ada": b"Ada L.", "ben": b"Ben"}
    assert await live.leave("canvas:default", "ada")
    assert not await live.leave("canvas:default", "ada")
    assert await live.present("canvas:default") == {"ben": b"Ben"}
    assert await live.present("canvas:other") == {}


async def test_a_member_that_is_not_touched_is_gone_in_its_time(kind: LiveKind) -> None:
    live = await kind.start()
    await live.touch("canvas:default", "ada", b"", 0.2)
    await live.touch("canvas:default", "ben", b"", 60)
    await kind.pass_time(0.3)
    assert await live.present("canvas:default") == {"ben": b""}
    assert not await live.leave("canvas:default", "ada")
    assert await live.touch("canvas:default", "ada", b"", 0.2)


async def test_who_comes_back_after_their_time_is_new(kind: LiveKind) -> None:
    live = await kind.start()
    await live.touch("canvas:default", "ada", b"", 0.2)
    await live.touch("canvas:default", "ben", b"", 60)
    await kind.pass_time(0.3)
    assert await live.touch("canvas:default", "ada", b"", 60)


async def test_a_touch_prolongs_a_presence(kind: LiveKind) -> None:
    live = await kind.start()
    await live.touch("canvas:default", "ada", b"", 0.2)
    await live.touch("canvas:default", "ada", b"", 60)
    await kind.pass_time(0.3)
    assert await live.present("canvas:default") == {"ada": b""}


# Counters and things that are taken once


async def test_a_counter_counts_and_forgets_a_window_after_its_first_count(kind: LiveKind) -> None:
    live = await kind.start()
    assert (await live.count("sign-in:ada", 1, 0.8)).value == 1
    await kind.pass_time(0.4)
    second = await live.count("sign-in:ada", 2, 0.8)
    assert second.value == 3
    assert 0 < second.resets_in <= 0.4
    assert (await live.count("sign-in:ben", 1, 0.8)).value == 1
    await kind.pass_time(0.45)
    assert (await live.count("sign-in:ada", 1, 0.8)).value == 1


async def test_no_count_is_lost_when_many_count_at_once(live: Live) -> None:
    counts = await asyncio.gather(*(live.count("sign-in:ada", 1, 60) for _ in range(40)))
    assert sorted(count.value for count in counts) == list(range(1, 41))


async def test_what_is_put_is_taken_by_exactly_one(live: Live) -> None:
    await live.put("ticket", b"ada", 60)
    taken = await asyncio.gather(*(live.take("ticket") for _ in range(10)))
    assert sorted(value for value in taken if value is not None) == [b"ada"]
    assert await live.take("never put") is None


async def test_what_is_not_taken_in_time_is_gone(kind: LiveKind) -> None:
    live = await kind.start()
    await live.put("ticket", b"ada", 0.2)
    await kind.pass_time(0.3)
    assert await live.take("ticket") is None


async def test_the_port_says_that_it_can_serve(live: Live) -> None:
    await live.check()
