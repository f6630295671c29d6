"""Facts in the past tense, written in the same transaction as the change that caused them."""

from datetime import datetime
from typing import Any, ClassVar

import msgspec

from longhouse.kernel.ids import EventId


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """Base of every event. `name` is `feature.ClassName` and is what the outbox stores.

    An event is additive for ever: fields may be added with a default, never renamed or removed,
    because rows written by older code are relayed by newer code and the other way round.
    """

    name: ClassVar[str]

    def __init_subclass__(cls, **config: Any) -> None:
        super().__init_subclass__(**config)
        feature = cls.__module__.split(".features.")[-1].split(".")[0]
        cls.name = f"{feature}.{cls.__name__}"


class Recorded(msgspec.Struct, frozen=True):
    """An event together with what the outbox gave it."""

    id: EventId
    at: datetime
    event: Event
