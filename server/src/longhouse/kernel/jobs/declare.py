"""What a feature says about its jobs."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

import msgspec

from longhouse.kernel.db import Tx

P = TypeVar("P", bound=msgspec.Struct)


class Job(Generic[P]):
    """A kind of work, named `feature.verb_noun`: what it carries and what does it."""

    def __init__(
        self,
        name: str,
        payload: type[P],
        run: Callable[[Tx, P], Awaitable[None]],
        *,
        max_attempts: int = 8,
        concurrency: int = 0,
        divide: Callable[[P], Sequence[P]] | None = None,
    ) -> None:
        self.name = name
        self.payload = payload
        self.run = run
        self.max_attempts = max_attempts
        self.divide = divide
        """Takes a payload apart whose work has failed as a whole, so that only what is at fault is
        tried again; one that cannot be divided is its own only part."""
        self.concurrency = concurrency
        """How many may run at once across all processes; 0 for as many as there are workers."""


class Schedule(msgspec.Struct, frozen=True):
    """Something done again and again, by one process at a time."""

    name: str
    cron: str
    run: Callable[[Tx], Awaitable[None]]
