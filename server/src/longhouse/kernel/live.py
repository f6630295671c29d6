"""The live port: what is happening now, shared by every process of the house.

Owns: topics with an epoch, a dense offset and a short window; signals without memory; presence;
counters; tickets that can be taken once.
Promises: `publish` is idempotent by event id within the window and keeps the first offset; a
listener gets each delivery of a topic once and in the order of offsets; `replay` answers exactly
what came after a position, or None when the window no longer reaches back that far or the epoch
is another one; what is published `after` a position is refused once something else was told
there, so that nothing older than what others have told can follow it. An epoch is one life of a topic: it ends when what the port knew of the topic is
lost or has lain unused for longer than the window, and offsets start anew. All that is kept here
may be lost without losing anything that was promised to last.
Never does: touch the database; know who may listen.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol
from uuid import UUID

import msgspec


class Position(msgspec.Struct, frozen=True):
    epoch: str
    offset: int


BEGINNING = Position("", 0)
"""Of any topic, whatever its epoch: nothing has been told there yet."""


class Moved(Exception):
    """A topic does not stand any more where the publisher had seen it; where it stands now."""

    def __init__(self, position: Position) -> None:
        super().__init__(position)
        self.position = position


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """What is told to a topic; `data` is JSON already, encoded once for all who hear it."""

    event_id: UUID
    type: str
    data: msgspec.Raw
    timestamp: datetime


class Delivery(msgspec.Struct, frozen=True):
    topic: str
    position: Position
    message: Message


class Count(msgspec.Struct, frozen=True):
    value: int
    resets_in: float
    """Seconds until the counter forgets."""


Receive = Callable[[Delivery], None]
Hear = Callable[[bytes], None]
Resumed = Callable[[], None]


class Live(Protocol):
    name: str
    """`memory` or `redis`, as the setting spells it."""

    async def start(self) -> None: ...

    async def stop(self) -> None: ...

    async def check(self) -> None:
        """Raise when the port cannot serve."""
        ...

    # Topics

    async def publish(
        self, topic: str, message: Message, *, after: Position | None = None
    ) -> Position:
        """Tell the topic, and say as what.

        With `after` only if nothing has been told there since, else `Moved` is raised: what was
        read before somebody else told something newer would undo it at everybody who listens.
        """
        ...

    async def position(self, topic: str) -> Position: ...

    async def replay(self, topic: str, since: Position) -> list[Delivery] | None: ...

    async def listen(self, topic: str, receive: Receive) -> Position:
        """Call `receive` for all that is published after the position that is returned.

        Calls are synchronous, must not raise, and may come before `listen` itself has returned.
        An offset that does not follow the last one, or another epoch, means that deliveries were
        lost on the way; `replay` has them or says that they are gone.
        """
        ...

    async def unlisten(self, topic: str, receive: Receive) -> None: ...

    # Signals: no offset, no memory, at most once

    async def signal(self, channel: str, payload: bytes) -> None: ...

    async def hear(self, channel: str, hear: Hear) -> None: ...

    async def unhear(self, channel: str, hear: Hear) -> None: ...

    def on_gap(self, resumed: Resumed) -> None:
        """Call `resumed` after an interruption in which deliveries or signals may have been lost.

        It is called before anything that came after the interruption is handed on, so that a
        listener can hold back what a lost signal would have forbidden.
        """
        ...

    # Presence: a member of a key, gone when not touched for `ttl` seconds

    async def touch(self, key: str, member: str, value: bytes, ttl: float) -> bool:
        """Enter or stay; True when the member was not there before."""
        ...

    async def leave(self, key: str, member: str) -> bool: ...

    async def present(self, key: str) -> dict[str, bytes]: ...

    # Counters and things that are taken once

    async def count(self, key: str, by: int, window: float) -> Count:
        """Add to a counter that forgets `window` seconds after its first count."""
        ...

    async def put(self, key: str, value: bytes, ttl: float) -> None: ...

    async def take(self, key: str) -> bytes | None:
        """The value, for exactly one of all who ask; then it is gone."""
        ...
