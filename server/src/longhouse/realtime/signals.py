"""What is told on a topic in passing: without an offset, never kept, never replayed.

Channels of the live port carry the signals of all topics to every process, which tells them to its
own listeners. They cannot be missed in a way that matters.
"""

from collections.abc import Callable
from datetime import datetime

import msgspec

from longhouse.kernel.live import Live
from longhouse.realtime.background import Background
from longhouse.realtime.hub import Hub
from longhouse.realtime.metrics import Metrics
from longhouse.realtime.protocol import signal_frame
from longhouse.realtime.timers import Timers

CHANNEL = "topic-signals"
TOGETHER_CHANNEL = "topic-signals-together"
JOINED = "user_joined"
LEFT = "user_left"

Moved = Callable[[str, str], None]


class _Signal(msgspec.Struct, frozen=True):
    topic: str
    type: str
    data: msgspec.Raw
    timestamp: datetime
    by: str | None = None
    """Whose doing it is: not told to whom they are hidden from."""
    but_user: str | None = None
    but_connection: str | None = None


class _Together(msgspec.Struct, frozen=True):
    """What several have said, by speaker."""

    topic: str
    type: str
    parts: dict[str, msgspec.Raw]
    timestamp: datetime


_encode = msgspec.json.Encoder().encode
_decoder = msgspec.json.Decoder(_Signal)
_together_decoder = msgspec.json.Decoder(_Together)


class Signals:
    def __init__(
        self, live: Live, hub: Hub, timers: Timers, metrics: Metrics, background: Background
    ) -> None:
        self._live = live
        self._hub = hub
        self._timers = timers
        self._metrics = metrics
        self._background = background
        self._moved: list[Moved] = []

    def on_move(self, moved: Moved) -> None:
        """Call when somebody came to a topic or left it, in any process, with both."""
        self._moved.append(moved)

    async def start(self) -> None:
        await self._live.hear(CHANNEL, self._hear)
        await self._live.hear(TOGETHER_CHANNEL, self._hear_together)

    async def stop(self) -> None:
        await self._live.unhear(CHANNEL, self._hear)
        await self._live.unhear(TOGETHER_CHANNEL, self._hear_together)

    async def tell(
        self,
        topic: str,
        type_: str,
        data: msgspec.Struct,
        *,
        by: str | None = None,
        but_user: str | None = None,
        but_connection: str | None = None,
    ) -> None:
        """Tell all who listen to the topic, but the one member or connection it came from."""
        signal = _Signal(
            topic=topic,
            type=type_,
            data=msgspec.Raw(_encode(data)),
            timestamp=self._timers.now(),
            by=by,
            but_user=but_user,
            but_connection=but_connection,
        )
        self._metrics.message_published(topic.partition(":")[0])
        await self._live.signal(CHANNEL, _encode(signal))

    def tell_together(self, topic: str, type_: str, parts: dict[str, msgspec.Raw]) -> None:
        """Tell what several have said in one frame, soon."""
        together = _Together(topic, type_, parts, self._timers.now())
        self._metrics.message_published(topic.partition(":")[0])
        self._background.spawn(self._live.signal(TOGETHER_CHANNEL, _encode(together)))

    def _hear(self, payload: bytes) -> None:
        signal = _decoder.decode(payload)
        if signal.type in (JOINED, LEFT) and signal.by is not None:
            for moved in self._moved:
                moved(signal.topic, signal.by)
        listeners = self._hub.listeners(signal.topic)
        if not listeners:
            return
        frame = signal_frame(signal.type, signal.topic, signal.data, signal.timestamp)
        now = self._timers.monotonic()
        by, but_user, but_connection = signal.by, signal.but_user, signal.but_connection
        for subscription in listeners:
            connection = subscription.connection
            if (
                not subscription.held
                and connection.id != but_connection
                and connection.user_id != but_user
                and by not in subscription.hidden
            ):
                connection.send(frame, now)
        self._broadcast(signal.timestamp)

    def _hear_together(self, payload: bytes) -> None:
        together = _together_decoder.decode(payload)
        listeners = self._hub.listeners(together.topic)
        if not listeners:
            return
        speakers = together.parts.keys()
        whole = _frame_of(together, frozenset())
        now = self._timers.monotonic()
        for subscription in listeners:
            if subscription.held:
                continue
            if subscription.hidden.isdisjoint(speakers):
                subscription.connection.send(whole, now)
            else:
                subscription.connection.send(_frame_of(together, subscription.hidden), now)
        self._broadcast(together.timestamp)

    def _broadcast(self, since: datetime) -> None:
        spent = self._timers.now() - since
        self._metrics.message_broadcast(max(spent.total_seconds(), 0.0))


def _frame_of(together: _Together, hidden: frozenset[str]) -> bytes:
    said = [part for speaker, part in together.parts.items() if speaker not in hidden]
    data = msgspec.Raw(_encode({together.type: said}))
    return signal_frame(together.type, together.topic, data, together.timestamp)
