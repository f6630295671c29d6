import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from longhouse.kernel.adapters.live_memory import MemoryLive
from longhouse.kernel.errors import RateLimited
from longhouse.kernel.limits import Allowance, Limits
from longhouse.kernel.live import Count
from longhouse.kernel.telemetry.metrics import Metrics
from support.clocks import FakeClock


class DeafLive(MemoryLive):
    """A live port that has gone away."""

    async def count(self, key: str, by: int, window: float) -> Count:
        raise ConnectionError("nobody answers")


def limits_of(clock: FakeClock, *, deaf: bool) -> Limits:
    return Limits(DeafLive(clock) if deaf else MemoryLive(clock), clock, Metrics("test"))


@pytest.mark.parametrize("deaf", [False, True], ids=["shared", "alone"])
async def test_a_limit_holds_and_is_lifted_when_its_window_ends(deaf: bool) -> None:
    clock = FakeClock()
    limits = limits_of(clock, deaf=deaf)
    for _ in range(3):
        await limits.check("knocks:anna", 3, 60)
    with pytest.raises(RateLimited) as refused:
        await limits.check("knocks:anna", 3, 60)
    assert refused.value.headers["Retry-After"] == "60"
    await limits.check("knocks:ben", 3, 60)
    clock.advance(59.5)
    assert not await limits.allow("knocks:anna", 3, 60)
    clock.advance(0.5)
    assert await limits.allow("knocks:anna", 3, 60)


@pytest.mark.parametrize("deaf", [False, True], ids=["shared", "alone"])
@given(limit=st.integers(1, 20), pauses=st.lists(st.integers(0, 30), max_size=60))
async def test_no_window_ever_lets_more_through_than_its_limit(
    deaf: bool, limit: int, pauses: list[int]
) -> None:
    clock = FakeClock()
    limits = limits_of(clock, deaf=deaf)
    window = 10.0
    taken: list[float] = []
    began: float | None = None
    for pause in pauses:
        clock.advance(pause)
        now = clock.monotonic()
        if began is None or now - began >= window:
            began, taken = now, []
        allowance = await limits.take("k", limit, window)
        assert 0 <= allowance.resets_in <= window
        assert allowance.remaining <= limit - 1
        if not allowance.spent:
            taken.append(now)
        assert len(taken) <= limit


async def test_a_process_that_counts_alone_does_not_grow_without_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("longhouse.kernel.limits._LOCAL_KEYS", 1_000)
    limits = limits_of(FakeClock(), deaf=True)
    for number in range(1_050):
        await limits.allow(f"k{number}", 1, 60)
    for number in (1_048, 1_049):
        assert not await limits.allow(f"k{number}", 1, 60), "who came first is forgotten"
    assert len(limits._local) == 1_000  # pyright: ignore[reportPrivateUsage] -- its bound is the promise


class StalledLive(MemoryLive):
    """A live port that neither answers nor hangs up, until it is well again."""

    def __init__(self, clock: FakeClock) -> None:
        super().__init__(clock)
        self.asked = 0
        self.gives_up_after = 0.0
        self.well = False

    async def count(self, key: str, by: int, window: float) -> Count:
        self.asked += 1
        if self.well:
            return await super().count(key, by, window)
        await asyncio.sleep(self.gives_up_after)
        raise ConnectionError("nobody answers")


async def test_nobody_waits_for_a_live_port_that_is_known_to_be_gone() -> None:
    clock = FakeClock()
    live = StalledLive(clock)
    limits = Limits(live, clock, Metrics("test"))
    await limits.check("knocks:anna", 10, 60)
    live.gives_up_after = 3_600
    for _ in range(9):
        await limits.check("knocks:anna", 10, 60)
    assert not await limits.allow("knocks:anna", 10, 60), "the limit holds all the same"
    assert live.asked == 1
    clock.advance(2)
    async with asyncio.timeout(3):
        await limits.check("knocks:ben", 10, 60)
    assert live.asked == 2, "one looks whether it is back, and not for long"
    live.well = True
    clock.advance(2)
    await limits.check("knocks:ben", 10, 60)
    await limits.check("knocks:ben", 10, 60)
    assert live.asked == 4, "from then on all count together again"


class Heard:
    def __init__(self) -> None:
        self.limits: list[str] = []

    def rate_limited(self, limit: str) -> None:
        self.limits.append(limit)


async def test_what_is_counted_of_a_refusal_names_the_limit_and_nobody() -> None:
    heard = Heard()
    clock = FakeClock()
    limits = Limits(MemoryLive(clock), clock, heard)
    for who in ("anna", "203.0.113.7:anna"):
        assert [await limits.allow(f"knocks:{who}", 1, 60) for _ in range(3)] == [
            True,
            False,
            False,
        ]
    assert heard.limits == ["knocks"] * 4


@pytest.mark.parametrize(
    ("resets_in", "seconds"), [(60.0, 60), (59.2, 60), (1.0, 1), (0.4, 1), (0.0, 1)]
)
def test_nobody_is_told_to_come_back_too_early(resets_in: float, seconds: int) -> None:
    assert Allowance(1, -1, resets_in).retry_after == seconds
