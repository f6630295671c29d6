"""How large a picture says it is, read from its first bytes without decoding any of it.

A flood of pixels is refused with this before the rest of it has arrived. A worker asks the decoder
once more: what cannot be read here is no reason to refuse.
"""

import struct

LOOKED_AT = 64 * 1024
"""As much of a picture as is looked at."""

_MOST_SEGMENTS = 1000
_STARTS_OF_FRAME = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})


def declared_pixels(form: str, start: bytes) -> int | None:
    """Width times height as the header has it; None when it is not within `start`."""
    size = declared_size(form, start)
    return None if size is None else size[0] * size[1]


def declared_size(form: str, start: bytes) -> tuple[int, int] | None:
    """Width and height. `start` may be the whole file: little more is looked at than its head."""
    read = _READERS.get(form)
    try:
        return read(start) if read else None
    except (struct.error, IndexError):
        return None


def _png(start: bytes) -> tuple[int, int] | None:
    return struct.unpack(">II", start[16:24]) if start[12:16] == b"IHDR" else None


def _gif(start: bytes) -> tuple[int, int] | None:
    return struct.unpack("<HH", start[6:10])


def _webp(start: bytes) -> tuple[int, int] | None:
    match start[12:16]:
        case b"VP8X":
            wide = int.from_bytes(start[24:27], "little") + 1
            return wide, int.from_bytes(start[27:30], "little") + 1
        case b"VP8L":
            bits = int.from_bytes(start[21:25], "little")
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8 ":
            wide, high = struct.unpack("<HH", start[26:30])
            return wide & 0x3FFF, high & 0x3FFF
        case _:
            return None


def _jpeg(start: bytes) -> tuple[int, int] | None:
    at = 2
    for _ in range(_MOST_SEGMENTS):
        if at + 9 > len(start) or start[at] != 0xFF:
            break
        marker = start[at + 1]
        if marker in _STARTS_OF_FRAME:
            high, wide = struct.unpack(">HH", start[at + 5 : at + 9])
            return wide, high
        at += (
            2 if marker in _ALONE or marker == 0xFF else 2 + int.from_bytes(start[at + 2 : at + 4])
        )
    return None


def _avif(start: bytes) -> tuple[int, int] | None:
    """The largest of the sizes that its items have."""
    sizes: list[tuple[int, int]] = []
    at = start.find(b"ispe", 0, LOOKED_AT)
    while at >= 0:
        sizes.append(struct.unpack(">II", start[at + 8 : at + 16]))
        at = start.find(b"ispe", at + 4, LOOKED_AT)
    return max(sizes, key=lambda size: size[0] * size[1], default=None)


_READERS = {"png": _png, "gif": _gif, "webp": _webp, "jpeg": _jpeg, "avif": _avif}
