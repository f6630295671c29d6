"""Words as people search for them, and what a search of people may tell."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence

import regex

LEAST_IN_FACET = 5
"""A value that fewer people share is not shown: it would point at somebody."""
LONGEST_QUESTION = 100
MOST_WORDS = 8
_WORD = regex.compile(r"[\p{L}\p{N}]+")
_SPELT = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})


def plain(text: str) -> str:
    """Small letters without accents."""
    folded = unicodedata.normalize("NFKD", text).casefold().translate(_SPELT)
    return "".join(c for c in folded if not unicodedata.combining(c))


def words_of(text: str) -> list[str]:
    """Each word once, in its order."""
    return list(dict.fromkeys(_WORD.findall(plain(text))))


def question_of(
    words: Sequence[str], meant_by: Callable[[str], Iterable[Sequence[str]]]
) -> str | None:
    """The same as a question to the index: all of them, each also as a beginning, or instead of
    it all the words of something that it means.

    Words are letters and digits alone, so nothing in them means anything to the database.
    """
    return " & ".join(_asked(word, meant_by(word)) for word in words[:MOST_WORDS]) or None


def _asked(word: str, meanings: Iterable[Sequence[str]]) -> str:
    others = [" & ".join(f"'{one}'" for one in meaning) for meaning in meanings]
    return "(" + " | ".join([f"'{word}':*", *(f"({other})" for other in others)]) + ")"
