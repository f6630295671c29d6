"""What a picture is, told from its first bytes and never from what its sender says."""

import struct
from typing import Literal

import msgspec

PictureType = Literal["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"]

_PNG = b"\x89PNG\r\n\x1a\n"
# Markers of a JPEG that carry its size: baseline, progressive and their kin.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_MOST_SEGMENTS = 200
_AVIF_HEAD = 4096


class Size(msgspec.Struct, frozen=True):
    width: int
    height: int


def picture_type(body: bytes) -> PictureType | None:
    """Only pictures of dots: a drawing in SVG is a document that may hold scripts."""
    if body.startswith(_PNG):
        return "image/png"
    if body.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if body.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return "image/webp"
    if body[4:8] == b"ftyp" and body[8:12] in (b"avif", b"avis"):
        return "image/avif"
    return None


def picture_size(body: bytes) -> Size | None:
    """Width and height out of the header; None where it does not say or is cut off."""
    try:
        match picture_type(body):
            case "image/png":
                width, height = struct.unpack_from(">II", body, 16)
            case "image/gif":
                width, height = struct.unpack_from("<HH", body, 6)
            case "image/jpeg":
                width, height = _jpeg(body)
            case "image/webp":
                width, height = _webp(body)
            case "image/avif":
                width, height = struct.unpack_from(">II", body, _avif_extent(body) + 8)
            case None:
                return None
    except (struct.error, IndexError):
        return None
    return Size(width, height) if width and height else None


def _jpeg(body: bytes) -> tuple[int, int]:
    place = 2
    for _ in range(_MOST_SEGMENTS):
        mark, kind, length = struct.unpack_from(">BBH", body, place)
        if mark != 0xFF:
            break
        if kind in _FRAMES:
            height, width = struct.unpack_from(">HH", body, place + 5)
            return width, height
        place += 2 + length
    return 0, 0


def _avif_extent(body: bytes) -> int:
    """Where the box that holds the size begins; behind the end when there is none near the front."""
    place = body.find(b"ispe", 0, _AVIF_HEAD)
    return place if place >= 0 else len(body)


def _webp(body: bytes) -> tuple[int, int]:
    match body[12:16]:
        case b"VP8X":
            return (
                1 + int.from_bytes(body[24:27], "little"),
                1 + int.from_bytes(body[27:30], "little"),
            )
        case b"VP8L":
            bits = int.from_bytes(body[21:25], "little")
            return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
        case b"VP8 ":
            width, height = struct.unpack_from("<HH", body, 26)
            return width & 0x3FFF, height & 0x3FFF
        case _:
            return 0, 0
