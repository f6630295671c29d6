"""The socket as a raw ASGI application, made for uvicorn.

What a fan-out sends is framed once and the same bytes are written to each socket, where the server
offers that. Elsewhere, and when the peer is slow, `send` is stepped by hand: uvicorn's returns
without suspending as long as the peer's buffer has room, so that only a slow peer needs a task that
finishes the write. uvicorn pings and reaps by itself; it has to be started with `ws_options`.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Generator
from types import coroutine
from typing import Any, cast

from longhouse.kernel.errors import Unauthorized, Unavailable
from longhouse.kernel.http.exchange import Exchange
from longhouse.kernel.http.sockets import EXTENSION, SocketProtocol, text_frame
from longhouse.kernel.principal import Principal
from longhouse.realtime.connection import Connection
from longhouse.realtime.core import Realtime
from longhouse.realtime.crowd import Stay
from longhouse.realtime.door import Refusal, Scope
from longhouse.realtime.errors import CloseCode, TooManySockets
from longhouse.realtime.settings import RealtimeSettings
from longhouse.realtime.timers import Timer, Timers, wait_within

Event = dict[str, Any]
Receive = Callable[[], Awaitable[Event]]
Send = Callable[[Event], Awaitable[None]]
WriteFrame = Callable[[bytes], bool]

# How long a peer that does not read may keep us from saying goodbye.
_GOODBYE_SECONDS = 5.0

_log = logging.getLogger(__name__)


def ws_options(settings: RealtimeSettings) -> dict[str, object]:
    """How uvicorn has to be configured for this application."""
    return {
        "ws": SocketProtocol,
        "ws_max_size": settings.frame_bytes,
        "ws_ping_interval": settings.heartbeat_seconds,
        "ws_ping_timeout": settings.heartbeat_seconds,
        "ws_per_message_deflate": False,
    }


class LastFrame:
    """The frame of what was sent last: a fan-out sends the same to one socket after another."""

    __slots__ = ("_frame", "_payload")

    def __init__(self) -> None:
        self._payload: bytes | None = None
        self._frame = b""

    def of(self, payload: bytes) -> bytes:
        if payload is not self._payload:
            self._payload, self._frame = payload, text_frame(payload)
        return self._frame


class AsgiSink:
    """Writes to one peer. Made in the task that serves it, which is cancelled to let it go."""

    __slots__ = (
        "_abort",
        "_frame",
        "_goodbye",
        "_send",
        "_serving",
        "_timers",
        "_unfinished",
        "_write",
        "aborted",
        "connection",
    )

    def __init__(
        self, send: Send, timers: Timers, frame: LastFrame, write: WriteFrame | None = None
    ) -> None:
        self._send = send
        self._frame = frame
        self._write = write
        self._timers = timers
        self._serving = cast("asyncio.Task[None]", asyncio.current_task())
        self._unfinished: asyncio.Future[None] | None = None
        self._abort: Timer | None = None
        self._goodbye: Event | None = None
        self.aborted = False
        self.connection: Connection | None = None

    def send(self, payload: bytes) -> bool:
        if self._write is not None and self._write(self._frame.of(payload)):
            return True
        return self._step({"type": "websocket.send", "text": payload.decode()})

    def ping(self) -> bool:
        return False

    def close(self, code: int, reason: str) -> None:
        goodbye: Event = {"type": "websocket.close", "code": int(code), "reason": reason}
        # A peer that does not read would not read this either.
        self._abort = self._timers.call_later(_GOODBYE_SECONDS, self._let_go)
        if self._unfinished is None:
            self._step(goodbye)
        else:
            self._goodbye = goodbye

    def stop(self) -> None:
        if self._abort is not None:
            self._abort.cancel()
        if self._unfinished is not None:
            self._unfinished.cancel()

    def _let_go(self) -> None:
        self.aborted = True
        self._serving.cancel()

    def _step(self, event: Event) -> bool:
        """Run `send` as far as it goes; True when that was all the way."""
        rest = self._send(event).__await__()
        try:
            waits_for = next(rest)
        except StopIteration:
            return True
        except Exception:
            # The peer is gone. The receiving side hears of it and ends the connection.
            _log.debug("A message could not be sent", exc_info=True)
            return True
        self._unfinished = asyncio.ensure_future(_finish(waits_for, rest))
        self._unfinished.add_done_callback(self._finished)
        return False

    def _finished(self, task: asyncio.Future[None]) -> None:
        self._unfinished = None
        if task.cancelled() or task.exception() is not None:
            return
        goodbye, self._goodbye = self._goodbye, None
        if goodbye is not None:
            self._step(goodbye)
        elif self.connection is not None:
            self.connection.writable()


@coroutine
def _finish(waits_for: object, rest: Generator[Any, Any, None]) -> Generator[Any, Any, None]:
    """Go on with a coroutine that has been stepped up to where it waits."""
    try:
        yield waits_for
    except BaseException:
        rest.close()
        raise
    yield from rest


class SocketApp:
    """The ASGI application for the address of the socket."""

    def __init__(self, realtime: Realtime) -> None:
        self._door = realtime.door
        self._timers = realtime.timers
        self._handshake_seconds = realtime.settings.handshake_seconds
        self._frame = LastFrame()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        try:
            stay = self._door.knock(Exchange.of(cast("Any", scope)).address)
        except Refusal as refusal:
            await _refuse(scope, send, refusal)
            return
        try:
            await self._let_in(scope, receive, send, stay)
        finally:
            stay.leave()

    async def _let_in(self, scope: Scope, receive: Receive, send: Send, stay: Stay) -> None:
        try:
            principal = await self._door.recognise(scope, stay)
            ended = False
        except Refusal as refusal:
            await _refuse(scope, send, refusal)
            return
        except Unavailable as error:
            await _refuse(scope, send, Refusal(503, error.text))
            return
        except Unauthorized:
            # A browser cannot read the status of a refused handshake, but it can read a close.
            principal, ended = None, True
        await send({"type": "websocket.accept"})
        offered = scope.get("extensions", {}).get(EXTENSION, {})
        sink = AsgiSink(send, self._timers, self._frame, offered.get("write"))
        try:
            if ended:
                sink.close(CloseCode.SESSION_ENDED, Unauthorized.message)
            else:
                await self._serve(principal, sink, receive, stay)
        except asyncio.CancelledError:
            if not sink.aborted:
                raise
        finally:
            sink.stop()

    async def _serve(
        self, principal: Principal | None, sink: AsgiSink, receive: Receive, stay: Stay
    ) -> None:
        try:
            if principal is None:
                line = await self._first_line(receive)
                if line is None:
                    sink.close(CloseCode.POLICY, "Nobody said who this is.")
                    return
                principal = await self._door.redeem(line)
            connection = await self._door.admit(principal, sink, stay)
        except Unauthorized as error:
            sink.close(CloseCode.SESSION_ENDED, error.text)
            return
        except Unavailable as error:
            sink.close(CloseCode.TRY_AGAIN, error.text)
            return
        except TooManySockets as error:
            sink.close(CloseCode.TOO_MANY, error.text)
            return
        sink.connection = connection
        try:
            await _pass_on(receive, connection)
        finally:
            connection.gone()

    async def _first_line(self, receive: Receive) -> str | None:
        first = asyncio.ensure_future(receive())
        try:
            if not await wait_within(self._timers, first, self._handshake_seconds):
                return None
            event = first.result()
        finally:
            first.cancel()
        return event.get("text") if event["type"] == "websocket.receive" else None


async def _pass_on(receive: Receive, connection: Connection) -> None:
    while True:
        event = await receive()
        if event["type"] != "websocket.receive":
            return
        text = event.get("text")
        if text is None:
            connection.reject_binary()
        else:
            await connection.receive(text)


async def _refuse(scope: Scope, send: Send, refusal: Refusal) -> None:
    if "websocket.http.response" not in scope.get("extensions", {}):
        await send({"type": "websocket.close", "code": int(CloseCode.POLICY)})
        return
    await send(
        {
            "type": "websocket.http.response.start",
            "status": refusal.status,
            "headers": [
                (b"content-type", b"text/plain; charset=utf-8"),
                *((name.encode(), value.encode()) for name, value in refusal.headers.items()),
            ],
        }
    )
    await send({"type": "websocket.http.response.body", "body": refusal.sentence.encode()})
