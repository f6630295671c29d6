"""Unpacking a body piece by piece, so that a small answer cannot become a large one unseen."""

import zlib
from collections.abc import Iterator
from typing import Protocol

from longhouse.kernel.outbound.errors import Unreadable

# What one step gives at most: few enough bytes that the event loop does not notice.
STEP = 64 * 1024
ACCEPTED = "gzip, deflate"

_GZIP = 16 + zlib.MAX_WBITS


class Unpack(Protocol):
    def __call__(self, piece: bytes) -> Iterator[bytes]: ...


def unpacker(content_encoding: str) -> Unpack:
    match content_encoding.strip().lower():
        case "" | "identity":
            return _as_it_is
        case "gzip" | "x-gzip":
            return _Inflate(_GZIP)
        case "deflate":
            return _Inflate(zlib.MAX_WBITS, or_raw=True)
        case other:
            # Also a list of several: nobody honest packs a page twice.
            raise Unreadable(f"packed as {other[:40]!r}, which was not asked for")


def _as_it_is(piece: bytes) -> Iterator[bytes]:
    yield piece


class _Inflate:
    def __init__(self, window: int, *, or_raw: bool = False) -> None:
        self._inflater = zlib.decompressobj(window)
        self._or_raw = or_raw

    def __call__(self, piece: bytes) -> Iterator[bytes]:
        while piece and not self._inflater.eof:
            unpacked = self._step(piece)
            piece = self._inflater.unconsumed_tail
            if unpacked:
                yield unpacked

    def _step(self, piece: bytes) -> bytes:
        try:
            unpacked = self._inflater.decompress(piece, STEP)
        except zlib.error as error:
            if not self._or_raw:
                raise Unreadable("not packed as it says") from error
            # Half of the servers that say deflate leave out its header.
            self._or_raw = False
            self._inflater = zlib.decompressobj(-zlib.MAX_WBITS)
            return self._step(piece)
        self._or_raw = False
        return unpacked
