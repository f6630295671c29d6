"""Names that people would take for one another.

What counts is the shape in capitals: there the letters of other scripts that look Latin do so
exactly. A word that mixes scripts is refused, so that a single strange letter hides nowhere.
"""

import unicodedata
from collections.abc import Callable

import regex

from longhouse.features.profiles.errors import InvalidSaying
from longhouse.kernel.errors import Wrong

_LOOK_LATIN = str.maketrans(
    # Greek, Cyrillic, and a few that stand alone.
    "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹϺ" + "АВЕЅНІЈКМОРСТУХҺԌԜԚҮІӀԀѴ" + "ƖØĐŁⱭꞬ",
    "ABEZHIKMNOPTYXCM" + "ABESHIJKMOPCTYXHGWQYIIDV" + "IODLAG",
)
# Letters of phoneticians and in boxes, which are drawn like capitals and are none.
_DRAWN = regex.compile(
    "(?:LATIN LETTER SMALL CAPITAL|NEGATIVE (?:CIRCLED|SQUARED) LATIN CAPITAL LETTER) ([A-Z])"
)
_WORD = regex.compile(r"[\p{L}\p{M}]+")
_SCRIPTS = [
    regex.compile(rf"\p{{Script={script}}}")
    for script in ("Latin", "Greek", "Cyrillic", "Armenian", "Hebrew", "Arabic", "Cherokee")
]


def shape_of(name: str, latin_shape: Callable[[str], str]) -> str:
    """The same for all names that look alike; `latin_shape` is the rule for plain usernames."""
    plain = "".join(_capital(c) for c in unicodedata.normalize("NFKD", name))
    bare = plain.upper().translate(_LOOK_LATIN)
    bare = "".join(c for c in unicodedata.normalize("NFKD", bare) if c.isalnum())
    return latin_shape(bare) or unicodedata.normalize("NFKC", name).casefold()


def _capital(letter: str) -> str:
    drawn = None if letter.isascii() else _DRAWN.fullmatch(unicodedata.name(letter, ""))
    return drawn[1] if drawn else letter


def check_scripts(name: str) -> None:
    for word in _WORD.findall(name):
        if sum(bool(script.search(word)) for script in _SCRIPTS) > 1:
            raise InvalidSaying(
                "display_name", Wrong("mixed_scripts", "Please write each word in one script.")
            )
