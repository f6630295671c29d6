"""One peer: what it sends is handed over message by message, what it is sent is written at once.

`picows` speaks frames and leaves messages to us: putting fragments together, text that is no text,
answering pings, and the end. Nothing is written to a peer whose last write is still under way but
the goodbye, so that what waits for it is only what the core counts.
"""

import asyncio
import logging
from collections import deque
from typing import Protocol, cast

import picows

from longhouse.kernel.errors import Unauthorized, Unavailable
from longhouse.kernel.principal import Principal
from longhouse.realtime.connection import Connection
from longhouse.realtime.core import Realtime
from longhouse.realtime.crowd import Stay
from longhouse.realtime.errors import CloseCode, MessageTooLarge, TooManySockets
from longhouse.realtime.timers import Timer, wait_within

# How long a peer that does not read may keep us from saying goodbye.
_GOODBYE_SECONDS = 5.0
# So many messages may wait to be taken before nothing more is read.
_MOST_WAITING = 16
_LONGEST_REASON = 123
# What `picows` needs in front of a frame, to write its head there.
_HEAD_BYTES = 14
_TEXT = picows.WSMsgType.TEXT

_log = logging.getLogger(__name__)


class LastFrame:
    """What was sent last, with room for its head: a fan-out sends the same to one peer after
    another."""

    __slots__ = ("buffer", "payload")

    def __init__(self) -> None:
        self.payload: bytes | None = None
        self.buffer = bytearray()

    def take(self, payload: bytes) -> None:
        self.payload = payload
        self.buffer = bytearray(_HEAD_BYTES) + payload


class _Flow(Protocol):
    """The transport below `picows`."""

    def set_write_buffer_limits(self, high: int | None = None) -> None: ...
    def pause_reading(self) -> None: ...
    def resume_reading(self) -> None: ...


