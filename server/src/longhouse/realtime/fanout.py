"""One topic in one process: heard once from the live port, told to every subscription.

A fan-out never waits: a frame is encoded once and given to each connection's queue. When the
offsets show that something was lost on the way, the fan-out catches up by replaying, or says that
it cannot.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable, Collection

from longhouse.kernel.errors import Unavailable
from longhouse.kernel.live import Delivery, Live, Position
from longhouse.realtime.background import Background
from longhouse.realtime.metrics import Metrics
from longhouse.realtime.protocol import event_frame
from longhouse.realtime.subscription import Subscription
from longhouse.realtime.timers import Timers, pause

_LONGEST_PAUSE = 5.0

Recheck = Callable[[list[Subscription]], Awaitable[None]]


class Fanout:
    def __init__(
        self,
        topic: str,
        live: Live,
        timers: Timers,
        metrics: Metrics,
        background: Background,
        recheck: Recheck,
    ) -> None:
        self._topic = topic
        self._live = live
        self._timers = timers
        self._metrics = metrics
        self._background = background
        self._recheck = recheck
        self._position = Position("", 0)
        self._waiting: list[Delivery] | None = []
        self._catching_up: asyncio.Event | None = None
        self.subscriptions: set[Subscription] = set()
        self._opening = asyncio.ensure_future(self._open())

    @property
    def position(self) -> Position:
        return self._position

    async def opened(self) -> Position:
        """Where the topic stands: all up to here is behind, all after it will be delivered."""
        if not self._opening.done():
            # Shared by all who wait for it; one that gives up must not cancel it for the rest.
            await asyncio.shield(self._opening)
        self._opening.result()
        return self._position

    async def close(self) -> None:
        await asyncio.wait((self._opening,))
        if not self._opening.cancelled() and self._opening.exception() is None:
            await self._live.unlisten(self._topic, self._receive)

    async def catch_up(self, covered: Collection[Subscription]) -> None:
        """Make sure that nothing was missed, and return when what was missed has been given on.

        The caller holds the subscriptions that are covered and will ask for their rights itself.
        """
        await asyncio.wait((self._opening,))
        if self._opening.cancelled() or self._opening.exception() is not None:
            return
        while self._catching_up is not None:
            await self._catching_up.wait()
        self._waiting = []
        await self._replay(covered)

    async def _open(self) -> None:
        self._position = await self._live.listen(self._topic, self._receive)
        self._take_waiting()

    def _receive(self, delivery: Delivery) -> None:
        if self._waiting is not None:
            self._waiting.append(delivery)
            return
        known, position = self._position, delivery.position
        same = position.epoch == known.epoch
        if same and position.offset == known.offset + 1:
            self._tell(delivery)
        elif not same or position.offset > known.offset:
            self._waiting = [delivery]
            self._background.spawn(self._replay(frozenset()))

    def _tell(self, delivery: Delivery) -> None:
        self._position = delivery.position
        frame = event_frame(delivery)
        offset, now = delivery.position.offset, self._timers.monotonic()
        # A copy, because a connection that cannot keep up leaves while it is told.
        for subscription in tuple(self.subscriptions):
            subscription.deliver(offset, frame, now)
        spent = self._timers.now() - delivery.message.timestamp
        self._metrics.message_broadcast(max(spent.total_seconds(), 0.0))

    async def _replay(self, covered: Collection[Subscription]) -> None:
        caught_up = self._catching_up = asyncio.Event()
        try:
            missed, position = await self._ask_until_answered()
            if missed is None:
                self._reset(position)
            elif missed:
                await self._give_on(missed, covered)
        finally:
            self._catching_up = None
            caught_up.set()
            self._take_waiting()

    async def _ask_until_answered(self) -> tuple[list[Delivery] | None, Position]:
        wait = 0.1
        while self.subscriptions:
            try:
                missed = await self._live.replay(self._topic, self._position)
                if missed is None:
                    return None, await self._live.position(self._topic)
                return missed, self._position
            except Unavailable:
                await pause(self._timers, random.uniform(wait / 2, wait))  # noqa: S311 -- spread
                wait = min(wait * 2, _LONGEST_PAUSE)
        return [], self._position

    async def _give_on(self, missed: list[Delivery], covered: Collection[Subscription]) -> None:
        """What was replayed did not come on the line on which withdrawals are told, so the rights
        are asked for again, now that it has been read, before it is let through."""
        held = [one for one in self.subscriptions if one not in covered]
        for subscription in held:
            subscription.hold()
        for delivery in missed:
            self._tell(delivery)
        await self._recheck(held)

    def _reset(self, position: Position) -> None:
        self._position = position
        now = self._timers.monotonic()
        for subscription in tuple(self.subscriptions):
            subscription.reset(position, now)

    def _take_waiting(self) -> None:
        waiting, self._waiting = self._waiting or [], None
        for delivery in waiting:
            self._receive(delivery)
