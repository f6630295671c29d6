"""Which part of a file a request wants (RFC 9110, section 14)."""

import re

from longhouse.features.media.errors import RangeNotSatisfiable

_ONE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


def wanted_range(header: str | None, size: int) -> tuple[int, int] | None:
    """From where to before where; None for all of it, which also answers what is not understood."""
    match = _ONE.fullmatch(header.replace(" ", "")) if header else None
    if match is None or match[0] == "bytes=-":
        return None
    first, last = match[1], match[2]
    if not first:
        start, stop = max(0, size - int(last)), size
    else:
        start = int(first)
        stop = min(int(last) + 1, size) if last else size
        if last and int(last) < start:
            return None
    if start >= size or start >= stop:
        raise RangeNotSatisfiable(size)
    return start, stop
