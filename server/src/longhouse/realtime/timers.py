"""Time as the core needs it: a clock and callbacks that come later, so that a test can move both."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol

from longhouse.kernel.clock import Clock


class Timer(Protocol):
    def cancel(self) -> None: ...


class Timers(Clock, Protocol):
    def call_later(self, delay: float, callback: Callable[[], None]) -> Timer: ...


class LoopTimers:
    """The running event loop's timers on the house's clock."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def now(self) -> datetime:
        return self._clock.now()

    def monotonic(self) -> float:
        return self._clock.monotonic()

    def call_later(self, delay: float, callback: Callable[[], None]) -> Timer:
        return asyncio.get_running_loop().call_later(delay, callback)


async def wait_within(timers: Timers, future: asyncio.Future[Any], seconds: float) -> bool:
    """Whether the future was done in time. It is never cancelled: others may wait for it too."""
    if future.done():
        return True
    expired: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    timer = timers.call_later(seconds, lambda: None if expired.done() else expired.set_result(None))
    try:
        await asyncio.wait((future, expired), return_when=asyncio.FIRST_COMPLETED)
    finally:
        timer.cancel()
        expired.cancel()
    return future.done()


async def pause(timers: Timers, seconds: float) -> None:
    never: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    await wait_within(timers, never, seconds)
