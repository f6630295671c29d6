"""The languages that the house writes in: mails, pushes, whatever leaves it as text."""

from collections.abc import Sequence
from typing import Literal

Language = Literal["en", "de"]

LANGUAGES: Sequence[Language] = ("en", "de")
AUTOMATIC = "auto"
"""In place of a language, or of a time zone: that of the device."""

# Browsers send a handful; what is longer was not written by one.
_LONGEST_HEADER = 300


def language_of(tag: str | None) -> Language:
    """For a tag such as `de-AT`; English where the house does not write what was wished for."""
    return _spoken(tag or "") or "en"


def wished_language(accepted: str | None) -> Language | None:
    """What a browser wishes for most of what the house writes; None when it says nothing of it."""
    wishes = [_weighed(part) for part in (accepted or "")[:_LONGEST_HEADER].split(",")]
    # Of equal wishes the first counts, and sorting keeps their order.
    for weight, tag in sorted(wishes, key=lambda wish: -wish[0]):
        spoken = _spoken(tag)
        if weight > 0 and spoken is not None:
            return spoken
    return None


def plural(count: int, *, one: str, other: str) -> str:
    """The form for a number: English and German have these two, and agree on which stands where."""
    return one if count == 1 else other


def _spoken(tag: str) -> Language | None:
    base = tag.strip().lower().partition("-")[0]
    return next((language for language in LANGUAGES if language == base), None)


def _weighed(part: str) -> tuple[float, str]:
    tag, _, parameter = part.partition(";")
    name, _, value = parameter.strip().partition("=")
    if not parameter.strip():
        return 1.0, tag
    try:
        weight = float(value) if name.strip() == "q" else 0.0
    except ValueError:
        weight = 0.0
    return (weight if 0.0 <= weight <= 1.0 else 0.0), tag
