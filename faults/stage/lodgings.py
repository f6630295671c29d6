"""Where experiments take place: each in a house of its own, or one after the other in the same.

A house is shared in the short form alone, and only while each leaves it whole: who fails in it is
the last in it.
"""

import asyncio
import random
from collections.abc import AsyncGenerator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Literal

import msgspec

from stage.homes import Furnished, Home, lived_in
from stage.members import Community, community

Kind = Literal["alone", "together"]
"""One process with all in it, or two that serve and one that works."""

# What the experiments that share a house ask of it, all at once: little to go round and short
# waits, which none of the others minds.
_SHARED: Mapping[Kind, Mapping[str, str]] = {
    "alone": {
        "LONGHOUSE_DATABASE_POOL_MAX": "8",
        "LONGHOUSE_DATABASE_STATEMENT_MILLISECONDS": "2000",
        "LONGHOUSE_HTTP_BODY_SECONDS": "3",
    },
    "together": {"LONGHOUSE_HTTP_DRAIN_SECONDS": "20"},
}


class _Kept(msgspec.Struct):
    stack: AsyncExitStack
    home: Home
    everybody: Community


class Lodgings:
    def __init__(self, furnished: Furnished, *, shares: bool) -> None:
        self.furnished = furnished
        self._shares = shares
        self._kept: dict[Kind, _Kept] = {}

    @asynccontextmanager
    async def house(
        self, kind: Kind, chance: random.Random, settings: Mapping[str, str]
    ) -> AsyncGenerator[tuple[Home, Community]]:
        """A house that runs, and everybody signed in."""
        shared = _SHARED[kind]
        if not self._shares or not settings.items() <= shared.items():
            async with _moved_in(self.furnished, kind, chance, settings) as (home, everybody):
                yield home, everybody
            return
        kept = self._kept.get(kind)
        if kept is None:
            stack = AsyncExitStack()
            home, everybody = await stack.enter_async_context(
                _moved_in(self.furnished, kind, chance, shared)
            )
            kept = self._kept[kind] = _Kept(stack, home, everybody)
        kept.everybody.begin_anew(chance)
        left_whole = False
        try:
            yield kept.home, kept.everybody
            left_whole = True
        finally:
            if not left_whole:
                del self._kept[kind]
                await kept.stack.aclose()

    async def close(self) -> None:
        while self._kept:
            _, kept = self._kept.popitem()
            await kept.stack.aclose()


@asynccontextmanager
async def _moved_in(
    furnished: Furnished, kind: Kind, chance: random.Random, settings: Mapping[str, str]
) -> AsyncGenerator[tuple[Home, Community]]:
    async with lived_in(furnished, folder=None, **settings) as home:
        if kind == "alone":
            await home.open("up")
        else:
            await home.share()
            await asyncio.gather(home.open("serve"), home.open("serve"), home.open("worker"))
        async with community(home, chance) as everybody:
            yield home, everybody
