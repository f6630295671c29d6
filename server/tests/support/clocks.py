"""A clock that moves only when a test says so."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class FakeClock:
    def __init__(self) -> None:
        self._now = 1_000.0

    def now(self) -> datetime:
        return datetime(2026, 5, 1, 12, tzinfo=UTC) + timedelta(seconds=self._now - 1_000.0)

    def monotonic(self) -> float:
        return self._now

    def advance(self, seconds: float) -> None:
        self._now += seconds


class _Timer:
    def __init__(self, at: float, callback: Callable[[], None]) -> None:
        self.at = at
        self.callback = callback
        self.cancelled = False

    def cancel(self) -> None:
        self.cancelled = True


class FakeTimers(FakeClock):
    """The timers of an event loop on that clock; what is due runs inside `advance`, in order."""

    def __init__(self) -> None:
        super().__init__()
        self._timers: list[_Timer] = []

    def call_later(self, delay: float, callback: Callable[[], None]) -> _Timer:
        timer = _Timer(self._now + delay, callback)
        self._timers.append(timer)
        return timer

    def advance(self, seconds: float) -> None:
        end = self._now + seconds
        while due := [t for t in self._timers if not t.cancelled and t.at <= end]:
            timer = min(due, key=lambda t: t.at)
            self._timers.remove(timer)
            self._now = max(self._now, timer.at)
            timer.callback()
        self._timers = [timer for timer in self._timers if not timer.cancelled]
        self._now = max(self._now, end)

    def stall(self, seconds: float) -> None:
        """Something keeps the loop: time goes on and nothing that is due runs."""
        self._now += seconds

    @property
    def waiting(self) -> int:
        return sum(not timer.cancelled for timer in self._timers)
