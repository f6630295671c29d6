"""Pure rules of canvases."""

import math
import unicodedata

import regex

from longhouse.features.canvas.errors import InvalidMessage, InvalidName, MessageTooLarge
from longhouse.kernel.errors import Wrong
from longhouse.kernel.ids import UserId
from longhouse.kernel.principal import Principal

LONGEST_NAME = 60
FARTHEST = 1e7
"""From the middle: beyond it a screen could not tell two neighbouring places apart."""


def normal_name(given: str) -> str:
    name = " ".join(given.split())
    if not _SEEN.search(name):
        raise InvalidName(Wrong("nameless", "Please give it a name."))
    if len(name) > LONGEST_NAME:
        raise InvalidName(
            Wrong("too_long", f"Please keep it to {LONGEST_NAME} characters.", most=LONGEST_NAME)
        )
    if _has_controls(name):
        raise InvalidName(
            Wrong("unseen", "Please use letters, numbers and signs that can be seen.")
        )
    return name


def check_place(x: float, y: float) -> None:
    if not all(math.isfinite(one) and abs(one) <= FARTHEST for one in (x, y)):
        raise InvalidMessage("That place is too far out.")


def normal_words(given: str, *, may_be_empty: bool = False) -> str:
    """Words as they are shown: what cannot be seen is left out, line breaks become spaces."""
    words = "".join(one for one in " ".join(given.split()) if not _has_controls(one))
    if _SEEN.search(words):
        return words
    if not may_be_empty:
        raise InvalidMessage
    return ""


def check_size(size: int, most: int) -> None:
    if size > most:
        raise MessageTooLarge


def may_change(principal: Principal, owner_id: UserId) -> bool:
    return principal.user_id == owner_id


def may_remove(principal: Principal, owner_id: UserId) -> bool:
    return principal.is_admin or principal.user_id == owner_id


def _has_controls(text: str) -> bool:
    """Also the marks that turn the direction of what stands beside them."""
    return any(
        unicodedata.category(one) in {"Cc", "Cs", "Co", "Cn"} or one in _TURNS for one in text
    )


# Neither spaces, controls and marks alone, nor letters that have no shape.
_SEEN = regex.compile(r"[^\p{Z}\p{C}\p{M}\p{Default_Ignorable_Code_Point}\u2800]")
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
