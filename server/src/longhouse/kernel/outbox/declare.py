"""What a feature says about the events that it follows."""

from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

import msgspec

from longhouse.kernel.db import Tx
from longhouse.kernel.events import Event
from longhouse.kernel.jobs import Job

E = TypeVar("E", bound=Event)


class Told(msgspec.Struct, frozen=True):
    """The payload of a subscriber's job: which event, and what it said."""

    event_id: str
    event: msgspec.Raw


class Subscriber(Generic[E]):
    """A durable listener: one job for each event, at least once, after the commit.

    `name` is `feature.verb_noun` and stays the same for ever, for it names stored jobs.
    """

    def __init__(
        self, name: str, event: type[E], react: Callable[[Tx, E], Awaitable[None]]
    ) -> None:
        self.name = name
        self.event = event
        self._react = react
        self._decoder = msgspec.json.Decoder(event)

    def job(self) -> Job[Told]:
        return Job(self.name, Told, self._run)

    async def _run(self, tx: Tx, told: Told) -> None:
        await self._react(tx, self._decoder.decode(told.event))
