"""The live port inside one process: dictionaries and synchronous calls, nothing to install.

Everything that is kept here ends by itself: a message leaves its window, a topic that nobody hears
is forgotten when it has lain unused for a whole window, and what carries a time to live is swept
away after it. A forgotten topic comes back with another epoch, so that a position from its earlier
life is never mistaken for one of the new.
"""

import logging
import secrets
from collections import OrderedDict, deque
from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from longhouse.kernel.clock import Clock
from longhouse.kernel.live import (
    BEGINNING,
    Count,
    Delivery,
    Hear,
    Message,
    Moved,
    Position,
    Receive,
    Resumed,
)

_SWEEP_EVERY = 5.0
# How many events a topic knows again, whatever has left its window since: one that was told and not
# noted, because the database went away, may be told again when the window has long moved on.
_KNOWN_AGAIN = 16_384

_log = logging.getLogger(__name__)

T = TypeVar("T")


class _Topic:
    __slots__ = ("epoch", "listeners", "offset", "told", "used_at", "window")

    def __init__(self, epoch: str) -> None:
        self.epoch = epoch
        self.offset = 0
        self.listeners: list[Receive] = []
        self.window: deque[tuple[float, Delivery]] = deque()
        self.told: OrderedDict[UUID, tuple[float, int]] = OrderedDict()
        self.used_at = 0.0

    def position(self) -> Position:
        return Position(self.epoch, self.offset)

    def forget_before(self, time: float, most: int) -> None:
        while self.window and (len(self.window) > most or self.window[0][0] <= time):
            self.window.popleft()
        while self.told:
            told_at, _ = next(iter(self.told.values()))
            if told_at > time and len(self.told) <= _KNOWN_AGAIN:
                break
            self.told.popitem(last=False)


class MemoryLive:
    name = "memory"

    def __init__(
        self, clock: Clock, *, window_messages: int = 256, window_seconds: float = 300.0
    ) -> None:
        self._clock = clock
        self._window_messages = window_messages
        self._window_seconds = window_seconds
        self._epoch = secrets.token_hex(6)
        self._lives = 0
        self._topics: dict[str, _Topic] = {}
        self._hearers: dict[str, list[Hear]] = {}
        self._present: dict[str, dict[str, tuple[bytes, float]]] = {}
        self._counts: dict[str, tuple[int, float]] = {}
        self._values: dict[str, tuple[bytes, float]] = {}
        self._swept_at = clock.monotonic()

    async def start(self) -> None:
        pass

    async def stop(self) -> None:
        pass

    async def check(self) -> None:
        pass

    async def publish(
        self, topic: str, message: Message, *, after: Position | None = None
    ) -> Position:
        state = self._topic(topic)
        known = state.told.get(message.event_id)
        if known is not None:
            return Position(state.epoch, known[1])
        here = state.position()
        if after not in (None, here) and (after != BEGINNING or state.offset > 0):
            raise Moved(here)
        state.offset += 1
        delivery = Delivery(topic, state.position(), message)
        state.window.append((state.used_at, delivery))
        state.told[message.event_id] = (state.used_at, state.offset)
        for receive in tuple(state.listeners):
            _call(receive, delivery)
        return delivery.position

    async def position(self, topic: str) -> Position:
        return self._topic(topic).position()

    async def replay(self, topic: str, since: Position) -> list[Delivery] | None:
        state = self._topic(topic)
        missed = state.offset - since.offset
        if since.epoch != state.epoch or missed < 0 or missed > len(state.window):
            return None
        return [delivery for _, delivery in list(state.window)[len(state.window) - missed :]]

    async def listen(self, topic: str, receive: Receive) -> Position:
        state = self._topic(topic)
        state.listeners.append(receive)
        return state.position()

    async def unlisten(self, topic: str, receive: Receive) -> None:
        state = self._topics.get(topic)
        if state is not None and receive in state.listeners:
            state.listeners.remove(receive)
            state.used_at = self._clock.monotonic()

    async def signal(self, channel: str, payload: bytes) -> None:
        for hear in tuple(self._hearers.get(channel, ())):
            _call(hear, payload)

    async def hear(self, channel: str, hear: Hear) -> None:
        self._hearers.setdefault(channel, []).append(hear)

    async def unhear(self, channel: str, hear: Hear) -> None:
        hearers = self._hearers.get(channel, [])
        if hear in hearers:
            hearers.remove(hear)
        if not hearers:
            self._hearers.pop(channel, None)

    def on_gap(self, resumed: Resumed) -> None:
        """Nothing is ever lost between a process and itself."""

    async def touch(self, key: str, member: str, value: bytes, ttl: float) -> bool:
        now = self._sweep()
        members = self._present.setdefault(key, {})
        before = members.get(member)
        members[member] = (value, now + ttl)
        return before is None or before[1] <= now

    async def leave(self, key: str, member: str) -> bool:
        now = self._sweep()
        members = self._present.get(key, {})
        before = members.pop(member, None)
        if not members:
            self._present.pop(key, None)
        return before is not None and before[1] > now

    async def present(self, key: str) -> dict[str, bytes]:
        now = self._sweep()
        members = self._present.get(key, {})
        return {member: value for member, (value, until) in members.items() if until > now}

    async def count(self, key: str, by: int, window: float) -> Count:
        now = self._sweep()
        value, until = self._counts.get(key, (0, 0.0))
        if until <= now:
            value, until = 0, now + window
        self._counts[key] = (value + by, until)
        return Count(value + by, until - now)

    async def put(self, key: str, value: bytes, ttl: float) -> None:
        self._values[key] = (value, self._sweep() + ttl)

    async def take(self, key: str) -> bytes | None:
        now = self._sweep()
        value, until = self._values.pop(key, (b"", 0.0))
        return value if until > now else None

    def _topic(self, name: str) -> _Topic:
        now = self._sweep()
        state = self._topics.get(name)
        if state is None:
            self._lives += 1
            state = self._topics[name] = _Topic(f"{self._epoch}.{self._lives}")
        state.used_at = now
        state.forget_before(now - self._window_seconds, self._window_messages)
        return state

    def _sweep(self) -> float:
        """Forget what is over, at most every few seconds; the time it is now."""
        now = self._clock.monotonic()
        if now - self._swept_at < _SWEEP_EVERY:
            return now
        self._swept_at = now
        over = now - self._window_seconds
        for state in self._topics.values():
            state.forget_before(over, self._window_messages)
        self._topics = {
            name: state
            for name, state in self._topics.items()
            if state.listeners or state.window or state.used_at > over
        }
        for key, members in list(self._present.items()):
            kept = {member: held for member, held in members.items() if held[1] > now}
            if kept:
                self._present[key] = kept
            else:
                del self._present[key]
        self._counts = {key: held for key, held in self._counts.items() if held[1] > now}
        self._values = {key: held for key, held in self._values.items() if held[1] > now}
        return now


def _call(call: Callable[[T], None], argument: T) -> None:
    """One listener that fails costs neither the others their delivery nor the publisher its call."""
    try:
        call(argument)
    except Exception:
        _log.exception("A listener of the live port failed")
