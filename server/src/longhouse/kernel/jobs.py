"""Jobs: work that outlives its request, carried by PgQueuer in the same database.

A job is named `feature.verb_noun`, carries ids, reloads, re-checks and acts. It is enqueued on the
connection of a transaction, so that it exists exactly when that transaction does. It may run twice
and must not mind.
"""

from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

import msgspec

from longhouse.kernel.db import Tx

P = TypeVar("P", bound=msgspec.Struct)


class Job(Generic[P]):
    """A kind of work: its name, the shape of its payload, and what does it, in a transaction."""

    def __init__(
        self,
        name: str,
        payload: type[P],
        run: Callable[[Tx, P], Awaitable[None]],
        *,
        max_attempts: int = 8,
        concurrency: int = 0,
    ) -> None:
        self.name = name
        self.payload = payload
        self.run = run
        self.max_attempts = max_attempts
        self.concurrency = concurrency


class Schedule(msgspec.Struct, frozen=True):
    """Something done again and again, by one process at a time."""

    name: str
    cron: str
    run: Callable[[Tx], Awaitable[None]]
