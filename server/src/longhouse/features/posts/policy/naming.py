"""What a section may be called."""

import re
import unicodedata
from collections.abc import Iterable

from longhouse.features.posts.errors import NameOfAnother, NameTooLong, NameUnseen

_LEAST, _MOST = 1, 40
_SPACES = re.compile(r"\s+")
# Part of emoji and of several scripts; everything else that cannot be seen turns or hides text.
_JOINERS = frozenset("\u200c\u200d")


def normal_name(given: str) -> str:
    """As it is kept: NFKC, single spaces, nothing invisible."""
    name = _SPACES.sub(" ", unicodedata.normalize("NFKC", given)).strip()
    if not _LEAST <= len(name) <= _MOST:
        raise NameTooLong(_LEAST, _MOST)
    if any(map(_is_hidden, name)) or not any(unicodedata.category(c)[0] in "LNS" for c in name):
        raise NameUnseen
    return name


def check_free(name: str, others: Iterable[str]) -> None:
    """Large and small letters make no other name."""
    if name.casefold() in {other.casefold() for other in others}:
        raise NameOfAnother


def _is_hidden(character: str) -> bool:
    return unicodedata.category(character)[0] == "C" and character not in _JOINERS
