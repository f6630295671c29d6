"""One caller of `listen`, who gets what comes after a position and nothing else."""

import logging
from collections.abc import Callable
from typing import ParamSpec

from longhouse.kernel.live import Delivery, Position, Receive

P = ParamSpec("P")

_FAILED = "A listener of the live port failed"

_log = logging.getLogger(__name__)


class Listener:
    """Until its position is known, what arrives waits: it may turn out to lie before it."""

    __slots__ = ("_epoch", "_floor", "_waiting", "receive")

    def __init__(self, receive: Receive) -> None:
        self.receive = receive
        self._waiting: list[Delivery] | None = []
        self._epoch = ""
        self._floor = 0

    def give(self, delivery: Delivery) -> None:
        if self._waiting is not None:
            self._waiting.append(delivery)
        elif delivery.position.epoch != self._epoch or delivery.position.offset > self._floor:
            # As `call_safely`, without a call more for each delivery.
            try:
                self.receive(delivery)
            except Exception:
                _log.exception(_FAILED)

    def begin(self, position: Position) -> None:
        waiting, self._waiting = self._waiting or [], None
        self._epoch, self._floor = position.epoch, position.offset
        for delivery in waiting:
            self.give(delivery)


def call_safely(call: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> None:
    """One listener that fails must not cost the others their delivery, nor the reader its loop."""
    try:
        call(*args, **kwargs)
    except Exception:
        _log.exception(_FAILED)
