"""What a feature says about the events that it follows."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar
from uuid import UUID

import msgspec

from longhouse.kernel.db import Tx
from longhouse.kernel.events import Event
from longhouse.kernel.ids import EventId
from longhouse.kernel.jobs import Job

E = TypeVar("E", bound=Event)


class Told(msgspec.Struct, frozen=True):
    """The payload of a subscriber's job: which event, and what it said."""

    event_id: str
    event: msgspec.Raw
    also: Sequence["Told"] = ()
    """Events of the same kind that were told next, for one job where many would cost as many
    commits. When one of them fails, each gets a job of its own."""

    def each(self) -> list["Told"]:
        return [Told(self.event_id, self.event), *self.also]


class Subscriber(Generic[E]):
    """A durable listener: it gets each event at least once, by a job, after the commit.

    `name` is `feature.verb_noun` and stays the same for ever, for it names stored jobs.
    """

    def __init__(
        self, name: str, event: type[E], react: Callable[[Tx, E], Awaitable[None]]
    ) -> None:
        async def react_to_each(tx: Tx, events: Sequence[E]) -> None:
            for event in events:
                await react(tx, event)

        self.name = name
        self.event = event
        self._react_to_many: Callable[[Tx, Sequence[E]], Awaitable[None]] = react_to_each
        self._decoder = msgspec.json.Decoder(event)

    def job(self) -> Job[Told]:
        return Job(self.name, Told, self._run, divide=Told.each)

    async def _run(self, tx: Tx, told: Told) -> None:
        tx.cause = EventId(UUID(told.event_id))
        events = [self._decoder.decode(one.event) for one in told.each()]
        await self._react_to_many(tx, events)


class SubscriberToMany(Subscriber[E]):
    """One that takes events that were told together at once, where that costs it less than one
    after the other."""

    def __init__(
        self,
        name: str,
        event: type[E],
        react_to_many: Callable[[Tx, Sequence[E]], Awaitable[None]],
    ) -> None:
        async def react(tx: Tx, event: E) -> None:
            await react_to_many(tx, [event])

        super().__init__(name, event, react)
        self._react_to_many = react_to_many
