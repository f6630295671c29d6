"""Waiting for what other tasks and processes bring about, with a deadline instead of a sleep."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import cast


async def until(holds: Callable[[], object | Awaitable[object]], *, within: float = 10.0) -> None:
    """Return as soon as the condition holds; fail when it does not in time."""
    deadline = time.monotonic() + within
    while True:
        outcome = holds()
        if isinstance(outcome, Awaitable):
            outcome = await cast("Awaitable[object]", outcome)
        if outcome:
            return
        if time.monotonic() > deadline:
            raise AssertionError(f"It did not come true within {within:g} seconds")
        await asyncio.sleep(0.005)


async def settle(turns: int = 50) -> None:
    """Let every task that can go on do so."""
    for _ in range(turns):
        await asyncio.sleep(0)
