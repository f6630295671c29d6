"""How long things take, as pages write it."""

import re

# Years and months have no length in seconds, and no song or recipe takes that long.
_ISO = re.compile(
    r"P(?:([0-9]{1,4})W)?(?:([0-9]{1,4})D)?"
    r"(?:T(?:([0-9]{1,5})H)?(?:([0-9]{1,6})M)?(?:([0-9]{1,8})(?:\.[0-9]{1,9})?S)?)?"
)
_CLOCK = re.compile(r"(?:([0-9]{1,3}):)?([0-9]{1,3}):([0-9]{2})")
_SECONDS = re.compile(r"([0-9]{1,8})(?:\.[0-9]{1,9})?")
_LONGEST = 40


def seconds_of(text: object) -> int | None:
    """The seconds of `PT3M20S`, `3:20` or `200`; None for nothing and for what is none of them."""
    if isinstance(text, int | float) and not isinstance(text, bool):
        return int(text) if 0 < text < 10**8 else None
    if not isinstance(text, str) or len(text) > _LONGEST:
        return None
    text = text.strip()
    if iso := _ISO.fullmatch(text):
        weeks, days, hours, minutes, seconds = (int(part or 0) for part in iso.groups())
        total = (weeks * 7 + days) * 86_400 + hours * 3600 + minutes * 60 + seconds
    elif clock := _CLOCK.fullmatch(text):
        hours, minutes, seconds = (int(part or 0) for part in clock.groups())
        total = hours * 3600 + minutes * 60 + seconds
    elif plain := _SECONDS.fullmatch(text):
        total = int(plain[1])
    else:
        return None
    return total or None
