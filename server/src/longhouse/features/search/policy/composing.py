"""A query in the language of the index: what a document has to hold, and where to look for it.

Words hold letters, digits and pictures alone, so nothing that was typed can end its quotes.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from longhouse.features.search.model import Kind
from longhouse.features.search.policy.asking import Meant

# Stands before each key and makes room for the number of a slice.
SLICE = "§"

# The index is asked for the longest words alone; the document is compared with all of them.
_MOST_KEYS = 8

Stems = Mapping[str, str | None]
"""The English stem of each word; None for one that stands in every text, such as `the`."""


def leave_out_small_words(meant: Meant, stems: Stems) -> tuple[str, ...]:
    """The words that count: without those of every text, unless there are no others."""
    telling = tuple(word for word in meant.words if stems.get(word) is not None)
    alone = not telling and not meant.beginning and not meant.phrases
    return meant.words if alone else telling


def condition(meant: Meant, words: Sequence[str], stems: Stems) -> str:
    """What a document is compared with."""
    parts = [_either(word, stems) for word in words]
    if meant.beginning:
        parts.append(f"({_quote(meant.beginning)}:* | {_either(meant.beginning, stems)})")
    parts += [_in_a_row(phrase) for phrase in meant.phrases]
    parts += [f"!{_either(word, stems)}" for word in meant.excluded]
    parts += [f"!{_in_a_row(phrase)}" for phrase in meant.excluded_phrases]
    return " & ".join(parts)


def keys_of_words(meant: Meant, words: Sequence[str], stems: Stems) -> list[str]:
    """Where the documents with all complete words stand."""
    whole = {word: _either(word, stems, SLICE) for word in words}
    whole |= {word: _quote(SLICE + word) for phrase in meant.phrases for word in phrase}
    longest = sorted(whole, key=len, reverse=True)[:_MOST_KEYS]
    return [whole[word] for word in longest]


def keys_of_beginning(meant: Meant, stems: Stems) -> list[str]:
    if not meant.beginning:
        return []
    either = _either(meant.beginning, stems, SLICE)
    return [f"({_quote(SLICE + meant.beginning)}:* | {either})"]


def keys_of_filters(
    kinds: Sequence[Kind], section_ids: Sequence[UUID], author_id: UUID | None
) -> list[str]:
    """Nothing where everything is asked for."""
    choices = [
        [f"!{kind}" for kind in kinds],
        [f"#{section_id}" for section_id in section_ids],
        [] if author_id is None else [f"@{author_id}"],
    ]
    return [
        "(" + " | ".join(_quote(SLICE + one) for one in choice) + ")"
        for choice in choices
        if choice
    ]


def all_of(keys: Sequence[str]) -> str:
    return " & ".join(keys)


def _either(word: str, stems: Stems, before: str = "") -> str:
    """A word by its stem; every word is in the index as it is written too."""
    stem = stems.get(word)
    if stem is None:
        return _quote(before + word)
    return f"({_quote(before + stem)} | {_quote(before + '~' + stem)})"


def _in_a_row(phrase: Sequence[str]) -> str:
    return "(" + " <-> ".join(_quote(word) for word in phrase) + ")"


def _quote(lexeme: str) -> str:
    return f"'{lexeme}'"
