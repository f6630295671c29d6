"""Identifiers: UUIDv7, made by the server, so that the order of ids is the order of making."""

import secrets
import threading
import time
from datetime import datetime
from typing import NewType
from uuid import UUID

UserId = NewType("UserId", UUID)
SessionId = NewType("SessionId", UUID)
EventId = NewType("EventId", UUID)

# Before all ids, and behind all of them: where lists that go by ids begin.
FIRST_ID = UUID(int=0)
LAST_ID = UUID(int=(1 << 128) - 1)

_SEQUENCE_BITS = 12
_lock = threading.Lock()
_last_tick = 0


def new_id() -> UUID:
    """A UUIDv7 that is greater than every other made by this process before it.

    The 12 bits after the milliseconds hold the fraction of the millisecond; when two ids fall
    into the same fraction, or the clock steps back, the later one takes the next tick.
    """
    global _last_tick  # noqa: PLW0603 -- the one counter of this process, under its lock
    nanoseconds = time.time_ns()
    milliseconds, rest = divmod(nanoseconds, 1_000_000)
    tick = (milliseconds << _SEQUENCE_BITS) | ((rest << _SEQUENCE_BITS) // 1_000_000)
    with _lock:
        tick = max(tick, _last_tick + 1)
        _last_tick = tick
    return _uuid7(tick >> _SEQUENCE_BITS, tick & 0xFFF)


def id_at(moment: datetime) -> UUID:
    """An id for something of the past, so that it stands in its place among the others."""
    return _uuid7(int(moment.timestamp() * 1000), secrets.randbits(_SEQUENCE_BITS))


def _uuid7(milliseconds: int, fraction: int) -> UUID:
    return UUID(
        int=(milliseconds & 0xFFFF_FFFF_FFFF) << 80
        | 0x7 << 76
        | fraction << 64
        | 0b10 << 62
        | secrets.randbits(62)
    )
