"""What a listener of a gathering says to the others: judged by its feature, told in passing."""

from typing import Any

import msgspec

from longhouse.kernel.gatherings import Gathering, Speech
from longhouse.realtime.connection import Connection
from longhouse.realtime.errors import NotYours
from longhouse.realtime.protocol import ClientFrame, Frames, reply_frame
from longhouse.realtime.signals import Signals
from longhouse.realtime.timers import Timers

# So many are told in one frame; of a crowd the rest comes with the next.
_MOST_TOGETHER = 60


class Speeches:
    def __init__(self, frames: Frames, signals: Signals, timers: Timers) -> None:
        self._frames = frames
        self._signals = signals
        self._timers = timers

    def take(self, gathering: Gathering) -> None:
        for speech in gathering.speeches:
            teller = _Teller(gathering.kind, speech, self._signals, self._timers)
            frame: Any = msgspec.defstruct(
                f"Speech{speech.tag.title()}",
                [("data", speech.words)],
                bases=(ClientFrame,),
                tag=speech.tag,
                tag_field="type",
                frozen=True,
                kw_only=True,
                forbid_unknown_fields=True,
            )
            self._frames.register(frame, teller.handle)


class _Teller:
    def __init__(self, kind: str, speech: Speech[Any], signals: Signals, timers: Timers) -> None:
        self._kind = kind
        self._speech = speech
        self._signals = signals
        self._timers = timers
        self._latest: dict[str, dict[str, msgspec.Raw]] = {}
        """By topic and speaker, what is to be told together."""

    async def handle(self, connection: Connection, frame: Any) -> None:
        """Only who listens may speak: the subscription is the proof of the right."""
        topic: str = frame.data.topic
        subscription = connection.subscriptions.get(topic)
        if subscription is None or subscription.held or topic.partition(":")[0] != self._kind:
            raise NotYours
        told = await self._speech.say(connection.principal, frame.data)
        if self._speech.together is not None:
            self._gather(topic, connection.user_id, told, self._speech.together)
            return
        await self._signals.tell(
            topic,
            self._speech.told_as,
            told,
            by=connection.user_id,
            but_connection=connection.id,
        )
        if frame.id is not None:
            connection.reply(reply_frame(frame.id, msgspec.to_builtins(told)))

    def _gather(self, topic: str, user_id: str, told: msgspec.Struct, within: float) -> None:
        if not self._latest:
            self._timers.call_later(within, self._flush)
        of_topic = self._latest.setdefault(topic, {})
        of_topic.pop(user_id, None)
        of_topic[user_id] = msgspec.Raw(_encode(told))

    def _flush(self) -> None:
        latest, self._latest = self._latest, {}
        for topic, parts in latest.items():
            speakers = list(parts)
            now = {one: parts[one] for one in speakers[:_MOST_TOGETHER]}
            self._signals.tell_together(topic, self._speech.told_as, now)
            for late in speakers[_MOST_TOGETHER:]:
                self._latest.setdefault(topic, {})[late] = parts[late]
        if self._latest and self._speech.together is not None:
            self._timers.call_later(self._speech.together, self._flush)


_encode = msgspec.json.Encoder().encode
