"""Waiting for what others bring about, with a deadline; and what is raised when it stays away."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import cast


class Violation(Exception):
    """Something that must hold did not; the word for what must hold, and what was seen."""

    def __init__(self, promise: str, seen: str) -> None:
        super().__init__(f"{promise}: {seen}")
        self.promise = promise
        self.seen = seen


async def until(
    holds: Callable[[], object | Awaitable[object]],
    what: str,
    *,
    within: float = 20.0,
    promise: str = "recovery",
) -> float:
    """Return when it holds, and how many seconds that took."""
    began = time.monotonic()
    while True:
        outcome = holds()
        if isinstance(outcome, Awaitable):
            outcome = await cast("Awaitable[object]", outcome)
        took = time.monotonic() - began
        if outcome:
            return took
        if took > within:
            raise Violation(promise, f"{what} did not come true within {within:g} seconds")
        await asyncio.sleep(0.05)
