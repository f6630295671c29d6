"""Reads what Redis tells, all that has come at once.

redis-py waits seven times for the parts of one message, which cost a process that does nothing but
listen more than handing the message to ten sockets. It still opens the connection, with whatever
the address asks for.
"""

import asyncio
import re
from collections.abc import Callable, Iterator
from typing import Any, cast

from redis.exceptions import ConnectionError as Broken
from redis.exceptions import InvalidResponse, RedisError, ResponseError

Hear = Callable[[object], None]

_END = b"\r\n"
_SIZED = (b"$", b"*", b":")
_NUMBER = re.compile(rb"-?[0-9]+")
# What is told on a channel up to its last part: nearly all that a gateway ever reads. Recognised
# by one look it costs a quarter of what reading its parts one after the other does.
_TOLD = re.compile(rb"\*3\r\n\$7\r\nmessage\r\n\$([0-9]{1,9})\r\n([^\r\n]*)\r\n\$([0-9]{1,9})\r\n")


class Answers:
    """The answers of one server, in the order in which their bytes are fed."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> Iterator[object]:
        """Every answer that is whole by now; the rest waits for more bytes."""
        whole = self._rest + data if self._rest else data
        at = 0
        while (read := _read_told(whole, at) or _read(whole, at)) is not None:
            answer, at = read
            yield answer
        self._rest = whole[at:]


class Line(asyncio.Protocol):
    """A connection of redis-py of which only the beginning and the writing are used."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._answers = Answers()
        self._hear: Hear | None = None
        self._early = b""
        """What came before anybody listened."""
        self._broken: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def connect(self) -> None:
        await self._connection.connect()
        transport = cast("asyncio.Transport", self._connection._writer.transport)
        self._before = transport.get_protocol()
        transport.set_protocol(self)

    async def disconnect(self, nowait: bool = False) -> None:
        self._broken.cancel()
        await self._connection.disconnect(nowait=nowait)

    async def send_command(self, *args: bytes) -> None:
        await self._connection.send_command(*args)

    async def listen(self, hear: Hear) -> None:
        """Hand on what comes, in the turn of the loop in which it comes; raises when it ends."""
        self._hear = hear
        self.data_received(self._early)
        await self._broken

    def data_received(self, data: bytes) -> None:
        if self._hear is None:
            self._early += data
            return
        if self._broken.done():
            return
        try:
            for answer in self._answers.feed(data):
                self._hear(answer)
        except RedisError as error:
            self._broken.set_exception(error)

    def connection_lost(self, exc: Exception | None) -> None:
        self._before.connection_lost(exc)
        if not self._broken.done():
            self._broken.set_exception(exc or Broken("Redis has closed the connection."))


def _read_told(data: bytes, at: int) -> tuple[object, int] | None:
    """What was told on a channel; None also when `_read` has to look what this is."""
    head = _TOLD.match(data, at)
    if head is None:
        return None
    channel_size, channel, size = head.groups()
    begin = head.end()
    stop = begin + int(size)
    if len(data) < stop + 2 or len(channel) != int(channel_size):
        return None
    return [b"message", channel, data[begin:stop]], stop + 2


def _read(data: bytes, at: int) -> tuple[object, int] | None:
    """One answer of RESP 2 and where it ends; None when it is not whole."""
    end = data.find(_END, at)
    if end < 0:
        return None
    kind, line, after = data[at : at + 1], data[at + 1 : end], end + 2
    if kind in _SIZED and not _NUMBER.fullmatch(line):
        raise InvalidResponse(f"Redis said {data[at:end][:60]!r}.")
    match kind:
        case b"$":
            size = int(line)
            if size < 0:
                return None, after
            stop = after + size
            return (data[after:stop], stop + 2) if len(data) >= stop + 2 else None
        case b"*":
            return _read_many(data, after, int(line))
        case b":":
            return int(line), after
        case b"+":
            return line, after
        case b"-":
            raise ResponseError(line.decode())
        case _:
            raise InvalidResponse(f"Redis said {data[at:end][:60]!r}.")


def _read_many(data: bytes, at: int, count: int) -> tuple[object, int] | None:
    answers: list[object] = []
    for _ in range(count):
        read = _read(data, at)
        if read is None:
            return None
        answer, at = read
        answers.append(answer)
    return answers, at
