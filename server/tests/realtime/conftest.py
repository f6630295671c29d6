"""A realtime core of one or two processes, with people in it, on a clock that a test moves."""

from collections.abc import AsyncGenerator

import pytest

from longhouse.kernel.adapters.live_memory import MemoryLive
from longhouse.realtime.settings import RealtimeSettings
from realtime.house import House, Members
from support.clocks import FakeTimers


@pytest.fixture
def timers() -> FakeTimers:
    return FakeTimers()


@pytest.fixture
def members() -> Members:
    return Members()


@pytest.fixture
async def house(timers: FakeTimers, members: Members) -> AsyncGenerator[House]:
    house = House(MemoryLive(timers), timers, members, RealtimeSettings())
    await house.start()
    yield house
    await house.stop()


@pytest.fixture
async def two_houses(timers: FakeTimers, members: Members) -> AsyncGenerator[tuple[House, House]]:
    live = MemoryLive(timers)
    houses = [House(live, timers, members, RealtimeSettings()) for _ in range(2)]
    for house in houses:
        await house.start()
    yield houses[0], houses[1]
    for house in houses:
        await house.stop()
