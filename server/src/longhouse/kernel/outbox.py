"""The outbox: events stored with their change, then told."""

from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from longhouse.kernel.db import Tx
from longhouse.kernel.events import Event

E = TypeVar("E", bound=Event)


class Subscriber(Generic[E]):
    """A durable listener: one job for each event, at least once, after the commit.

    `name` is `feature.verb_noun` and stays the same for ever, for it names stored jobs.
    """

    def __init__(
        self,
        name: str,
        event: type[E],
        react: Callable[[Tx, E], Awaitable[None]],
    ) -> None:
        self.name = name
        self.event = event
        self.react = react
