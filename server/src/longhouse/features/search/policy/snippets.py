"""The part of a text in which something was found, with what was found in it marked."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

import msgspec

from longhouse.features.search.policy.asking import Meant
from longhouse.features.search.policy.words import Word, words_in

WORDS_BEFORE = 10
WORDS = 30


class Segment(msgspec.Struct, frozen=True):
    text: str
    match: bool


class Wanted(msgspec.Struct, frozen=True):
    """What is marked in a text."""

    words: Collection[str]
    """As they were typed, and those of phrases."""
    stems: Collection[str]
    beginning: str | None

    def marks(self, word: str, stem: str | None) -> bool:
        begins = self.beginning is not None and word.startswith(self.beginning)
        return begins or word in self.words or (stem is not None and stem in self.stems)


def wanted_of(meant: Meant, words: Sequence[str], stems: Mapping[str, str | None]) -> Wanted:
    typed = {*words, *([meant.beginning] if meant.beginning else [])}
    return Wanted(
        words=typed | {word for phrase in meant.phrases for word in phrase},
        stems={stem for word in typed if (stem := stems.get(word)) is not None},
        beginning=meant.beginning,
    )


def snippet(
    text: str, wanted: Wanted, stems: Mapping[str, str | None], *, whole: bool = False
) -> list[Segment]:
    """About thirty words around what is marked, in one line; all of them if `whole`."""
    words = list(words_in(text))
    places = [
        at for at, word in enumerate(words) if wanted.marks(word.folded, stems.get(word.folded))
    ]
    marked = [words[at] for at in places]
    begin, end = 0, len(text)
    if not whole and len(words) > WORDS:
        first = _fullest(words, places) if places else 0
        at = max(0, min(first - WORDS_BEFORE, len(words) - WORDS))
        begin = words[at].begin if at else 0
        end = words[at + WORDS - 1].end if at + WORDS < len(words) else len(text)
    shown = list(_segments(text, begin, end, marked))
    if begin:
        shown.insert(0, Segment("…", match=False))
    if end < len(text):
        shown.append(Segment("…", match=False))
    return list(_joined(shown))


def _fullest(words: Sequence[Word], places: Sequence[int]) -> int:
    """The first of the marked words from which on the most different ones stand together."""
    reach = WORDS - WORDS_BEFORE
    together: Counter[str] = Counter()
    best, most, end = places[0], 0, 0
    for at in places:
        while end < len(places) and places[end] < at + reach:
            together[words[places[end]].folded] += 1
            end += 1
        different = sum(1 for count in together.values() if count)
        if different > most:
            best, most = at, different
        together[words[at].folded] -= 1
    return best


def _segments(text: str, begin: int, end: int, marked: Sequence[Word]) -> Iterator[Segment]:
    at = begin
    for word in marked:
        if word.begin < at or word.end > end:
            continue
        yield Segment(text[at : word.begin], match=False)
        yield Segment(text[word.begin : word.end], match=True)
        at = word.end
    yield Segment(text[at:end], match=False)


def _joined(segments: Sequence[Segment]) -> Iterator[Segment]:
    """One line, without empty pieces, and neighbours of one kind made one."""
    kept: Segment | None = None
    for segment in segments:
        line = _one_line(segment.text)
        if not line:
            continue
        if kept is not None and kept.match == segment.match:
            kept = Segment(kept.text + line, segment.match)
            continue
        if kept is not None:
            yield kept
        kept = Segment(line, segment.match)
    if kept is not None:
        yield kept


def _one_line(text: str) -> str:
    inner = " ".join(text.split())
    if not inner:
        return " " if text else ""
    return (" " if text[0].isspace() else "") + inner + (" " if text[-1].isspace() else "")
