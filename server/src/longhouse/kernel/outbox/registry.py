"""Which events exist, who follows them, and how they look live."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import msgspec

from longhouse.kernel.events import Event
from longhouse.kernel.outbox.declare import Subscriber
from longhouse.kernel.push import AnyPush


class EventRegistry:
    def __init__(
        self,
        events: Iterable[type[Event]],
        subscribers: Iterable[Subscriber[Any]],
        pushes: Iterable[AnyPush],
    ) -> None:
        self._decoders = {kind.name: msgspec.json.Decoder(kind) for kind in events}
        self._subscribers: dict[str, list[Subscriber[Any]]] = defaultdict(list)
        self._pushes: dict[str, list[AnyPush]] = defaultdict(list)
        for subscriber in subscribers:
            self._known(subscriber.event)
            self._subscribers[subscriber.event.name].append(subscriber)
        for push in pushes:
            self._known(push.event)
            self._pushes[push.event.name].append(push)

    @property
    def names(self) -> list[str]:
        return list(self._decoders)

    def decode(self, name: str, payload: str) -> Event:
        return self._decoders[name].decode(payload)

    def subscribers(self, event: Event) -> list[Subscriber[Any]]:
        return self._subscribers.get(event.name, [])

    def pushes(self, event: Event) -> list[AnyPush]:
        return self._pushes.get(event.name, [])

    def _known(self, event: type[Event]) -> None:
        if event.name not in self._decoders:
            raise LookupError(f"{event.name} is followed but no module lists it in its events")
