"""A text as a person would read it: the words that it can be taken for."""

import re
import unicodedata
from collections.abc import Iterator

# Small letters of other scripts that look like Latin ones.
_LOOK_LATIN = str.maketrans(
    "авеікмнорстухѕјԁһԛԝӏ" + "αβεικνοπρτυχω",
    "abeikmhopctyxsjdhqwl" + "abeikvonptyxw",
)
_DIGITS_FOR_LETTERS = str.maketrans("0134578@$!|+€", "oieastbasiite")
_RUN = re.compile(r"(.)\1{2,}")
_WORD = re.compile(r"[^\W_]+")
_LEAST_SPELLED = 3


def readings(text: str) -> Iterator[list[str]]:
    """The words of a text, once for each way in which it can be read."""
    bare = _bare(text)
    for spelled in dict.fromkeys((bare, bare.translate(_DIGITS_FOR_LETTERS))):
        for short in dict.fromkeys((_RUN.sub(r"\1", spelled), _RUN.sub(r"\1\1", spelled))):
            yield _joined(_WORD.findall(short))


def _bare(text: str) -> str:
    """Small letters without accents and without what cannot be seen."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    seen = "".join(c for c in folded if unicodedata.category(c) not in ("Mn", "Me", "Cf"))
    return seen.translate(_LOOK_LATIN)


def _joined(words: list[str]) -> list[str]:
    """Letters that stand alone, one after the other, are one word."""
    joined: list[str] = []
    letters: list[str] = []
    for word in [*words, ""]:
        if len(word) == 1:
            letters.append(word)
            continue
        joined += ["".join(letters)] if len(letters) >= _LEAST_SPELLED else letters
        letters = []
        joined.append(word)
    return joined[:-1]
