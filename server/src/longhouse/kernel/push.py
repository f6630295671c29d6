"""How a feature takes part in realtime: the topics that it offers and what its events look like there.

A feature declares these in its `push.py`; the realtime core and the outbox relay carry them out.
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Generic, Protocol, TypeVar

import msgspec

from longhouse.kernel.db import Read, Tx
from longhouse.kernel.events import Event
from longhouse.kernel.principal import Principal

E = TypeVar("E", bound=Event)

MayListen = Callable[[Read, Principal, str], Awaitable[bool]]


class TopicKind(msgspec.Struct, frozen=True):
    """`kind:id` names that can be listened to, and who may."""

    kind: str
    may_listen: MayListen
    """Asked at each subscription, with the id behind the colon."""


class Telling(msgspec.Struct, frozen=True):
    """One frame for one topic."""

    topic: str
    type: str
    data: msgspec.Struct


class Push(Generic[E]):
    """Turns an event into what is told live. `tell` may read, to show fresh state."""

    def __init__(
        self, event: type[E], tell: Callable[[Read, E], Awaitable[Sequence[Telling]]]
    ) -> None:
        self.event = event
        self.tell = tell


AnyPush = Push[Any]


class Withdrawal(msgspec.Struct, frozen=True, kw_only=True):
    """A right to listen that ends: of a member or one session, to one topic or to all.

    With `topic` None the sockets themselves are closed. With `user_id` None it is the right of
    everybody to the topic that is asked for anew: who may still listen is let go on. It is told to
    every process before the commit that ends the right and settled after it, so that nothing
    committed later gets out.
    """

    user_id: str | None
    session_id: str | None = None
    topic: str | None = None
    reason: str = "WITHDRAWN"


class Withdraw(Protocol):
    """Ends rights to listen together with the transaction that ends them."""

    def __call__(self, tx: Tx, withdrawal: Withdrawal) -> None: ...
