"""What counts as a word, in a text as in a query.

A word is a run of letters and digits, in small letters and without accents. A character of a script
that sets no spaces is a word of its own, and so is a picture such as 🎉.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import msgspec
import regex

LONGEST = 40
"""Of what is longer only the beginning counts, in texts and in queries alike."""

_PLAIN = re.compile(r"[A-Za-z0-9]+")
_WITHOUT_SPACES = r"\p{Han}\p{Hiragana}\p{Katakana}"
_ANY = regex.compile(
    rf"(?V1)[[\p{{L}}\p{{M}}\p{{N}}]--[{_WITHOUT_SPACES}]]+"
    rf"|[{_WITHOUT_SPACES}]|\p{{Extended_Pictographic}}"
)
_ACCENTS = re.compile("[\u0300-\u036f]")
# Letters that people leave out the stroke of, and that Unicode does not take apart.
_STROKES = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"})


class Word(msgspec.Struct, frozen=True):
    """Where a word stands in a text, and how it is looked for."""

    begin: int
    end: int
    folded: str


def words_in(text: str) -> Iterator[Word]:
    if text.isascii():
        for match in _PLAIN.finditer(text):
            yield Word(match.start(), match.end(), match[0].lower()[:LONGEST])
        return
    for match in _ANY.finditer(text):
        for folded in _fold(match[0]):
            yield Word(match.start(), match.end(), folded)


def folded_words(text: str) -> list[str]:
    return [word.folded for word in words_in(text)]


@lru_cache(maxsize=20_000)
def _fold(word: str) -> tuple[str, ...]:
    """Mostly one; some characters stand for several words, such as ½."""
    small = unicodedata.normalize("NFKD", word).casefold()
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", small)).translate(_STROKES)
    found: list[str] = _ANY.findall(unicodedata.normalize("NFC", bare))
    return tuple(piece[:LONGEST] for piece in found)
