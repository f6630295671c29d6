"""Long-polling: the socket's events for a client that cannot have a socket.

A poll is a short connection whose sink is a list: it subscribes with the positions of its cursor,
waits until something comes, and leaves. So it has the same rights, the same resuming and the same
withdrawals as a socket. Nothing is kept between two polls: the cursor holds topics, epochs and
offsets, is signed and bound to the member, and any process can go on from it. An answer that is
lost on its way costs nothing: the old cursor gives the same again.
"""

import asyncio
from collections.abc import Sequence
from typing import Protocol

import msgspec

from longhouse.kernel.errors import InvalidRequest, Unauthorized, Unavailable
from longhouse.kernel.principal import Principal
from longhouse.realtime.connection import Connection
from longhouse.realtime.door import Door
from longhouse.realtime.errors import CloseCode
from longhouse.realtime.protocol import Place, TopicName
from longhouse.realtime.replay import Subscribing
from longhouse.realtime.timers import Timers, wait_within

_PURPOSE = "events-cursor"


class SignsCursors(Protocol):
    def sign(self, purpose: str, payload: bytes) -> str: ...

    def verify(self, purpose: str, token: str) -> bytes | None: ...


class InvalidCursor(InvalidRequest):
    code = "INVALID_CURSOR"
    message = "That cursor is not one of ours. Please begin anew with `topics`."


class Answer(msgspec.Struct, frozen=True):
    events: list[msgspec.Raw]
    topics: dict[str, dict[str, object]]
    """Every topic at the beginning; later those that were refused or could not be recovered."""
    cursor: str


class _Cursor(msgspec.Struct, frozen=True, array_like=True):
    user_id: str
    topics: dict[str, tuple[str, int]]


_encode = msgspec.json.Encoder().encode
_decoder = msgspec.json.Decoder(_Cursor)
_names = msgspec.json.Decoder(list[TopicName])


class _Collected:
    """A sink that keeps what it is sent."""

    def __init__(self) -> None:
        self.lines: list[bytes] = []
        self.closed_with: int | None = None
        self.something: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def send(self, payload: bytes) -> bool:
        self.lines.extend(payload.split(b"\n"))
        self._wake()
        return True

    def ping(self) -> bool:
        return False

    def close(self, code: int, reason: str) -> None:
        self.closed_with = code
        self._wake()

    def begin(self) -> None:
        """Forget the greeting and the reply."""
        self.lines.clear()
        if self.closed_with is None:
            self.something = asyncio.get_running_loop().create_future()

    def _wake(self) -> None:
        if not self.something.done():
            self.something.set_result(None)


class LongPoll:
    def __init__(
        self,
        door: Door,
        subscribing: Subscribing,
        secrets: SignsCursors,
        timers: Timers,
        seconds: float,
    ) -> None:
        self._door = door
        self._subscribing = subscribing
        self._secrets = secrets
        self._timers = timers
        self._seconds = seconds

    async def begin(self, principal: Principal, topics: Sequence[str]) -> Answer:
        """Where these topics stand now; the client then fetches its snapshot, then polls."""
        try:
            names = _names.decode(_encode(list(topics)))
        except msgspec.ValidationError as error:
            raise InvalidRequest(f"Those are not topics: {error}.") from None
        return await self._poll(principal, dict.fromkeys(names), wait=False)

    async def poll(self, principal: Principal, cursor: str) -> Answer:
        """What came after the cursor; waits for the first of it."""
        known = self._read(principal, cursor)
        places = {topic: Place(epoch, offset) for topic, (epoch, offset) in known.topics.items()}
        return await self._poll(principal, places, wait=True)

    async def _poll(
        self,
        principal: Principal,
        places: dict[str, Place | None] | dict[str, Place],
        *,
        wait: bool,
    ) -> Answer:
        sink = _Collected()
        connection = await self._door.admit(principal, sink)
        try:
            stands = await self._subscribing.subscribe(connection, places, frame_id=None)
            notable = {
                topic: entry
                for topic, entry in stands.items()
                if not wait or not entry.get("recovered", False)
            }
            connection.flush(self._timers.monotonic())
            missed = [line for line in sink.lines if _is_event(line)]
            sink.begin()
            if wait and not missed and not notable:
                await wait_within(self._timers, sink.something, self._seconds)
                connection.flush(self._timers.monotonic())
            return self._answer(connection, sink, missed, notable)
        finally:
            connection.gone()

    def _answer(
        self,
        connection: Connection,
        sink: _Collected,
        missed: list[bytes],
        notable: dict[str, dict[str, object]],
    ) -> Answer:
        if sink.closed_with == CloseCode.SESSION_ENDED:
            raise Unauthorized
        if sink.closed_with is not None:
            raise Unavailable
        cursor = _Cursor(
            str(connection.principal.user_id),
            {
                topic: (subscription.epoch, subscription.offset)
                for topic, subscription in connection.subscriptions.items()
            },
        )
        return Answer(
            events=[msgspec.Raw(line) for line in missed + sink.lines],
            topics=notable,
            cursor=self._secrets.sign(_PURPOSE, _encode(cursor)),
        )

    def _read(self, principal: Principal, cursor: str) -> _Cursor:
        payload = self._secrets.verify(_PURPOSE, cursor)
        if payload is None:
            raise InvalidCursor
        known = _decoder.decode(payload)
        if known.user_id != str(principal.user_id):
            raise InvalidCursor
        return known


class _Kind(msgspec.Struct):
    type: str


_kind = msgspec.json.Decoder(_Kind)


def _is_event(line: bytes) -> bool:
    return _kind.decode(line).type not in ("hello", "reply")
