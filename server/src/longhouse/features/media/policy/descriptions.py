"""What members write about a picture for those who cannot see it."""

import unicodedata

from longhouse.kernel.errors import InvalidFields, Wrong

MOST = 1000
# Control characters, surrogates, private and unassigned code points.
_HIDDEN = frozenset({"Cc", "Cs", "Co", "Cn"})
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def normal_description(given: str | None) -> str | None:
    text = unicodedata.normalize("NFC", given or "").replace("\r\n", "\n").strip()
    if not text:
        return None
    if any(c in _TURNING or (unicodedata.category(c) in _HIDDEN and c != "\n") for c in text):
        raise InvalidFields(
            {"alt": Wrong("unseen", "Please leave out characters that cannot be seen.")}
        )
    if len(text) > MOST:
        raise InvalidFields(
            {"alt": Wrong("too_long", f"A description has at most {MOST} characters.", most=MOST)}
        )
    return text
