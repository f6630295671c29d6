"""Tells events after their commit.

The order of one event's telling is: live first, then one transaction that marks its row and
enqueues it for its durable subscribers, together with what was told beside it. A process that dies
in between leaves the row unmarked, and a sweeper tells it again: live under the same id, which the
live port recognises, and the jobs only if its own marking was the first.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from typing import Protocol
from uuid import UUID, uuid5

import msgspec

from longhouse.kernel.db import Database, Read, Tx
from longhouse.kernel.events import Event, Recorded
from longhouse.kernel.ids import EventId
from longhouse.kernel.jobs import enqueue_many
from longhouse.kernel.live import Live, Message, Moved, Position
from longhouse.kernel.outbox import store
from longhouse.kernel.outbox.declare import Told
from longhouse.kernel.outbox.registry import EventRegistry
from longhouse.kernel.outbox.standing import Standing, Stood
from longhouse.kernel.push import Telling

log = logging.getLogger(__name__)

# How many are told before they are marked together. Fewer would cost a commit more often; with
# more, the first would wait for the views of all.
_BATCH = 64
# Views are read by so many connections at once, because one alone, which waits for the database
# most of the time, falls behind a busy house.
_READERS = 4
# How often a view is read again because others were quicker, before it is left to the sweeper.
_TRIES = 20
_SWEPT = 500
_SWEEP_EVERY = 1.0
# Younger rows belong to the relay of the process that committed them.
_LEFT_BEHIND = timedelta(seconds=3)
_KEPT = timedelta(days=7)


class Observe(Protocol):
    def event_recorded(self, event: str) -> None: ...

    def events_relayed(self, count: int = 1) -> None: ...

    def events_waiting(self, count: int) -> None: ...

    def message_published(self, channel: str) -> None: ...


class Relay:
    """One per process that commits events; the sweeper runs in each and shares the work by locks."""

    def __init__(self, observe: Observe) -> None:
        self._observe = observe
        self._db: Database
        self._registry: EventRegistry
        self._live: Live
        self._standing = Standing()
        self._waiting: list[Recorded] = []
        self._woken = asyncio.Event()
        self._sweep_now = asyncio.Event()
        self._stopping = False

    def use(self, db: Database, registry: EventRegistry, live: Live) -> None:
        """The database is built with `hand_on`, and the features with the database."""
        self._db = db
        self._registry = registry
        self._live = live

    def hand_on(self, recorded: Sequence[Recorded]) -> None:
        """Take over what has just been committed. Never waits and never fails."""
        for entry in recorded:
            self._observe.event_recorded(entry.event.name)
        self._waiting.extend(recorded)
        self._woken.set()

    async def run(self) -> None:
        """Tell what is handed on, until `stop`; what was handed on before is still told."""
        while True:
            await self._woken.wait()
            self._woken.clear()
            while self._waiting:
                batch, self._waiting = self._waiting[:_BATCH], self._waiting[_BATCH:]
                await self._relay(batch)
            if self._stopping:
                return

    def stop(self) -> None:
        self._stopping = True
        self._woken.set()

    async def sweep(self) -> None:
        """Tell what others left behind, again and again."""
        while True:
            await self._sweep_once(_LEFT_BEHIND)
            try:
                await asyncio.wait_for(self._sweep_now.wait(), _SWEEP_EVERY)
            except TimeoutError:
                continue
            self._sweep_now.clear()
            await self._sweep_once(timedelta(0))

    def wake_sweeper(self) -> None:
        """A process that relays nothing itself has committed events."""
        self._sweep_now.set()

    async def sweep_all(self) -> None:
        """Tell everything that waits, however young; for tests and for a command's end."""
        await self._sweep_once(timedelta(0))

    async def forget_old(self, tx: Tx) -> None:
        await store.forget_relayed(tx, tx.now - _KEPT)

    async def _relay(self, batch: Sequence[Recorded]) -> None:
        try:
            told = await self._tell(batch)
            async with self._db.transaction() as tx:
                await self._mark(tx, told)
        except Exception:
            # The rows are still unmarked: the sweeper tells them once things work again.
            log.warning("events could not be relayed and wait for the sweeper", exc_info=True)

    async def _sweep_once(self, older_than: timedelta) -> None:
        while True:
            told: list[Recorded] = []
            async with self._db.transaction() as tx:
                # Events of newer code that runs beside this are left for it.
                waiting = await store.take_waiting(tx, self._registry.names, older_than, _SWEPT)
                self._observe.events_waiting(len(waiting))
                if waiting:
                    told = await self._tell([self._recorded(row) for row in waiting])
                    await self._mark(tx, told)
            if len(waiting) < _SWEPT or len(told) < len(waiting):
                return

    async def _tell(self, entries: Sequence[Recorded]) -> list[Recorded]:
        """Publish what events look like live, in their order; those that the live port has taken."""
        told: list[Recorded] = []
        for first in range(0, len(entries), _BATCH):
            batch = entries[first : first + _BATCH]
            stood = self._standing.begin()
            views = await self._view_all(batch)
            told += [
                entry
                for entry, view in zip(batch, views, strict=True)
                if await self._publish(entry, view, stood)
            ]
        return told

    async def _view_all(self, batch: Sequence[Recorded]) -> list[list[Telling]]:
        """How events look live, read at once but given in their order.

        One view may be older than that of an event before it. What it lacks was committed since,
        and so has an event of its own that is told later.
        """

        async def view(share: Sequence[Recorded]) -> list[list[Telling]]:
            # Connections of its own, so that a fault in a view cannot abort a transaction.
            async with self._db.read() as read:
                return [await self._view(read, entry.event) for entry in share]

        readers = min(_READERS, len(batch))
        shares = await asyncio.gather(*(view(batch[n::readers]) for n in range(readers)))
        return [shares[n % readers][n // readers] for n in range(len(batch))]

    async def _view(self, read: Read, event: Event) -> list[Telling]:
        tellings: list[Telling] = []
        for push in self._registry.pushes(event):
            try:
                tellings += await push.tell(read, event)
            except Exception:
                # A fault in how one event is shown must not hold up the others; listeners that
                # miss it find the truth when they read next.
                log.exception("the live view of %s failed", event.name)
        return tellings

    async def _publish(self, recorded: Recorded, view: Sequence[Telling], stood: Stood) -> bool:
        """False when the live port does not take it."""
        # Where topics stood before the view was read again.
        anew: dict[str, Position] = {}
        for _ in range(_TRIES):
            try:
                await self._publish_view(recorded, view, stood, anew)
                return True
            except Moved:
                async with self._db.read() as read:
                    view = await self._view(read, recorded.event)
            except Exception:
                log.warning("the live port does not take events", exc_info=True)
                return False
        log.warning("an event waits for the sweeper: its topic moves all the time")
        return False

    async def _publish_view(
        self,
        recorded: Recorded,
        view: Sequence[Telling],
        stood: Stood,
        anew: dict[str, Position],
    ) -> None:
        for index, telling in enumerate(view):
            message = Message(
                event_id=_frame_id(recorded.id, index),
                type=telling.type,
                data=msgspec.Raw(msgspec.json.encode(telling.data)),
                timestamp=recorded.at,
            )
            topic = telling.topic
            after = anew.get(topic) or stood.of(topic)
            try:
                position = await self._live.publish(topic, message, after=after)
            except Moved as moved:
                stood.moved(topic)
                anew[topic] = moved.position
                raise
            stood.told(topic, position)
            self._observe.message_published(topic.partition(":")[0])

    async def _mark(self, tx: Tx, told: Sequence[Recorded]) -> None:
        if not told:
            return
        first = await store.mark_relayed(tx, [entry.id for entry in told])
        followed: dict[str, list[Recorded]] = defaultdict(list)
        for entry in told:
            if entry.id in first:
                for subscriber in self._registry.subscribers(entry.event):
                    followed[subscriber.name].append(entry)
        jobs = [
            (name, _payload(entries[begin : begin + _BATCH]))
            for name, entries in followed.items()
            for begin in range(0, len(entries), _BATCH)
        ]
        await enqueue_many(tx, jobs)
        self._observe.events_relayed(len(first))

    def _recorded(self, waiting: store.Waiting) -> Recorded:
        event = self._registry.decode(waiting.name, waiting.payload)
        return Recorded(id=EventId(waiting.id), at=waiting.created_at, event=event)


def _frame_id(event_id: UUID, index: int) -> UUID:
    """The event's own id for its first frame; one made from it for each further frame."""
    return event_id if index == 0 else uuid5(event_id, str(index))


def _payload(entries: Sequence[Recorded]) -> bytes:
    first, *also = [
        Told(str(entry.id), msgspec.Raw(msgspec.json.encode(entry.event))) for entry in entries
    ]
    return msgspec.json.encode(msgspec.structs.replace(first, also=also))
