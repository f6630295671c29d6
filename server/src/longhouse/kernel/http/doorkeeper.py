"""Shows out whoever holds a connection and does nothing with it.

uvicorn waits for ever for the rest of a request's head, takes a head of any size, and lets go of a
connection only when its peer has read what was written last. A few peers that never finish would
hold every descriptor of the process.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable
from typing import Any, cast

from uvicorn.protocols.http.flow_control import FlowControl
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

# How long the head of a request may take to arrive, or the rest of a body that was refused; and how
# large a head may be.
HEAD_SECONDS = 20.0
HEAD_BYTES = 65_536
# How long a peer may read nothing of an answer. Somebody on a slow line, behind the large buffers of
# the machine, may seem to read nothing for a minute.
UNREAD_SECONDS = 120.0
# How long a connection that we have closed may take to be gone.
CLOSING_SECONDS = 10.0
LOOK_EVERY = 2.0
# So much is looked at before it is asked whether a request waits for the one in front of it.
_PIECE = 4_096

_TOO_LARGE = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\n"
    b"Content-Length: 0\r\nConnection: close\r\n\r\n"
)

log = logging.getLogger(__name__)


class _Flow(FlowControl):
    """Reads on when all that has been read was looked at."""

    unread = b""

    def resume_reading(self) -> None:
        if not self.unread:
            super().resume_reading()


class Visit(HttpToolsProtocol):
    """One connection, whose heads have a bound.

    Of requests that are sent without waiting for an answer few are taken in at once: uvicorn would
    read on with each answer that it gives, and keep whatever comes.
    """

    reading: _Flow
    head_bytes = 0
    in_body = False
    """A body may go on arriving when the answer to it is out: it was refused, and is not a head."""

    @property
    def waits_for_peer(self) -> bool:
        """Whether it has neither a request that is worked on nor a rest between two of them."""
        busy = cast("Any", self.cycle) is not None and not self.cycle.response_complete
        return not busy and self.timeout_keep_alive_task is None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        below = cast("asyncio.Transport", transport)
        super().connection_made(below)
        self.flow = self.reading = _Flow(below)

    def data_received(self, data: bytes) -> None:
        data, self.reading.unread = self.reading.unread + data, b""
        begin = 0
        while begin < len(data) and not self.pipeline:
            self._take_in(data[begin : begin + _PIECE])
            begin += _PIECE
            if self.transport.is_closing() or self.transport.get_protocol() is not self:
                return
        self.reading.unread = data[begin:]
        if self.reading.unread:
            self.reading.pause_reading()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.reading.unread and not self.pipeline and not self.transport.is_closing():
            self.data_received(b"")
            self.reading.resume_reading()

    def _take_in(self, data: bytes) -> None:
        self.head_bytes += len(data)
        super().data_received(data)
        if self.in_body or not self.waits_for_peer:
            self.head_bytes = 0
        elif self.head_bytes > HEAD_BYTES and not self.transport.is_closing():
            self.transport.write(_TOO_LARGE)
            self.transport.close()

    def on_headers_complete(self) -> None:
        self.head_bytes = 0
        self.in_body = True
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self.in_body = False
        super().on_message_complete()


class Doorkeeper:
    """Looks at all connections of a process now and then."""

    def __init__(self, connections: Iterable[Any], clock: Callable[[], float]) -> None:
        self._connections = connections
        self._clock = clock
        # Since when each has been in a state that has a bound, by the connection.
        self._since: dict[Any, tuple[float, float]] = {}

    def look(self) -> None:
        now = self._clock()
        before, self._since = self._since, {}
        for visit in tuple(self._connections):
            bound = _bound(visit)
            if bound is None:
                continue
            known, since = before.get(visit, (bound, now))
            if known != bound:
                since = now
            if now - since < bound:
                self._since[visit] = (bound, since)
                continue
            log.info("a connection that stood still for %g seconds is closed", bound)
            cast("asyncio.Transport", visit.transport).abort()


def _bound(visit: Any) -> float | None:
    """How long it may stay as it is; None for as long as it likes."""
    transport = cast("asyncio.Transport | None", visit.transport)
    if transport is None:
        return None
    if transport.is_closing():
        return CLOSING_SECONDS
    if not isinstance(visit, Visit):
        # Sockets are pinged, and reaped by that.
        return None
    if visit.waits_for_peer:
        return HEAD_SECONDS
    return UNREAD_SECONDS if visit.flow.write_paused else None
