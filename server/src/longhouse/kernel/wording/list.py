"""The list, and whether a text holds anything of it."""

from collections.abc import Iterable
from functools import cache
from importlib import resources
from pathlib import Path

from longhouse.kernel.config import ConfigError
from longhouse.kernel.errors import Wrong
from longhouse.kernel.wording.reading import readings

UNWELCOME = Wrong("unwelcome", "Please find other words: some of these are not welcome here.")
"""What is wrong with a field that holds such words. What was found is not repeated."""

_AND_LONGER = "*"
_COMMENT = "#"


class Wording:
    """One entry a line: a word, or several that stand together. A star at the end stands for
    every longer word."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._whole: set[tuple[str, ...]] = set()
        self._begun: set[tuple[str, ...]] = set()
        for line in lines:
            entry = line.partition(_COMMENT)[0].strip()
            if not entry:
                continue
            begun = entry.endswith(_AND_LONGER)
            words = tuple(next(readings(entry.removesuffix(_AND_LONGER))))
            (self._begun if begun else self._whole).add(words)
        self._longest = max(map(len, self._whole | self._begun), default=0)

    def allows(self, text: str) -> bool:
        return not any(self._found_in(words) for words in readings(text))

    def _found_in(self, words: list[str]) -> bool:
        for at in range(len(words)):
            for length in range(1, min(self._longest, len(words) - at) + 1):
                said = tuple(words[at : at + length])
                if said in self._whole or self._begins(said):
                    return True
        return False

    def _begins(self, said: tuple[str, ...]) -> bool:
        *before, last = said
        return any((*before, last[:end]) in self._begun for end in range(1, len(last) + 1))


@cache
def read_wording(file: Path | None) -> Wording:
    """The list in a file of the house's own, or the one that comes with it."""
    if file is None:
        text = resources.files("longhouse.kernel.wording").joinpath("words.txt").read_text("utf-8")
        return Wording(text.splitlines())
    try:
        return Wording(file.read_text("utf-8").splitlines())
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(
            f"LONGHOUSE_WORDING_LIST names {file}, which cannot be read as text: {error}."
        ) from error
