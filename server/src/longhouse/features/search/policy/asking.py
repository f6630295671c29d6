"""What somebody means by what they typed."""

import re

import msgspec

from longhouse.features.search.policy.words import folded_words

LONGEST = 200

_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
_PIECE = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')


class Meant(msgspec.Struct, frozen=True, kw_only=True):
    """Words as they are looked for. What is found has all of them and none of the excluded."""

    words: tuple[str, ...] = ()
    beginning: str | None = None
    """The last word, which may not be complete yet."""
    phrases: tuple[tuple[str, ...], ...] = ()
    excluded: tuple[str, ...] = ()
    excluded_phrases: tuple[tuple[str, ...], ...] = ()

    @property
    def finds_nothing(self) -> bool:
        return not self.words and not self.beginning and not self.phrases


def understand(q: str) -> Meant:
    words: list[str] = []
    phrases: list[tuple[str, ...]] = []
    excluded: list[str] = []
    excluded_phrases: list[tuple[str, ...]] = []
    ends_in_word = False
    for piece in _PIECE.finditer(q.translate(_QUOTES)):
        is_phrase = piece["phrase"] is not None
        found = folded_words(piece["phrase"] if is_phrase else piece["word"])
        if not found:
            continue
        without = bool(piece["minus"])
        ends_in_word = not is_phrase and not without
        if ends_in_word:
            words += found
        elif not without:
            phrases.append(tuple(found))
        elif is_phrase or len(found) > 1:
            excluded_phrases.append(tuple(found))
        else:
            excluded += found
    beginning = words.pop() if ends_in_word else None
    return Meant(
        words=tuple(dict.fromkeys(words)),
        beginning=beginning,
        phrases=tuple(dict.fromkeys(phrases)),
        excluded=tuple(dict.fromkeys(excluded)),
        excluded_phrases=tuple(dict.fromkeys(excluded_phrases)),
    )
