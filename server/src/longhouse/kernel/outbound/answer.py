"""Reading one HTTP answer, no further than allowed."""

import asyncio
from email.message import Message

import httptools
import msgspec

from longhouse.kernel.outbound.errors import Unreachable, Unreadable
from longhouse.kernel.outbound.unpack import STEP, Unpack, unpacker

_LONGEST_HEAD = 64 * 1024
_INTERIM = range(100, 200)


class Head(msgspec.Struct, frozen=True):
    status: int
    headers: dict[str, str]

    @property
    def media_type(self) -> str:
        return self._content_type.get_content_type() if "content-type" in self.headers else ""

    @property
    def charset(self) -> str | None:
        charset = self._content_type.get_param("charset")
        return charset.strip() if isinstance(charset, str) else None

    @property
    def _content_type(self) -> Message:
        message = Message()
        message["content-type"] = self.headers.get("content-type", "")[:200]
        return message


class Answer:
    """The head of an answer, and as much of its body as the caller has room for."""

    def __init__(self, reader: asyncio.StreamReader) -> None:
        self._reader = reader
        self._parser = httptools.HttpResponseParser(self)
        self._headers: dict[str, str] = {}
        self._pieces: list[bytes] = []
        self._has_head = False
        self._is_over = False
        self._status = 0
        self._received = 0

    async def head(self) -> Head:
        while not self._has_head:
            if self._received > _LONGEST_HEAD:
                raise Unreadable("an endless head")
            if not await self._receive():
                raise Unreachable("no answer")
        return Head(self._status, self._headers)

    async def body(self, most: int) -> tuple[bytes, bool]:
        """At most so many unpacked bytes, and whether that is all of it."""
        unpack = unpacker(self._headers.get("content-encoding", ""))
        kept = bytearray()
        # Chunks of one byte, trailers and the like also cost; an answer may not be all packaging.
        most_received = self._received + 2 * most + _LONGEST_HEAD
        while True:
            for piece in self._taken():
                if await _fill(kept, unpack, piece, most):
                    return bytes(kept), False
            if self._is_over:
                return bytes(kept), True
            if self._received > most_received or not await self._receive():
                return bytes(kept), self._ends_with_connection

    @property
    def _ends_with_connection(self) -> bool:
        sized = "content-length" in self._headers or "transfer-encoding" in self._headers
        return not sized and self._reader.at_eof()

    async def _receive(self) -> bool:
        received = await self._reader.read(STEP)
        self._received += len(received)
        if received:
            try:
                self._parser.feed_data(received)
            except httptools.HttpParserUpgrade as error:
                raise Unreadable("another protocol") from error
            except httptools.HttpParserError as error:
                raise Unreadable("not HTTP") from error
        return bool(received)

    def _taken(self) -> list[bytes]:
        taken, self._pieces = self._pieces, []
        return taken

    # What the parser calls, in this order.

    def on_header(self, name: bytes, value: bytes) -> None:
        if not self._has_head:
            text = value.decode("latin-1").strip()
            key = name.decode("latin-1").lower()
            self._headers[key] = f"{self._headers[key]}, {text}" if key in self._headers else text

    def on_headers_complete(self) -> None:
        if self._has_head:
            return
        self._status = self._parser.get_status_code()
        if self._status in _INTERIM:
            self._headers = {}
        else:
            self._has_head = True

    def on_body(self, body: bytes) -> None:
        # A second answer on the same connection was not asked for.
        if not self._is_over:
            self._pieces.append(body)

    def on_message_complete(self) -> None:
        self._is_over = self._has_head


async def _fill(kept: bytearray, unpack: Unpack, piece: bytes, most: int) -> bool:
    """Whether there is no more room. Others get their turn between two steps."""
    for unpacked in unpack(piece):
        kept += unpacked[: most - len(kept)]
        if len(kept) >= most:
            return True
        await asyncio.sleep(0)
    return False
