"""Pings, the end of peers that no longer answer them, and of those whose session has run out.

A peer that vanished without a word gives no error for a long time. Each connection is pinged in
its own rhythm, from the moment it came, so that ten thousand are not pinged in the same instant.
"""

from collections import deque
from collections.abc import Callable

from longhouse.kernel.errors import Unauthorized
from longhouse.realtime.connection import Connection
from longhouse.realtime.errors import CloseCode
from longhouse.realtime.timers import Timer, Timers

_MISSED_PINGS = 2
_LOOK_EVERY = 1.0


class Heartbeat:
    def __init__(self, timers: Timers, every: float) -> None:
        self._timers = timers
        self._every = every
        # All have the same rhythm, so the next in turn is always the first.
        self._turns: deque[tuple[float, Connection]] = deque()
        self._beaten: list[Callable[[Connection], None]] = []
        self._timer: Timer | None = None

    def on_beat(self, beaten: Callable[[Connection], None]) -> None:
        """Call at each beat of a connection that lives."""
        self._beaten.append(beaten)

    def arrived(self, connection: Connection) -> None:
        self._turns.append((self._timers.monotonic() + self._every, connection))
        if self._timer is None:
            self._timer = self._timers.call_later(_LOOK_EVERY, self._look)

    def stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._turns.clear()

    def _look(self) -> None:
        now = self._timers.monotonic()
        while self._turns and self._turns[0][0] <= now:
            _, connection = self._turns.popleft()
            if self._beat(connection, now):
                self._turns.append((now + self._every, connection))
        self._timer = self._timers.call_later(_LOOK_EVERY, self._look) if self._turns else None

    def _beat(self, connection: Connection, now: float) -> bool:
        if connection.closed:
            return False
        ends_at = connection.principal.ends_at
        if ends_at is not None and self._timers.now() >= ends_at:
            connection.close(CloseCode.SESSION_ENDED, Unauthorized.message)
            return False
        if (
            connection.unanswered_pings >= _MISSED_PINGS
            or connection.stalled(now) >= _MISSED_PINGS * self._every
        ):
            connection.close(CloseCode.RESUME, "Nothing was heard from you.")
            return False
        if connection.ping():
            connection.unanswered_pings += 1
        for beaten in self._beaten:
            beaten(connection)
        return True
