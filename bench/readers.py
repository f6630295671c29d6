"""Many sockets that listen and count."""

import asyncio
import time
from typing import NamedTuple

import msgspec
import picows

from board import Marks, Phase
from frames import offsets

_AT_ONCE = 50


class Place(NamedTuple):
    epoch: str
    offset: int


class Readers:
    """As many as are wanted, the n-th at the n-th topic by turns, with the n-th of the headers.

    Without a topic there is nothing to ask for: a bare server knows by the path who gets what.
    """

    def __init__(
        self, port: int, headers: list[dict[str, str]], topics: list[str], bare_topics: int = 0
    ) -> None:
        self.places: list[Place] = [Place("", 0)] * max(1, len(topics))
        """Where each topic stood when its first reader came."""
        self.messages = 0
        self.frame_bytes = 0
        self.phase: Phase | None = None
        self.topics = topics
        self.ways = len(topics) or bare_topics
        self._port = port
        self._headers = headers
        self._all: list[Reader] = []

    async def connect(self, count: int) -> None:
        gate = asyncio.Semaphore(_AT_ONCE)

        async def one(number: int) -> None:
            async with gate:
                way = number % self.ways
                reader = Reader(self, way)
                path = "/api/v1/ws" if self.topics else f"/{way}"
                await picows.ws_connect(  # pyright: ignore[reportUnknownMemberType] -- its keyword arguments have no types
                    lambda: reader,
                    f"ws://127.0.0.1:{self._port}{path}",
                    extra_headers=self._headers[number % len(self._headers)],
                    read_buffer_init_size=4096,
                    websocket_handshake_timeout=30,
                )
                if self.topics:
                    await asyncio.wait_for(reader.listening, timeout=30)
                self._all.append(reader)

        await asyncio.gather(*(one(number) for number in range(count)))

    def begin(self, phase: Phase) -> None:
        self.phase = phase
        for reader in self._all:
            reader.marks = Marks()

    async def close(self) -> None:
        self.phase = None
        for reader in self._all:
            reader.leave()
        await asyncio.sleep(0.2)

    def check_all_here(self) -> None:
        gone = [reader.gone for reader in self._all if reader.gone is not None]
        if gone:
            raise RuntimeError(f"{len(gone)} sockets were closed, the first with: {gone[0]}")


class Reader(picows.WSListener):
    def __init__(self, readers: Readers, way: int) -> None:
        self.marks = Marks()
        self._way = way
        self.listening: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.gone: str | None = None
        self._readers = readers
        self._transport: picows.WSTransport | None = None
        self._leaving = False

    def leave(self) -> None:
        self._leaving = True
        if self._transport is not None:
            self._transport.disconnect()

    def on_ws_connected(self, transport: picows.WSTransport) -> None:
        self._transport = transport

    def on_ws_disconnected(self, transport: picows.WSTransport) -> None:
        if not self._leaving:
            self.gone = self.gone or "nothing said"
            if not self.listening.done():
                self.listening.set_exception(RuntimeError(f"closed at the door: {self.gone}"))

    def on_ws_frame(self, transport: picows.WSTransport, frame: picows.WSFrame) -> None:
        if frame.msg_type == picows.WSMsgType.CLOSE:
            self.gone = f"{frame.get_close_code()} {frame.get_close_message()!r}"
            transport.disconnect()
            return
        if frame.msg_type != picows.WSMsgType.TEXT:
            return
        message = frame.get_payload_as_bytes()
        readers = self._readers
        if readers.topics and not self.listening.done():
            self._arrive(transport, message, readers.topics[self._way])
            return
        phase = readers.phase
        if phase is None:
            return
        readers.messages += 1
        numbers = offsets(message)
        if len(numbers) == 1:
            readers.frame_bytes = len(message)
        now = time.perf_counter()
        for number in numbers:
            phase.got(self.marks, self._published_as(number), now)

    def _published_as(self, offset: int) -> int:
        """The house counts in each topic, what is published is counted over all of them."""
        readers = self._readers
        if not readers.topics:
            return offset
        since = offset - readers.places[self._way].offset
        return (since - 1) * readers.ways + self._way + 1

    def _arrive(self, transport: picows.WSTransport, message: bytes, topic: str) -> None:
        for line in message.splitlines():
            said = msgspec.json.decode(line)
            if said["type"] == "hello":
                ask = {"type": "subscribe", "id": 1, "data": {"topics": {topic: None}}}
                transport.send(picows.WSMsgType.TEXT, msgspec.json.encode(ask))
            elif said["type"] == "reply":
                place = said["data"][topic]
                if not self._readers.places[self._way].epoch:
                    self._readers.places[self._way] = Place(place["epoch"], place["offset"])
                self.listening.set_result(None)
            elif said["type"] == "error":
                self.listening.set_exception(RuntimeError(f"refused: {said}"))