class Peer(picows.WSListener):
    """A connection that was handed over; `principal` is None when a ticket has to follow."""

    __slots__ = (
        "_abort",
        "_closing",
        "_connection",
        "_ended",
        "_flow",
        "_fragments",
        "_frame",
        "_gone",
        "_principal",
        "_reading",
        "_realtime",
        "_slow",
        "_something",
        "_stay",
        "_transport",
        "_waiting",
        "_working",
    )

    def __init__(
        self,
        realtime: Realtime,
        frame: LastFrame,
        principal: Principal | None,
        stay: Stay,
        *,
        ended: bool,
    ) -> None:
        """`ended` says that what the headers showed is good for nothing any more."""
        self._realtime = realtime
        self._frame = frame
        self._principal = principal
        self._stay = stay
        self._ended = ended
        self._transport: picows.WSTransport
        self._flow: _Flow
        self._connection: Connection | None = None
        self._waiting: deque[str] | None = None
        self._fragments: bytearray | None = None
        self._working: asyncio.Task[None] | None = None
        self._something: asyncio.Future[str | None] | None = None
        self._abort: Timer | None = None
        self._slow = False
        self._reading = True
        self._closing = False
        self._gone = False

    # Outwards

    def send(self, payload: bytes) -> bool:
        frame = self._frame
        if payload is not frame.payload:
            frame.take(payload)
        self._transport.send_reuse_external_bytearray(_TEXT, frame.buffer, _HEAD_BYTES)
        return not self._slow

    def ping(self) -> bool:
        if not self._slow:
            self._transport.send_ping()
        return True

    def close(self, code: int, reason: str) -> None:
        if self._closing or self._gone:
            return
        self._closing = True
        words = reason.encode()[:_LONGEST_REASON].decode(errors="ignore").encode()
        self._transport.send_close(cast("picows.WSCloseCode", int(code)), words)
        # A peer that does not read would not read this either.
        self._abort = self._realtime.timers.call_later(_GOODBYE_SECONDS, self._let_go)

    def _let_go(self) -> None:
        self._transport.disconnect(graceful=False)

    def pause_writing(self) -> None:
        self._slow = True

    def resume_writing(self) -> None:
        self._slow = False
        if self._connection is not None:
            self._connection.writable()

    # The beginning and the end

    @property
    def met(self) -> bool:
        """Whether `picows` has taken it in, and will say when it is gone."""
        return self._working is not None or self._gone

    def on_ws_connected(self, transport: picows.WSTransport) -> None:
        self._transport = transport
        self._flow = cast("_Flow", transport.underlying_transport)
        # The bounded queue of the connection is the only one.
        self._flow.set_write_buffer_limits(high=0)
        self._working = asyncio.ensure_future(self._enter())

    def on_ws_disconnected(self, transport: picows.WSTransport) -> None:
        self._gone = True
        self._stay.leave()
        if self._abort is not None:
            self._abort.cancel()
        if self._something is not None and not self._something.done():
            self._something.set_result(None)
        self._waiting = self._fragments = None
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.gone()

    async def _enter(self) -> None:
        try:
            connection = await self._admitted()
        except Unauthorized as error:
            self.close(CloseCode.SESSION_ENDED, error.text)
        except Unavailable as error:
            self.close(CloseCode.TRY_AGAIN, error.text)
        except TooManySockets as error:
            self.close(CloseCode.TOO_MANY, error.text)
        except Exception:
            _log.exception("A peer could not be let in")
            self.close(CloseCode.TRY_AGAIN, Unavailable.message)
        else:
            self._connection = connection
            if connection is not None and self._gone:
                connection.gone()
        await self._work()

    async def _admitted(self) -> Connection | None:
        if self._ended:
            raise Unauthorized
        door, principal = self._realtime.door, self._principal
        if principal is None:
            line = await self._first_line()
            if line is None:
                self.close(CloseCode.POLICY, "Nobody said who this is.")
                return None
            principal = await door.redeem(line)
        self._principal = None
        return await door.admit(principal, self, self._stay)

    async def _first_line(self) -> str | None:
        if self._waiting:
            return self._waiting.popleft()
        self._something = asyncio.get_running_loop().create_future()
        within = self._realtime.settings.handshake_seconds
        if not await wait_within(self._realtime.timers, self._something, within):
            return None
        return self._something.result()

    # Inwards

    def on_ws_frame(self, transport: picows.WSTransport, frame: picows.WSFrame) -> None:
        kind = frame.msg_type
        if self._connection is not None:
            self._connection.heard()
        if kind == picows.WSMsgType.CLOSE:
            self._answer_close(transport, frame)
        elif self._closing:
            return
        elif kind == picows.WSMsgType.PING:
            if not self._slow:
                transport.send_pong(frame.get_payload_as_bytes())
        elif kind != picows.WSMsgType.PONG:
            self._take(kind, frame)

    def _answer_close(self, transport: picows.WSTransport, frame: picows.WSFrame) -> None:
        if not self._closing:
            code = int(cast("int", frame.get_close_code())) or picows.WSCloseCode.OK
            self.close(cast("int", code), "")
        transport.disconnect()

    def _take(self, kind: picows.WSMsgType, frame: picows.WSFrame) -> None:
        """One data frame: a message, or a piece of one."""
        begun = self._fragments is not None
        if (
            frame.rsv1
            or frame.rsv2
            or frame.rsv3
            or begun != (kind == picows.WSMsgType.CONTINUATION)
        ):
            self.close(picows.WSCloseCode.PROTOCOL_ERROR.value, "")
            return
        if kind == picows.WSMsgType.BINARY:
            self._refuse_binary()
            return
        if begun or not frame.fin:
            fragments = self._fragments = self._fragments or bytearray()
            fragments += frame.get_payload_as_memoryview()
            if len(fragments) > self._realtime.settings.frame_bytes:
                self.close(CloseCode.TOO_BIG, MessageTooLarge.message)
            elif frame.fin:
                self._fragments = None
                self._read(bytes(fragments))
            return
        self._read(frame.get_payload_as_bytes())

    def _refuse_binary(self) -> None:
        if self._connection is not None:
            self._connection.reject_binary()
        else:
            self.close(CloseCode.POLICY, "Nobody said who this is.")

    def _read(self, message: bytes) -> None:
        try:
            text = message.decode()
        except UnicodeDecodeError:
            self.close(CloseCode.INVALID_TEXT, "")
            return
        if self._something is not None and not self._something.done():
            self._something.set_result(text)
            return
        if self._waiting is None:
            self._waiting = deque()
        self._waiting.append(text)
        if self._working is None:
            self._working = asyncio.ensure_future(self._work())
        elif self._reading and len(self._waiting) >= _MOST_WAITING:
            self._reading = False
            self._flow.pause_reading()

    async def _work(self) -> None:
        """One message after the other, until none is left."""
        while self._waiting and self._connection is not None:
            await self._connection.receive(self._waiting.popleft())
        self._waiting = None
        self._working = None
        if not self._reading and not self._gone:
            self._reading = True
            self._flow.resume_reading()
