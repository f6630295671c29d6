"""What is told on a topic in passing: without an offset, never kept, never replayed.

One channel of the live port carries the signals of all topics to every process, which tells them
to its own listeners. They cannot be missed in a way that matters.
"""

from datetime import datetime

import msgspec

from longhouse.kernel.live import Live
from longhouse.realtime.hub import Hub
from longhouse.realtime.metrics import Metrics
from longhouse.realtime.protocol import signal_frame
from longhouse.realtime.timers import Timers

CHANNEL = "topic-signals"


class _Signal(msgspec.Struct, frozen=True):
    topic: str
    type: str
    data: msgspec.Raw
    timestamp: datetime
    but_user: str | None = None
    but_connection: str | None = None


_encode = msgspec.json.Encoder().encode
_decoder = msgspec.json.Decoder(_Signal)


class Signals:
    def __init__(self, live: Live, hub: Hub, timers: Timers, metrics: Metrics) -> None:
        self._live = live
        self._hub = hub
        self._timers = timers
        self._metrics = metrics

    async def start(self) -> None:
        await self._live.hear(CHANNEL, self._hear)

    async def stop(self) -> None:
        await self._live.unhear(CHANNEL, self._hear)

    async def tell(
        self,
        topic: str,
        type_: str,
        data: msgspec.Struct,
        *,
        but_user: str | None = None,
        but_connection: str | None = None,
    ) -> None:
        """Tell all who listen to the topic, but the one member or connection it came from."""
        signal = _Signal(
            topic=topic,
            type=type_,
            data=msgspec.Raw(_encode(data)),
            timestamp=self._timers.now(),
            but_user=but_user,
            but_connection=but_connection,
        )
        self._metrics.message_published(topic.partition(":")[0])
        await self._live.signal(CHANNEL, _encode(signal))

    def _hear(self, payload: bytes) -> None:
        signal = _decoder.decode(payload)
        listeners = self._hub.listeners(signal.topic)
        if not listeners:
            return
        frame = signal_frame(signal.type, signal.topic, signal.data, signal.timestamp)
        now = self._timers.monotonic()
        for subscription in listeners:
            connection = subscription.connection
            if (
                not subscription.held
                and connection.id != signal.but_connection
                and str(connection.principal.user_id) != signal.but_user
            ):
                connection.send(frame, now)
