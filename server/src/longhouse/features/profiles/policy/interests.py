"""Interests: offered ones by their id, and own words.

Kept as one word each: an id of the taxonomy, or own words behind an equals sign, which no id holds.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import msgspec

from longhouse.features.profiles.errors import InvalidSaying
from longhouse.features.profiles.model import Interest
from longhouse.features.profiles.policy.searching import words_of
from longhouse.features.profiles.policy.taxonomy import CATEGORIES, TRANSLATIONS
from longhouse.kernel.errors import Wrong

MOST = 12
LEAST_LETTERS, MOST_LETTERS = 2, 30
_MOST_OFFERED = 30
# Two letters begin so many words that they would mean nearly everything.
_LEAST_MEANT = 3
_SPACES = re.compile(r"\s+")
_OWN = "="


class Wish(msgspec.Struct, frozen=True):
    """One or the other: an id that is offered, or own words."""

    id: str | None = None
    label: str | None = None


def kept_of(wishes: Sequence[Wish]) -> list[str]:
    """As they are kept, in the order given, each once."""
    kept: dict[str, None] = {}
    for at, wish in enumerate(wishes):
        kept[_kept(wish, f"interests.{at}")] = None
    if len(kept) > MOST:
        raise InvalidSaying(
            "interests", Wrong("too_many", f"There is room for {MOST} interests.", most=MOST)
        )
    return list(kept)


def key_of(text: str) -> str:
    """The kept form of what somebody names: an id, a label in whichever language, or own words."""
    if text in CATEGORIES:
        return text
    return _by_name().get(_name(text)) or _OWN + _normal(text)


def interest_of(kept: str) -> Interest:
    if kept.startswith(_OWN):
        return Interest(id=None, label=kept[1:], category=None)
    label, category = CATEGORIES.get(kept, (kept.replace("-", " ").capitalize(), "Other"))
    return Interest(id=kept, label=label, category=category)


def offered(q: str) -> list[Interest]:
    """Those with a word that begins so, in whichever language; all of them for nothing."""
    wanted = words_of(q)
    every = [interest_of(id_) for id_ in CATEGORIES]
    if not wanted:
        return every
    found = [
        one
        for one in every
        if one.id and any(_begins(words_of(name), wanted) for name in _names_of(one.id))
    ]
    return found[:_MOST_OFFERED]


def meant_by(start: str) -> list[list[str]]:
    """The words of every offered interest that has a word beginning so in another language than
    the one in which it is kept."""
    if len(start) < _LEAST_MEANT:
        return []
    return [
        words for words, others in _translated() if any(one.startswith(start) for one in others)
    ]


@cache
def _by_name() -> Mapping[str, str]:
    """What is offered, by its names; what is called so in English comes first."""
    names = [(name, id_) for id_ in CATEGORIES for name in _names_of(id_)]
    english = [(label, id_) for id_, (label, _) in CATEGORIES.items()]
    return {_name(name): id_ for name, id_ in (*names, *english)}


def _name(text: str) -> str:
    """The same for names that differ in capitals, accents, hyphens and blanks alone."""
    return " ".join(words_of(text))


@cache
def _translated() -> Sequence[tuple[list[str], list[str]]]:
    return [
        (words_of(label), words_of(" ".join(_names_of(id_)[1:])))
        for id_, (label, _) in CATEGORIES.items()
    ]


def _names_of(id_: str) -> list[str]:
    """In every language, as it is kept first."""
    return [CATEGORIES[id_][0], *(names[id_] for names in TRANSLATIONS)]


def _begins(words: Iterable[str], wanted: Iterable[str]) -> bool:
    present = list(words)
    return all(any(word.startswith(start) for word in present) for start in wanted)


def _kept(wish: Wish, field: str) -> str:
    if (wish.id is None) == (wish.label is None):
        raise InvalidSaying(
            field, Wrong("one_or_own", "Choose one of the list, or write your own.")
        )
    if wish.id is not None:
        if wish.id not in CATEGORIES:
            raise InvalidSaying(field, Wrong("not_offered", "That is not in the list."))
        return wish.id
    label = _normal(wish.label or "")
    if not LEAST_LETTERS <= len(label) <= MOST_LETTERS:
        raise InvalidSaying(
            field,
            Wrong(
                "length",
                f"An interest has {LEAST_LETTERS} to {MOST_LETTERS} characters.",
                least=LEAST_LETTERS,
                most=MOST_LETTERS,
            ),
        )
    if not words_of(label) or any(unicodedata.category(c)[0] == "C" for c in label):
        raise InvalidSaying(
            field, Wrong("nothing_seen", "An interest is made of characters that can be seen.")
        )
    return key_of(label)


def _normal(text: str) -> str:
    """Small letters, so that own words that are the same are one interest."""
    return _SPACES.sub(" ", unicodedata.normalize("NFKC", text)).strip().lower()
