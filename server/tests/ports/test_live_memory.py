"""What the live port in memory promises beyond the shared suite: it stays small."""

from typing import cast

import msgspec
import pytest

from longhouse.kernel.adapters import live_memory
from longhouse.kernel.adapters.live_memory import MemoryLive
from longhouse.kernel.ids import new_id
from longhouse.kernel.live import Delivery, Message
from support.clocks import FakeClock


def _message() -> Message:
    return Message(
        event_id=new_id(), type="x", data=msgspec.Raw(b"{}"), timestamp=FakeClock().now()
    )


async def test_what_is_over_is_not_kept() -> None:
    clock = FakeClock()
    live = MemoryLive(clock, window_seconds=300)
    heard: list[Delivery] = []
    await live.listen("room:heard", heard.append)
    for number in range(100):
        await live.publish(f"room:{number}", _message())
        await live.touch(f"canvas:{number}", "ada", b"", 300)
        await live.count(f"sign-in:{number}", 1, 60)
        await live.put(f"ticket:{number}", b"", 60)
    clock.advance(301)
    await live.count("sign-in:ada", 1, 60)
    kept = {
        name: list(cast("dict[str, object]", value))
        for name, value in vars(live).items()
        if isinstance(value, dict)
    }
    assert {name: keys for name, keys in kept.items() if keys} == {
        "_topics": ["room:heard"],
        "_counts": ["sign-in:ada"],
    }


async def test_a_topic_keeps_no_more_than_its_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_memory, "_KNOWN_AGAIN", 100)
    live = MemoryLive(FakeClock(), window_messages=10)
    start = await live.position("room:kitchen")
    for _ in range(1_000):
        await live.publish("room:kitchen", _message())
    assert await live.replay("room:kitchen", start) is None
    state = live._topics["room:kitchen"]  # pyright: ignore[reportPrivateUsage] -- its size is the point
    assert len(state.window) == 10
    assert len(state.told) == 100


async def test_a_process_that_starts_again_begins_another_epoch() -> None:
    first = await MemoryLive(FakeClock()).position("room:kitchen")
    second = await MemoryLive(FakeClock()).position("room:kitchen")
    assert first.epoch != second.epoch
