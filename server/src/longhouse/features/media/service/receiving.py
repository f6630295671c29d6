"""Takes a form from the line to the disk, and stops it as early as it can be refused."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from multipart import (
    MultipartError,
    MultipartSegment,
    PushMultipartParser,
    parse_options_header,  # pyright: ignore[reportUnknownVariableType] -- typed where it is called
)

from longhouse.features.media.errors import MediaTooLarge, NotAForm
from longhouse.features.media.model import Purpose
from longhouse.features.media.policy import limits
from longhouse.features.media.policy.formats import SNIFFED, Format
from longhouse.features.media.policy.pictures import LOOKED_AT
from longhouse.features.media.settings import MediaSettings

_LONGEST_FIELD = 8 * 1024
_MOST_PARTS = 4
_WRITTEN_AT_ONCE = 1 << 20


class Digest(Protocol):
    def update(self, data: bytes, /) -> None: ...

    def digest(self) -> bytes: ...


@dataclass(slots=True)
class Arrived:
    """What a form has brought."""

    size: int = 0
    digest: bytes = b""
    form: Format | None = None
    alt: str | None = None
    purpose: Purpose = "post"


@dataclass(slots=True)
class Receiving:
    settings: MediaSettings
    file: Path
    _arrived: Arrived = field(default_factory=Arrived)
    _start: bytearray = field(default_factory=bytearray)
    _looks_at: int = SNIFFED
    _waiting: bytearray = field(default_factory=bytearray)
    _name: str = ""
    _text: bytearray = field(default_factory=bytearray)
    _seen: set[str] = field(default_factory=set[str])
    _digest: "Digest" = field(default_factory=hashlib.sha256)

    async def receive(self, content_type: str, body: AsyncIterator[bytes]) -> Arrived:
        media, options = cast("tuple[str, dict[str, str]]", parse_options_header(content_type))
        boundary = options.get("boundary", "")
        if media != "multipart/form-data" or not 1 <= len(boundary) <= 200:
            raise NotAForm
        try:
            parser = PushMultipartParser(
                boundary,
                max_segment_size=limits.largest_of_all(self.settings, "post"),
                max_segment_count=_MOST_PARTS,
            )
            with await asyncio.to_thread(self.file.open, "wb") as opened:
                await self._read(parser, body, opened)
        except MultipartError as error:
            if "size" in str(error).lower():
                most = limits.largest_of_all(self.settings, "post")
                raise MediaTooLarge("file", most) from None
            raise NotAForm from None
        if "file" not in self._seen or not self._arrived.size:
            raise NotAForm
        self._arrived.digest = self._digest.digest()
        return self._arrived

    async def _read(
        self, parser: PushMultipartParser, body: AsyncIterator[bytes], opened: BinaryIO
    ) -> None:
        with parser:
            async for chunk in body:
                for event in parser.parse(chunk):
                    await self._hear(event, opened)
            parser.close()
        await self._write(opened)

    async def _hear(
        self, event: MultipartSegment | bytes | bytearray | None, opened: BinaryIO
    ) -> None:
        """A part begins, goes on, or, with None, ends."""
        if isinstance(event, MultipartSegment):
            self._name = self._begin(event.name or "")
        elif event is None:
            self._end(self._name, bytes(self._text))
            self._text.clear()
        elif self._name == "file":
            await self._take(bytes(event), opened)
        else:
            self._text += event
            if len(self._text) > _LONGEST_FIELD:
                raise NotAForm

    def _begin(self, name: str) -> str:
        if name not in ("file", "alt", "purpose") or name in self._seen:
            raise NotAForm
        self._seen.add(name)
        return name

    def _end(self, name: str, text: bytes) -> None:
        if name == "file":
            self._look()
            return
        try:
            said = text.decode()
        except UnicodeDecodeError:
            raise NotAForm from None
        if "\0" in said:
            raise NotAForm
        if name == "alt":
            self._arrived.alt = said
        elif said in ("post", "avatar", "banner"):
            self._arrived.purpose = said
        else:
            raise NotAForm("The purpose of a file is post, avatar or banner.")

    async def _take(self, chunk: bytes, opened: BinaryIO) -> None:
        known, self._arrived.size = self._arrived.size, self._arrived.size + len(chunk)
        self._digest.update(chunk)
        self._waiting += chunk
        if known < LOOKED_AT:
            self._start += chunk[: LOOKED_AT - known]
            # Not at every byte of those that come one by one.
            if len(self._start) >= self._looks_at:
                self._look()
                self._looks_at = min(2 * len(self._start), LOOKED_AT)
        if self._arrived.form is not None:
            kind, purpose = self._arrived.form.kind, self._arrived.purpose
            limits.check_size(self.settings, kind, purpose, self._arrived.size)
        if len(self._waiting) >= _WRITTEN_AT_ONCE:
            await self._write(opened)

    def _look(self) -> None:
        start = bytes(self._start)
        self._arrived.form = limits.check_start(self.settings, self._arrived.purpose, start)

    async def _write(self, opened: BinaryIO) -> None:
        await asyncio.to_thread(opened.write, bytes(self._waiting))
        self._waiting.clear()
