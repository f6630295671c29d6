"""Who is typing: told to the other listeners of a topic, over in six seconds, never kept."""

import msgspec

from longhouse.realtime.connection import Connection
from longhouse.realtime.errors import NotYours
from longhouse.realtime.protocol import Typing
from longhouse.realtime.signals import Signals
from longhouse.realtime.timers import Timers

TYPING_SECONDS = 6
# A client says it at every few keys; telling it twice within its life is enough.
_TELL_EVERY = 3.0


class TypingTold(msgspec.Struct, frozen=True):
    user_id: str
    username: str
    expires_in: int


class TypingTeller:
    def __init__(self, signals: Signals, timers: Timers) -> None:
        self._signals = signals
        self._timers = timers

    async def handle(self, connection: Connection, frame: Typing) -> None:
        """Only who listens may type: the subscription is the proof of the right."""
        topic = frame.data.topic
        subscription = connection.subscriptions.get(topic)
        if subscription is None or subscription.held:
            raise NotYours
        now = self._timers.monotonic()
        if now - subscription.typed_at < _TELL_EVERY:
            return
        subscription.typed_at = now
        principal = connection.principal
        told = TypingTold(str(principal.user_id), principal.username, TYPING_SECONDS)
        await self._signals.tell(topic, "typing", told, but_user=told.user_id)
