"""Words that a page says, as they are kept: one line, nothing invisible, not too long."""

import html
import re
import unicodedata

TITLE = 300
DESCRIPTION = 1000
NAME = 200

_SPACES = re.compile(r"\s+")
# Marks that turn the direction of the text around them, and those that cannot be seen.
_HIDDEN = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e"
    r"\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
# As much is looked at as could be kept, however it is padded.
_SLACK = 8


def line(text: object, longest: int) -> str | None:
    """One line of at most `longest` characters, or None when nothing is left."""
    if not isinstance(text, str):
        return None
    seen = unicodedata.normalize("NFC", _HIDDEN.sub("", text[: longest * _SLACK]))
    seen = _SPACES.sub(" ", seen).strip()
    if len(seen) > longest:
        seen = seen[: longest - 1].rstrip() + "…"
    return seen or None


def scripted(text: object, longest: int) -> str | None:
    """The same for words out of a script, where entities have not been read yet."""
    return line(html.unescape(text[: longest * _SLACK]), longest) if isinstance(text, str) else None
