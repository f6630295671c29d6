"""How much of something is taken in how much time.

Owns: counting against limits, on the live port so that all processes count together.
Promises: a limit holds even when the live port is down; then each process counts for itself, and
nobody waits for what is down.
Never does: decide who is limited by what; the caller names the key.
"""

import asyncio
import logging
import math
from typing import Protocol

import msgspec

from longhouse.kernel.clock import Clock
from longhouse.kernel.errors import RateLimited
from longhouse.kernel.live import Count, Live

log = logging.getLogger(__name__)

# The windows in which most things are counted, in seconds.
MINUTE = 60.0
HOUR = 3600.0

# More keys than this at once, while the live port is down, forget the oldest first.
_LOCAL_KEYS = 100_000
# While the live port is down, somebody looks this often whether it is back, and waits no longer for
# it than this. All others are counted here at once: nobody waits for what is known to be gone.
_LOOK_EVERY = 2.0
_LOOK_SECONDS = 0.25


class Allowance(msgspec.Struct, frozen=True):
    """What is left of a limit, as the `X-RateLimit-*` headers tell it."""

    limit: int
    remaining: int
    resets_in: float

    @property
    def spent(self) -> bool:
        return self.remaining < 0

    @property
    def retry_after(self) -> int:
        return max(1, math.ceil(self.resets_in))


class Observe(Protocol):
    def rate_limited(self, limit: str) -> None: ...


class Limits:
    def __init__(self, live: Live, clock: Clock, observe: Observe) -> None:
        self._live = live
        self._clock = clock
        self._observe = observe
        self._local: dict[str, tuple[int, float]] = {}
        self._alone = False
        """Whether the live port did not answer when it was last asked."""
        self._ask_again_at = 0.0

    async def take(self, key: str, limit: int, window: float) -> Allowance:
        """Take one from `limit` in `window` seconds, and say what is left."""
        count = await self._count(key, 1, window)
        allowance = Allowance(limit, limit - count.value, count.resets_in)
        if allowance.spent:
            self._observe.rate_limited(key.partition(":")[0])
        return allowance

    async def check(self, key: str, limit: int, window: float) -> None:
        """Take one, or refuse with the time after which it is worth trying again."""
        allowance = await self.take(key, limit, window)
        if allowance.spent:
            raise RateLimited(allowance.retry_after)

    async def allow(self, key: str, limit: int, window: float) -> bool:
        return not (await self.take(key, limit, window)).spent

    async def _count(self, key: str, by: int, window: float) -> Count:
        if self._alone:
            now = self._clock.monotonic()
            if now < self._ask_again_at:
                return self._count_here(key, by, window)
            self._ask_again_at = now + _LOOK_EVERY
        try:
            async with asyncio.timeout(_LOOK_SECONDS if self._alone else None):
                count = await self._live.count(key, by, window)
        except Exception as error:
            if not self._alone:
                log.warning("limits are counted by this process alone: %s", error)
                self._ask_again_at = self._clock.monotonic() + _LOOK_EVERY
            self._alone = True
            return self._count_here(key, by, window)
        if self._alone:
            log.info("limits are counted together again")
        self._alone = False
        return count

    def _count_here(self, key: str, by: int, window: float) -> Count:
        now = self._clock.monotonic()
        value, ends = self._local.get(key, (0, 0.0))
        if ends <= now:
            self._local.pop(key, None)
            value, ends = 0, now + window
        while key not in self._local and len(self._local) >= _LOCAL_KEYS:
            self._local.pop(next(iter(self._local)))
        self._local[key] = (value + by, ends)
        return Count(value + by, ends - now)
