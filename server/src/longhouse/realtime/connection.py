"""One socket, whatever carries it: what goes out waits here, what comes in is judged here.

Owns: the queue of frames for a peer, the count of what the peer sends, its subscriptions.
Promises: nothing here waits for the peer. The first frame after a quiet moment is written at once;
what comes within the joining time, or while a write is under way, travels together. A peer that
lets more than the bounded queue pile up is closed with the code that means "resume".
"""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from longhouse.kernel.errors import AppError
from longhouse.kernel.principal import Principal
from longhouse.kernel.telemetry import context
from longhouse.kernel.telemetry.traces import Tracer
from longhouse.realtime.errors import CloseCode, MessageTooLarge, TooManyFrames
from longhouse.realtime.metrics import Metrics
from longhouse.realtime.protocol import FrameError, Frames, error_frame
from longhouse.realtime.settings import RealtimeSettings
from longhouse.realtime.timers import Timers

if TYPE_CHECKING:
    from longhouse.realtime.subscription import Subscription


# What fills a message of its own does not wait for more to travel with.
_ENOUGH_BYTES = 16_384
# While the loop is behind, frames gather for up to so many joining times: each write then carries
# more of them, and the loop catches up.
_LONGEST_JOINING = 3
_NEVER = float("inf")

_log = logging.getLogger(__name__)


class Sink(Protocol):
    """The writing half of a transport. None of these may wait or raise."""

    def send(self, payload: bytes) -> bool:
        """Write one text message. False when the peer is slow and the write still under way: then
        nothing more is sent until the transport calls `Connection.writable`."""
        ...

    def ping(self) -> bool:
        """Ping the peer; its answer is told by `Connection.heard`. False when the server below
        pings and reaps by itself."""
        ...

    def close(self, code: int, reason: str) -> None: ...


class Shared:
    """What every connection of a process has in common, so that each one stays small."""

    def __init__(
        self,
        timers: Timers,
        settings: RealtimeSettings,
        frames: Frames,
        metrics: Metrics,
        tracer: Tracer,
    ) -> None:
        self.tracer = tracer
        self.timers = timers
        self.settings = settings
        self.frames = frames
        self.metrics = metrics
        self.frames_count = metrics.frames_count
        self.join_seconds = self._shortest = settings.join_milliseconds / 1000
        self._due: list[Connection] = []
        self._due_at = 0.0
        self._frames: list[bytes] = []
        self._joined = b""

    def flush_later(self, connection: "Connection", now: float) -> None:
        """One timer flushes every connection that has something waiting."""
        if not self._due:
            self._due_at = now + self.join_seconds
            self.timers.call_later(self.join_seconds, self._flush)
        self._due.append(connection)

    def join(self, frames: list[bytes]) -> bytes:
        """One message of several frames: the same bytes for all who get the same."""
        if len(frames) == 1:
            return frames[0]
        if frames != self._frames:
            self._frames, self._joined = frames, b"\n".join(frames)
        return self._joined

    def _flush(self) -> None:
        due, self._due = self._due, []
        now = self.timers.monotonic()
        late = max(0.0, now - self._due_at)
        self.join_seconds = min(self._shortest + late, self._shortest * _LONGEST_JOINING)
        for connection in due:
            connection.flush(now)
        self._frames, self._joined = [], b""


