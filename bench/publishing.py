"""Ways to make a server tell its sockets something."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Protocol

import msgspec
import picows

from http_client import Caller, request
from longhouse.kernel.adapters.live_redis.stored import encode
from longhouse.kernel.ids import new_id
from longhouse.kernel.live import Message
from readers import Place
from town import GENERAL

_TOLD = msgspec.json.encode({"text": "One of many things that people say to each other."})
_THEMES = ("system", "light", "dark")
_SIZES = ("small", "normal", "large")


class Publisher(Protocol):
    published: int

    async def publish(self) -> None:
        """Have one frame told; returns when the server has taken it."""
        ...

    def close(self) -> None: ...


class SocketPublisher:
    """Bare: the number of the frame, by a socket that is not counted among the readers."""

    def __init__(self, transport: picows.WSTransport) -> None:
        self.published = 0
        self._transport = transport

    @classmethod
    async def open(cls, port: int) -> "SocketPublisher":
        transport, _ = await picows.ws_connect(  # pyright: ignore[reportUnknownMemberType] -- its keyword arguments have no types
            picows.WSListener, f"ws://127.0.0.1:{port}/"
        )
        return cls(transport)

    async def publish(self) -> None:
        self.published += 1
        self._transport.send(picows.WSMsgType.TEXT, str(self.published).encode())

    def close(self) -> None:
        self._transport.disconnect()


class RedisPublisher:
    """A gateway: what the house's processes tell each other through Redis, as they write it.

    So a publish costs the gateway what it costs when somebody else has written something, and the
    load as little as it can.
    """

    def __init__(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        topics: list[str],
        places: Sequence[Place],
    ) -> None:
        self.published = 0
        self._writer = writer
        self._answers = asyncio.create_task(_forget(reader))
        self._topics = topics
        self._places = places

    @classmethod
    async def open(cls, path: str, topics: list[str], places: Sequence[Place]) -> "RedisPublisher":
        reader, writer = await asyncio.open_unix_connection(path)
        return cls(reader, writer, topics, places)

    async def publish(self) -> None:
        rounds, way = divmod(self.published, len(self._topics))
        self.published += 1
        place = self._places[way]
        message = Message(
            event_id=new_id(),
            type="new_post",
            data=msgspec.Raw(_TOLD),
            timestamp=datetime.now(UTC),
        )
        said = b"%s %d " % (place.epoch.encode(), place.offset + rounds + 1) + encode(message)
        channel = b"longhouse:topic:" + self._topics[way].encode()
        self._writer.write(
            b"*3\r\n$7\r\nPUBLISH\r\n$%d\r\n%s\r\n$%d\r\n%s\r\n"
            % (len(channel), channel, len(said), said)
        )

    def close(self) -> None:
        self._answers.cancel()
        self._writer.close()


async def _forget(reader: asyncio.StreamReader) -> None:
    while await reader.read(65_536):
        pass


class Write(msgspec.Struct, frozen=True):
    """One kind of write, which the house tells as exactly one frame."""

    method: str
    path: str
    accepted: int
    body: Callable[[int], bytes]
    """What is written the n-th time."""


class WritePublisher:
    """The house: a member writes something that is told.

    So a publish is all that a real one is: a request with session and CSRF token, a transaction,
    an event in the outbox, the relay, and a read of what is there now.
    """

    def __init__(self, write: Write, headers: dict[str, str], callers: list[Caller]) -> None:
        self.published = 0
        self._write = write
        self._headers = headers
        self._free: asyncio.Queue[Caller] = asyncio.Queue()
        self._all = callers
        for caller in callers:
            self._free.put_nowait(caller)

    @classmethod
    async def open(
        cls, write: Write, port: int, headers: dict[str, str], connections: int
    ) -> "WritePublisher":
        callers = [Caller() for _ in range(connections)]
        for caller in callers:
            await caller.connect(port)
        return cls(write, headers, callers)

    async def publish(self) -> None:
        self.published += 1
        write, number = self._write, self.published
        caller = await self._free.get()
        try:
            message = request(write.method, write.path, self._headers, write.body(number))
            status, answer = await caller.call(message)
        finally:
            self._free.put_nowait(caller)
        if status != write.accepted:
            raise RuntimeError(f"publishing was refused with {status}: {answer[:300]!r}")

    def close(self) -> None:
        for caller in self._all:
            caller.close()


def _settings(number: int) -> bytes:
    """Never the same as any of the 17 before, since what does not change is not told."""
    rest, theme = divmod(number, len(_THEMES))
    rest, size = divmod(rest, len(_SIZES))
    chosen = {"theme": _THEMES[theme], "text_size": _SIZES[size], "reduce_motion": rest % 2 == 1}
    return msgspec.json.encode(chosen)


def _post(number: int) -> bytes:
    content = f"Post number {number}, with the two or three lines that people write. #bench"
    return msgspec.json.encode({"content": content, "section_id": str(GENERAL)})


WRITES = {
    "settings": Write("PATCH", "/api/v1/users/me/settings", 200, _settings),
    "posts": Write("POST", "/api/v1/posts", 201, _post),
}
