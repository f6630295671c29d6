"""A message as it lies in Redis and travels through it."""

from datetime import datetime
from uuid import UUID

import msgspec

from longhouse.kernel.live import Message


class _Stored(msgspec.Struct, frozen=True, array_like=True):
    event_id: UUID
    type: str
    timestamp: datetime
    data: bytes


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(_Stored)


def encode(message: Message) -> bytes:
    return _encoder.encode(
        _Stored(message.event_id, message.type, message.timestamp, bytes(message.data))
    )


def decode(stored: bytes) -> Message:
    entry = _decoder.decode(stored)
    return Message(
        event_id=entry.event_id,
        type=entry.type,
        data=msgspec.Raw(entry.data),
        timestamp=entry.timestamp,
    )
