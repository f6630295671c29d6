"""Counting what arrives: once, twice, late, out of order, or not at all."""

import time
from collections.abc import Callable

import msgspec


class Tally(msgspec.Struct):
    expected: int = 0
    received: int = 0
    doubled: int = 0
    out_of_order: int = 0
    stray: int = 0
    """Frames that nobody published."""

    @property
    def lost(self) -> int:
        return self.expected - self.received


class Phase:
    """One stretch of publishing; frames are numbered from `first`, and each reaches `sockets`
    connections. Of several topics each has every `topics`-th."""

    def __init__(
        self, first: int, sockets: int, delivered: Callable[[], None], topics: int = 1
    ) -> None:
        self.tally = Tally()
        self.latencies: list[float] = []
        self.last_at = time.perf_counter()
        self._first = first
        self._sockets = sockets
        self._topics = topics
        self._delivered = delivered
        self._intended: list[float] = []
        self._left: list[int] = []

    @property
    def published(self) -> int:
        return len(self._left)

    def publish(self, intended: float) -> None:
        """A frame is due at `intended`; it counts from then, however late it is sent."""
        self._intended.append(intended)
        self._left.append(self._sockets)
        self.tally.expected += self._sockets

    def complete(self) -> bool:
        return self.tally.received >= self.tally.expected

    def got(self, member: "Marks", number: int, now: float) -> None:
        index = number - self._first
        tally = self.tally
        if index < 0 or index >= len(self._left):
            tally.stray += 1
        elif not member.mark(index // self._topics):
            tally.doubled += 1
        else:
            tally.received += 1
            if index < member.highest:
                tally.out_of_order += 1
            else:
                member.highest = index
            self.latencies.append(now - self._intended[index])
            self.last_at = now
            self._left[index] -= 1
            if self._left[index] == 0:
                self._delivered()


class Marks:
    """What one connection has had in a phase."""

    __slots__ = ("_had", "highest")

    def __init__(self) -> None:
        self._had = bytearray()
        self.highest = -1

    def mark(self, index: int) -> bool:
        """Whether this is the first time."""
        had = self._had
        if index >= len(had):
            had.extend(bytes(index + 256 - len(had)))
        if had[index]:
            return False
        had[index] = 1
        return True
