"""The language of the socket: JSON frames, one for each line of a text message.

A client frame is a strict struct tagged by its `type`. The core registers its own and a feature
may register more, each with the coroutine that handles it. A frame that cannot be taken is
answered with an error frame that carries its `id`.
"""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, TypeVar
from uuid import UUID

import msgspec

from longhouse.kernel.errors import AppError
from longhouse.kernel.live import Delivery, Position
from longhouse.realtime.errors import InvalidFrame, UnknownType

if TYPE_CHECKING:
    from longhouse.realtime.connection import Connection

FrameId = Annotated[int, msgspec.Meta(ge=0, le=2**53 - 1)]
TopicName = Annotated[str, msgspec.Meta(min_length=3, max_length=200, pattern=r"^[a-z_]+:[^\s]+$")]


class ClientFrame(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="type"
):
    """Base of what a client may send; a subclass names its `tag` and its `data`."""

    id: FrameId | None = None


class Place(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a client says that it stands in a topic."""

    epoch: Annotated[str, msgspec.Meta(max_length=64)]
    offset: Annotated[int, msgspec.Meta(ge=0, le=2**53 - 1)]

    def position(self) -> Position:
        return Position(self.epoch, self.offset)


class SubscribeData(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    topics: dict[TopicName, Place | None]


class Subscribe(ClientFrame, frozen=True, tag="subscribe"):
    data: SubscribeData


class UnsubscribeData(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    topics: list[TopicName]


class Unsubscribe(ClientFrame, frozen=True, tag="unsubscribe"):
    data: UnsubscribeData


class TypingData(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    topic: TopicName


class Typing(ClientFrame, frozen=True, tag="typing"):
    data: TypingData


class Ping(ClientFrame, frozen=True, tag="ping"):
    data: dict[str, Any] = {}


class AuthenticateData(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    ticket: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


class Authenticate(ClientFrame, frozen=True, tag="authenticate"):
    data: AuthenticateData


class _Envelope(msgspec.Struct):
    type: str
    id: FrameId | None = None


class FrameError(Exception):
    """A frame that was refused, and the id that its answer carries."""

    def __init__(self, error: AppError, frame_id: int | None) -> None:
        self.error = error
        self.frame_id = frame_id
        super().__init__(error.text)


F = TypeVar("F", bound=ClientFrame)
Handle = Callable[["Connection", F], Awaitable[None]]

# Deep nesting and half surrogates are refused like any other nonsense.
_UNREADABLE = (msgspec.DecodeError, RecursionError, UnicodeError)

_envelope = msgspec.json.Decoder(_Envelope)


class Frames:
    """The registry of client frames: each type once, with what handles it."""

    def __init__(self) -> None:
        self._kinds: dict[str, tuple[msgspec.json.Decoder[Any], Handle[Any]]] = {}

    def register(self, frame: type[F], handle: Handle[F]) -> None:
        tag = frame.__struct_config__.tag
        if not isinstance(tag, str) or tag in self._kinds:
            raise ValueError(f"{frame.__name__} needs a tag of its own, not {tag!r}")
        self._kinds[tag] = (msgspec.json.Decoder(frame), handle)

    def read(self, line: str) -> tuple[ClientFrame, Handle[Any]]:
        try:
            envelope = _envelope.decode(line)
        except _UNREADABLE as error:
            raise FrameError(_invalid(error), None) from None
        known = self._kinds.get(envelope.type)
        if known is None:
            raise FrameError(UnknownType(), envelope.id)
        decoder, handle = known
        try:
            return decoder.decode(line), handle
        except _UNREADABLE as error:
            raise FrameError(_invalid(error), envelope.id) from None


def read_ticket(line: str) -> str:
    """The ticket of an `authenticate` frame, the only frame that comes before a connection is."""
    try:
        return _authenticate.decode(line).data.ticket
    except _UNREADABLE as error:
        raise FrameError(_invalid(error), None) from None


_authenticate = msgspec.json.Decoder(Authenticate)


def _invalid(error: Exception) -> InvalidFrame:
    if isinstance(error, msgspec.ValidationError):
        return InvalidFrame(f"That frame could not be understood: {error}.")
    return InvalidFrame("That frame is not JSON.")


class _EventFrame(msgspec.Struct, frozen=True):
    type: str
    topic: str
    offset: int
    event_id: UUID
    data: msgspec.Raw
    timestamp: datetime


class _SignalFrame(msgspec.Struct, frozen=True):
    type: str
    topic: str
    data: msgspec.Raw
    timestamp: datetime


_encode = msgspec.json.Encoder().encode


def event_frame(delivery: Delivery) -> bytes:
    """One line; encoded once for all who hear it."""
    message = delivery.message
    return _one_line(
        _encode(
            _EventFrame(
                type=message.type,
                topic=delivery.topic,
                offset=delivery.position.offset,
                event_id=message.event_id,
                data=message.data,
                timestamp=message.timestamp,
            )
        )
    )


def signal_frame(type_: str, topic: str, data: msgspec.Raw, timestamp: datetime) -> bytes:
    return _one_line(_encode(_SignalFrame(type_, topic, data, timestamp)))


def hello_frame(connection_id: str, heartbeat_seconds: int, server_time: datetime) -> bytes:
    data = {
        "connection_id": connection_id,
        "heartbeat_seconds": heartbeat_seconds,
        "server_time": server_time,
    }
    return _encode({"type": "hello", "data": data})


def reply_frame(frame_id: int | None, data: Mapping[str, object]) -> bytes:
    return _encode({"type": "reply", "id": frame_id, "data": data})


def error_frame(frame_id: int | None, error: AppError) -> bytes:
    return _encode({"type": "error", "id": frame_id, "data": refusal(error)})


def refusal(error: AppError) -> dict[str, object]:
    shown: dict[str, object] = {"code": error.code, "error": error.text}
    return shown | {"details": error.details} if error.details else shown


def unsubscribed_frame(topic: str, code: str) -> bytes:
    return _encode({"type": "unsubscribed", "topic": topic, "data": {"code": code}})


def resynced_frame(topic: str, position: Position) -> bytes:
    data = {"epoch": position.epoch, "offset": position.offset, "recovered": False}
    return _encode({"type": "resynced", "topic": topic, "data": data})


def _one_line(frame: bytes) -> bytes:
    """Frames are parted by newlines; in JSON a newline can only stand between tokens."""
    return frame.replace(b"\n", b" ") if b"\n" in frame else frame
