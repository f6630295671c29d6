"""One connection's listening to one topic.

A subscription can be held, for any number of reasons at once: it is still being made, a right is
about to end, the process was cut off and rights are asked for again. While it is held what arrives
waits in it; when the last hold is released it is sent, when the subscription ends it is dropped.
"""

import asyncio
from typing import TYPE_CHECKING

from longhouse.kernel.live import Position
from longhouse.realtime.protocol import resynced_frame

if TYPE_CHECKING:
    from longhouse.realtime.connection import Connection


class Subscription:
    __slots__ = (
        "_changed",
        "_holds",
        "_waiting",
        "connection",
        "ended",
        "epoch",
        "hidden",
        "offset",
        "resynced",
        "since",
        "topic",
        "typed_at",
    )

    def __init__(self, connection: "Connection", topic: str) -> None:
        """Begins held by its maker, who calls `begin` and then `release`."""
        self.connection = connection
        self.topic = topic
        self.epoch = ""
        self.offset = 0
        """The last offset that was sent, or that the client was told it stands at."""
        self.since = 0
        """The offset after which everything was sent on this connection."""
        self.ended = False
        self.resynced = False
        self.typed_at = float("-inf")
        self.hidden: frozenset[str] = frozenset()
        """At a gathering, whose doings are not told to this listener."""
        self._holds = 1
        self._waiting: list[tuple[int, bytes]] = []
        self._changed: asyncio.Future[None] | None = None

    @property
    def position(self) -> Position:
        return Position(self.epoch, self.offset)

    @property
    def held(self) -> bool:
        return self._holds > 0

    @property
    def held_by_another(self) -> bool:
        return self._holds > 1 and not self.ended

    def deliver(self, offset: int, frame: bytes, now: float) -> None:
        if self._holds:
            self._waiting.append((offset, frame))
            self.connection.hold_back(len(frame))
        elif offset > self.offset:
            self.offset = offset
            self.connection.send(frame, now)

    def reset(self, position: Position, now: float) -> None:
        """The topic lost its thread: the client has to fetch anew from this position on."""
        self._drop_waiting()
        self.epoch, self.offset, self.since = position.epoch, position.offset, position.offset
        self.resynced = True
        if not self._holds:
            self._say_resynced(now)

    def begin(self, position: Position, since: int) -> None:
        """Where the client is told that it stands; what waits up to there will not be sent."""
        self.epoch, self.offset, self.since = position.epoch, position.offset, since
        self.resynced = False

    def hold(self) -> None:
        self._holds += 1

    def release(self, now: float) -> None:
        self._holds -= 1
        self._tell_change()
        if self._holds or self.ended:
            return
        if self.resynced:
            self._say_resynced(now)
        waiting = self._drop_waiting()
        for offset, frame in waiting:
            self.deliver(offset, frame, now)

    def end(self) -> None:
        self.ended = True
        self._drop_waiting()
        self._tell_change()

    async def held_by_maker_alone(self) -> None:
        """Wait until nobody but the caller holds it, or it has ended."""
        while self.held_by_another:
            self._changed = asyncio.get_running_loop().create_future()
            await self._changed

    def _say_resynced(self, now: float) -> None:
        self.resynced = False
        self.connection.send(resynced_frame(self.topic, self.position), now)

    def _drop_waiting(self) -> list[tuple[int, bytes]]:
        waiting, self._waiting = self._waiting, []
        if waiting:
            self.connection.hold_back(-sum(len(frame) for _, frame in waiting))
        return waiting

    def _tell_change(self) -> None:
        if self._changed is not None and not self._changed.done():
            self._changed.set_result(None)
