"""Tells events after their commit.

The order of one event's telling is: live first, then one statement that marks its row and enqueues
the jobs of its durable subscribers. A process that dies in between leaves the row unmarked, and a
sweeper tells it again: live under the same id, which the live port recognises, and the jobs only
if its own marking was the first.
"""

import asyncio
import logging
from collections.abc import Sequence
from datetime import timedelta
from typing import Protocol
from uuid import UUID, uuid5

import msgspec

from longhouse.kernel.db import Database, Read, Tx
from longhouse.kernel.events import Recorded
from longhouse.kernel.ids import EventId
from longhouse.kernel.jobs import enqueue_many
from longhouse.kernel.live import Live, Message
from longhouse.kernel.outbox import store
from longhouse.kernel.outbox.declare import Told
from longhouse.kernel.outbox.registry import EventRegistry

log = logging.getLogger(__name__)

_BATCH = 500
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
            async with self._db.read() as read:
                told = [entry for entry in batch if await self._tell(read, entry)]
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
                waiting = await store.take_waiting(tx, self._registry.names, older_than, _BATCH)
                self._observe.events_waiting(len(waiting))
                if waiting:
                    # Read apart, so that a fault in one view cannot abort this transaction.
                    async with self._db.read() as read:
                        entries = [self._recorded(row) for row in waiting]
                        told = [entry for entry in entries if await self._tell(read, entry)]
                    await self._mark(tx, told)
            if len(waiting) < _BATCH or len(told) < len(waiting):
                return

    async def _tell(self, read: Read, recorded: Recorded) -> bool:
        """Publish what the event looks like live; False when the live port does not take it."""
        for push in self._registry.pushes(recorded.event):
            try:
                tellings = await push.tell(read, recorded.event)
            except Exception:
                # A fault in how one event is shown must not hold up the others; listeners that
                # miss it find the truth when they read next.
                log.exception("the live view of %s failed", recorded.event.name)
                continue
            for index, telling in enumerate(tellings):
                message = Message(
                    event_id=_frame_id(recorded.id, index),
                    type=telling.type,
                    data=msgspec.Raw(msgspec.json.encode(telling.data)),
                    timestamp=recorded.at,
                )
                try:
                    await self._live.publish(telling.topic, message)
                except Exception:
                    log.warning("the live port does not take events", exc_info=True)
                    return False
                self._observe.message_published(telling.topic.partition(":")[0])
        return True

    async def _mark(self, tx: Tx, told: Sequence[Recorded]) -> None:
        if not told:
            return
        first = await store.mark_relayed(tx, [entry.id for entry in told])
        jobs = [
            (subscriber.name, _payload(entry))
            for entry in told
            if entry.id in first
            for subscriber in self._registry.subscribers(entry.event)
        ]
        await enqueue_many(tx, jobs)
        self._observe.events_relayed(len(first))

    def _recorded(self, waiting: store.Waiting) -> Recorded:
        event = self._registry.decode(waiting.name, waiting.payload)
        return Recorded(id=EventId(waiting.id), at=waiting.created_at, event=event)


def _frame_id(event_id: UUID, index: int) -> UUID:
    """The event's own id for its first frame; one made from it for each further frame."""
    return event_id if index == 0 else uuid5(event_id, str(index))


def _payload(entry: Recorded) -> bytes:
    event = msgspec.Raw(msgspec.json.encode(entry.event))
    return msgspec.json.encode(Told(event_id=str(entry.id), event=event))
