"""Painting for the demonstration: flat shapes on a ground, as PNG, without anything installed."""

import random
import struct
import zlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Protocol

import msgspec

Colour = tuple[int, int, int]
Point = tuple[float, float]
Span = tuple[float, float]
INK: Colour = (38, 34, 40)
CREAM: Colour = (246, 236, 214)
_OPAQUE = 1.0


class Shape(Protocol):
    @property
    def colour(self) -> Colour: ...

    @property
    def cover(self) -> float:
        """From nothing to 1, through which the ground is not seen."""
        ...

    def spans(self, y: float) -> Iterable[Span]:
        """What of a line belongs to it, from left to right."""
        ...


class Disc(msgspec.Struct, frozen=True):
    x: float
    y: float
    radius: float
    colour: Colour
    flat: float = 1.0
    """Its height as a part of its width."""
    cover: float = _OPAQUE

    def spans(self, y: float) -> Iterable[Span]:
        reach = self.radius**2 - ((y - self.y) / self.flat) ** 2
        return [] if reach <= 0 else [(self.x - reach**0.5, self.x + reach**0.5)]


class Area(msgspec.Struct, frozen=True):
    """Whatever lies within a line that closes."""

    corners: Sequence[Point]
    colour: Colour
    cover: float = _OPAQUE

    def spans(self, y: float) -> Iterable[Span]:
        ends = zip(self.corners, [*self.corners[1:], self.corners[0]], strict=True)
        crossed = sorted(
            ax + (y - ay) * (bx - ax) / (by - ay)
            for (ax, ay), (bx, by) in ends
            if (ay <= y) != (by <= y)
        )
        return zip(crossed[::2], crossed[1::2], strict=True)


Scene = tuple[tuple[Colour, Colour], Sequence[Shape]]
"""A ground, from the top to the foot, and what stands on it from the back to the front."""


def box(left: float, top: float, wide: float, high: float, colour: Colour) -> Area:
    right, foot = left + wide, top + high
    return Area(((left, top), (right, top), (right, foot), (left, foot)), colour)


def line(begin: Point, end: Point, thick: float, colour: Colour) -> Area:
    (ax, ay), (bx, by) = begin, end
    long = max(1.0, ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5)
    dx, dy = (by - ay) / long * thick / 2, (bx - ax) / long * thick / 2
    return Area(
        ((ax + dx, ay - dy), (bx + dx, by - dy), (bx - dx, by + dy), (ax - dx, ay + dy)), colour
    )


def paint(size: tuple[int, int], ground: tuple[Colour, Colour], shapes: Sequence[Shape]) -> bytes:
    """Each shape above those before it; the ground goes from one colour at the top to another."""
    wide, high = size
    rows = bytearray()
    for y in range(high):
        row = bytearray(bytes(between(*ground, y / high)) * wide)
        for shape in shapes:
            for begin, end in shape.spans(y + 0.5):
                _lay(row, wide, begin, end, shape)
        rows += b"\0" + row
    header = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(rows), 6)
    chunks = _chunk(b"IHDR", header) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


def between(one: Colour, other: Colour, part: float) -> Colour:
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(one, other, strict=True))
    return red, green, blue


def chance_of(name: str) -> random.Random:
    return random.Random(name)  # noqa: S311 -- a picture, not a secret


def _lay(row: bytearray, wide: int, begin: float, end: float, shape: Shape) -> None:
    """Whole points at once, and a part of those at both ends, so that edges are smooth."""
    begin, end = max(0.0, begin), min(float(wide), end)
    if end <= begin:
        return
    first, last = int(begin), int(end)
    if first == last:
        _blend(row, first, first + 1, shape.colour, shape.cover * (end - begin))
        return
    if begin > first:
        _blend(row, first, first + 1, shape.colour, shape.cover * (first + 1 - begin))
        first += 1
    if last < wide and end > last:
        _blend(row, last, last + 1, shape.colour, shape.cover * (end - last))
    _blend(row, first, last, shape.colour, shape.cover)


def _blend(row: bytearray, first: int, last: int, colour: Colour, cover: float) -> None:
    if cover >= _OPAQUE:
        row[first * 3 : last * 3] = bytes(colour) * (last - first)
        return
    for channel, value in enumerate(colour):
        at = first * 3 + channel
        if last - first == 1:
            row[at] = round(row[at] + (value - row[at]) * cover)
        else:
            part = slice(at, last * 3, 3)
            row[part] = row[part].translate(_mixing(value, cover))


@lru_cache
def _mixing(value: int, cover: float) -> bytes:
    """What becomes of every value under so much of this one."""
    return bytes(round(old + (value - old) * cover) for old in range(256))


def _chunk(kind: bytes, content: bytes) -> bytes:
    tail = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + tail
