"""How many frames a picture shows one after the other, as far as its first bytes tell.

An animation of thousands of tiny frames is refused with this before a worker is started for it;
what is further apart is counted by the decoder.
"""

_GIF_HEAD = 13
_COLOURS = 0x80
_EXTENSION, _FRAME = 0x21, 0x2C


def count_frames(form: str, start: bytes) -> int:
    """At least so many: those that begin within `start`."""
    match form:
        case "gif":
            return _gif(start)
        case "webp":
            return _webp(start)
        case _:
            return 0


def _gif(start: bytes) -> int:
    count = 0
    try:
        at = _GIF_HEAD + _colours(start[10])
        while True:
            kind = start[at]
            if kind == _FRAME:
                count += 1
                at += 11 + _colours(start[at + 9])
            elif kind == _EXTENSION:
                at += 2
            else:
                return count
            while length := start[at]:
                at += 1 + length
            at += 1
    except IndexError:
        return count


def _colours(flags: int) -> int:
    """The bytes of the table that these flags announce."""
    return 3 << ((flags & 7) + 1) if flags & _COLOURS else 0


def _webp(start: bytes) -> int:
    count = 0
    at = 12
    while at + 8 <= len(start):
        count += start[at : at + 4] == b"ANMF"
        length = int.from_bytes(start[at + 4 : at + 8], "little")
        at += 8 + length + length % 2
    return count
