"""What stands before the socket: reads one request, answers it, or hands the connection over.

`picows` would have to say yes or no at once, and only with what the request itself says. So it is
given a connection when the answer is known: the session has been looked up, the origin compared,
and the peer's own address asked whether it is a proxy of ours.
"""

import asyncio
import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, cast

from picows import WSAutoPingStrategy, WSListener
from picows.picows import WSProtocol  # pyright: ignore[reportUnknownVariableType, reportAttributeAccessIssue] -- not in its stub

from longhouse.kernel.errors import Unauthorized, Unavailable
from longhouse.kernel.http.arrivals import Arrivals
from longhouse.kernel.http.edge import SOCKET
from longhouse.kernel.http.exchange import Exchange
from longhouse.kernel.http.operations import Operations
from longhouse.kernel.telemetry import context
from longhouse.realtime.core import Realtime
from longhouse.realtime.crowd import Stay
from longhouse.realtime.door import Refusal
from longhouse.realtime.transports.picows.head import (
    END,
    Head,
    Unreadable,
    canonical_head,
    read_head,
)
from longhouse.realtime.transports.picows.peer import LastFrame, Peer

_LONGEST_HEAD = 16_384
# What a connection keeps for reading; it grows while a frame needs more.
_READ_BUFFER = 4_096
_PLAIN = b"text/plain; charset=utf-8"

_log = logging.getLogger(__name__)


class Reception:
    """What every connection of a gateway is received with."""

    def __init__(
        self, realtime: Realtime, arrivals: Arrivals, operations: Operations, *, secure: bool
    ) -> None:
        self.realtime = realtime
        self.arrivals = arrivals
        self.operations = operations
        self.secure = secure
        self.frame = LastFrame()
        self.fronts: set[Front] = set()
        # What a stranger sends is nothing to complain of. `picows` keeps a logger for each
        # connection unless it is given something else than a logger.
        complaints = logging.getLogger("picows")
        complaints.setLevel(logging.CRITICAL)
        self.complaints = logging.LoggerAdapter(complaints, {})


class Front(asyncio.Protocol):
    """One connection until it is answered or handed over."""

    def __init__(self, reception: Reception) -> None:
        self._reception = reception
        self._raw = bytearray()
        self._transport: asyncio.Transport
        self._task: asyncio.Task[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._reception.fronts.add(self)
        realtime = self._reception.realtime
        self._late = realtime.timers.call_later(realtime.settings.handshake_seconds, self.give_up)

    def connection_lost(self, exc: Exception | None) -> None:
        self._done()

    def give_up(self) -> None:
        self._transport.abort()

    def data_received(self, data: bytes) -> None:
        self._raw += data
        head, end, tail = self._raw.partition(END)
        if len(head) > _LONGEST_HEAD:
            self._answer(431, _PLAIN, b"That request is too long.")
        elif end and self._task is None:
            # From here on it is we who are waited for.
            self._late.cancel()
            self._transport.pause_reading()
            self._raw = bytearray()
            self._task = asyncio.ensure_future(self._receive(bytes(head + end), bytes(tail)))

    async def _receive(self, raw: bytes, tail: bytes) -> None:
        try:
            head = read_head(raw)
            exchange = self._meet(head)
            if head.path == SOCKET:
                await self._let_in(head, exchange, tail)
            else:
                await self._operate(head, exchange)
        except Unreadable:
            self._answer(400, _PLAIN, b"That request could not be understood.")
        except Refusal as refusal:
            headers = tuple(f"{name}: {value}".encode() for name, value in refusal.headers.items())
            self._answer(refusal.status, _PLAIN, refusal.sentence.encode(), headers)
        except Exception:
            _log.exception("A request could not be answered")
            self._answer(500, _PLAIN, b"Something went wrong here.")

    def _meet(self, head: Head) -> Exchange:
        peer = self._transport.get_extra_info("peername")
        exchange = self._reception.arrivals.meet(
            head.headers, peer=peer[0] if peer else None, scheme="http"
        )
        context.request_id.set(exchange.request_id)
        return exchange

    async def _let_in(self, head: Head, exchange: Exchange, tail: bytes) -> None:
        key = head.upgrade_key()
        if key is None:
            raise Refusal(426, "This address speaks WebSocket, version 13.")
        if self._reception.secure and not exchange.secure:
            raise Refusal(403, "This house is reached by https.")
        scope: dict[str, Any] = {
            "type": "websocket",
            "scheme": "wss" if exchange.secure else "ws",
            "path": head.path,
            "query_string": head.query,
            "headers": head.headers,
        }
        stay = self._reception.realtime.door.knock(exchange.address)
        try:
            peer = await self._recognise(scope, stay)
            self._hand_over(peer, canonical_head(key) + tail)
            if peer.met:
                # From here on the peer says when it is gone.
                stay = None
        finally:
            if stay is not None:
                stay.leave()

    async def _recognise(self, scope: dict[str, Any], stay: Stay) -> Peer:
        ended, principal = False, None
        try:
            principal = await self._reception.realtime.door.recognise(scope, stay)
        except Unavailable as error:
            raise Refusal(503, error.text) from None
        except Unauthorized:
            # A browser cannot read the status of a refused handshake, but it can read a close.
            ended = True
        reception = self._reception
        return Peer(reception.realtime, reception.frame, principal, stay, ended=ended)

    def _hand_over(self, peer: Peer, read: bytes) -> None:
        """Let `picows` go on where we stop, as it does itself behind a proxy."""
        transport = self._transport
        if transport.is_closing():
            return
        self._done()
        protocol = _speak(peer, self._reception)
        transport.set_protocol(protocol)
        protocol.connection_made(transport)
        rest = memoryview(read)
        while rest:
            room: memoryview = protocol.get_buffer(len(rest))
            taken = min(len(room), len(rest))
            room[:taken] = rest[:taken]
            protocol.buffer_updated(taken)
            rest = rest[taken:]
        if not transport.is_closing():
            transport.resume_reading()

    async def _operate(self, head: Head, exchange: Exchange) -> None:
        operations = self._reception.operations
        if head.path not in operations.paths:
            self._answer(404, _PLAIN, b"Here are only sockets.")
        elif head.method not in ("GET", "HEAD"):
            self._answer(405, _PLAIN, b"", (b"allow: GET, HEAD",))
        else:
            status, kind, body = await operations.answer(head.path, exchange)
            self._answer(status, kind, b"" if head.method == "HEAD" else body)

    def _answer(
        self, status: int, kind: bytes, body: bytes, headers: tuple[bytes, ...] = ()
    ) -> None:
        lines = (
            b"HTTP/1.1 %d %s" % (status, HTTPStatus(status).phrase.encode()),
            b"content-type: " + kind,
            b"content-length: %d" % len(body),
            b"cache-control: no-store",
            b"x-content-type-options: nosniff",
            b"connection: close",
            *headers,
        )
        self._transport.write(b"\r\n".join(lines) + END + body)
        self._transport.close()

    def _done(self) -> None:
        self._late.cancel()
        self._reception.fronts.discard(self)


def _speak(peer: Peer, reception: Reception) -> Any:
    accept: Callable[[object], WSListener] = lambda _request: peer  # noqa: E731 -- its type is the point
    return cast("Any", WSProtocol)(
        None,
        None,
        False,
        accept,
        reception.complaints,
        True,
        None,
        False,
        0,
        0,
        WSAutoPingStrategy.PING_WHEN_IDLE,
        False,
        reception.realtime.settings.frame_bytes,
        None,
        _READ_BUFFER,
    )
