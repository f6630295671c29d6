"""Taking turns: when thousands come back at once, so many are served and the rest wait.

Without it all of them would ask at the same time for the few connections to the database and to
the live port, most would be refused for having waited too long, and would come again.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Collection
from contextlib import asynccontextmanager
from typing import TypeVar

from longhouse.kernel.principal import Principal
from longhouse.realtime.topics import Rights

A = TypeVar("A")
T = TypeVar("T")


class Turns:
    def __init__(self, at_once: int) -> None:
        self._room = asyncio.Semaphore(at_once)

    @asynccontextmanager
    async def turn(self) -> AsyncGenerator[None]:
        """Whoever came first goes first."""
        async with self._room:
            yield

    def each(self, ask: Callable[[A], Awaitable[T]]) -> Callable[[A], Awaitable[T]]:
        async def in_turn(about: A) -> T:
            async with self._room:
                return await ask(about)

        return in_turn


class RightsInTurn:
    """Rights that are asked for in turn."""

    def __init__(self, rights: Rights, turns: Turns) -> None:
        self._rights = rights
        self._turns = turns

    def knows(self, topic: str) -> bool:
        return self._rights.knows(topic)

    async def allowed(self, principal: Principal, topics: Collection[str]) -> frozenset[str]:
        async with self._turns.turn():
            return await self._rights.allowed(principal, topics)