class Connection:
    __slots__ = (
        "_busy_since",
        "_closed",
        "_held_bytes",
        "_on_gone",
        "_on_leave",
        "_queue",
        "_queued_bytes",
        "_shared",
        "_sink",
        "_tokens",
        "_tokens_at",
        "_written_at",
        "id",
        "principal",
        "subscriptions",
        "unanswered_pings",
        "user_id",
    )

    def __init__(
        self,
        connection_id: str,
        principal: Principal,
        sink: Sink,
        shared: Shared,
        on_leave: Callable[["Connection"], None],
        on_gone: Callable[["Connection"], None],
    ) -> None:
        self.id = connection_id
        self.principal = principal
        self.user_id = str(principal.user_id)
        self.subscriptions: dict[str, Subscription] = {}
        self.unanswered_pings = 0
        self._sink = sink
        self._shared = shared
        self._on_leave = on_leave
        self._on_gone = on_gone
        self._closed = False
        self._queue: list[bytes] = []
        self._queued_bytes = 0
        self._held_bytes = 0
        self._busy_since: float | None = None
        # The next frame is written at once when the joining time since then is over. While a frame
        # waits, a write is under way, or the connection is closed, that is never: so a fan-out asks
        # one thing of each of thousands.
        self._written_at = -_NEVER
        self._tokens = float(shared.settings.frames_burst)
        self._tokens_at = shared.timers.monotonic()

    @property
    def closed(self) -> bool:
        return self._closed

    # Outwards

    def send(self, frame: bytes, now: float) -> None:
        shared = self._shared
        if now - self._written_at >= shared.join_seconds:
            shared.frames_count["out"] += 1
            self._written_at = now
            if not self._sink.send(frame):
                self._stall(now)
        elif not self._closed:
            shared.frames_count["out"] += 1
            self._wait(frame, now)

    def _wait(self, frame: bytes, now: float) -> None:
        if not self._queue and self._busy_since is None:
            self._shared.flush_later(self, now)
        self._written_at = _NEVER
        self._queue.append(frame)
        self._queued_bytes += len(frame)
        if self._queued_bytes >= _ENOUGH_BYTES:
            # Only what the peer is too slow for counts as piled up, not what waits for company.
            self.flush(now)
        self._check_room()

    def hold_back(self, size: int) -> None:
        """Count what waits in a held subscription against the same bound."""
        self._held_bytes += size
        if size > 0:
            self._check_room()

    def flush(self, now: float) -> None:
        if self._closed or self._busy_since is not None or not self._queue:
            return
        queue, self._queue, self._queued_bytes = self._queue, [], 0
        self._written_at = now
        if not self._sink.send(self._shared.join(queue)):
            self._stall(now)

    def writable(self) -> None:
        """The transport's write has gone out."""
        if self._busy_since is not None and not self._closed:
            self._written_at = self._busy_since
        self._busy_since = None
        self.flush(self._shared.timers.monotonic())

    def ping(self) -> bool:
        return self._sink.ping()

    def stalled(self, now: float) -> float:
        """For how long a write has not gone out."""
        return 0.0 if self._busy_since is None else now - self._busy_since

    def close(self, code: CloseCode, reason: str) -> None:
        if not self._closed:
            self._leave()
            self._sink.close(code, reason)

    def gone(self) -> None:
        """The transport has let go of the peer; it says so once, however it came about."""
        self._leave()
        self._on_gone(self)

    def _leave(self) -> None:
        if not self._closed:
            self._closed = True
            self._written_at = _NEVER
            self._queue.clear()
            self._on_leave(self)

    # Inwards

    def heard(self) -> None:
        """Any sign of life."""
        self.unanswered_pings = 0

    async def receive(self, message: str) -> None:
        """Take one text message; a transport gives the next when this one is done."""
        self.heard()
        if len(message) > self._shared.settings.frame_bytes:
            self.refuse(None, MessageTooLarge())
            self.close(CloseCode.TOO_BIG, MessageTooLarge.message)
            return
        for line in message.split("\n"):
            if self._closed:
                return
            if line and not line.isspace():
                await self._take(line)

    def reject_binary(self) -> None:
        self.close(CloseCode.UNSUPPORTED, "This socket speaks JSON text.")

    def refuse(self, frame_id: int | None, error: AppError) -> None:
        self.send(error_frame(frame_id, error), self._shared.timers.monotonic())

    def reply(self, frame: bytes) -> None:
        self.send(frame, self._shared.timers.monotonic())

    async def _take(self, line: str) -> None:
        self._shared.frames_count["in"] += 1
        tokens = self._spend_token()
        if tokens < -self._shared.settings.frames_burst:
            self.close(CloseCode.TOO_MANY, TooManyFrames.message)
            return
        frame_id: int | None = None
        try:
            frame, handle = self._shared.frames.read(line)
            frame_id = frame.id
            if tokens < 0:
                raise TooManyFrames
            context.user_id.set(self.user_id)
            name = f"socket {frame.__struct_config__.tag}"
            with self._shared.tracer.span(name, kind="server"):
                await handle(self, frame)
        except FrameError as refused:
            self.refuse(refused.frame_id, refused.error)
        except AppError as error:
            self.refuse(frame_id, error)
        except Exception:
            # The edge of the socket, as there is one of HTTP: our fault costs one answer.
            _log.exception("A frame could not be handled")
            self.refuse(frame_id, AppError())

    def _spend_token(self) -> float:
        """What is left of the allowance; it goes below nothing for frames that are refused."""
        settings = self._shared.settings
        now = self._shared.timers.monotonic()
        earned = (now - self._tokens_at) * settings.frames_per_second
        self._tokens = min(self._tokens + earned, float(settings.frames_burst)) - 1
        self._tokens_at = now
        return self._tokens

    def _stall(self, now: float) -> None:
        """The transport is still at it, and says `writable` when it is not any more."""
        self._busy_since = now
        self._written_at = _NEVER

    def _check_room(self) -> None:
        settings = self._shared.settings
        if (
            self._queued_bytes + self._held_bytes > settings.queue_bytes
            or len(self._queue) > settings.queue_frames
        ):
            self.close(CloseCode.RESUME, "This connection could not keep up.")
