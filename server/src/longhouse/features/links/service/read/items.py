"""Microdata: things described by attributes of the tags around them.

An item becomes a mapping in the form of linked data, so that one reader serves both.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

_MOST_ITEMS = 120
_MOST_VALUES = 60
_DEEPEST = 12
_LONGEST_TEXT = 2000
# Where a tag carries its value, when not in `content`.
_TAGS_BY_ATTRIBUTE = {
    "src": ("audio", "embed", "iframe", "img", "source", "track", "video"),
    "href": ("a", "area", "link"),
    "value": ("data", "meter"),
    "data": ("object",),
    "datetime": ("time",),
}
_VALUE_OF = {tag: attribute for attribute, tags in _TAGS_BY_ATTRIBUTE.items() for tag in tags}


@dataclass(slots=True)
class _Item:
    depth: int
    values: dict[str, object]


@dataclass(slots=True)
class _Text:
    depth: int
    owner: dict[str, object]
    names: list[str]
    pieces: list[str] = field(default_factory=list[str])
    room: int = _LONGEST_TEXT


class Items:
    """Follows the tags of a page and appends to `found` each item that stands for itself."""

    def __init__(self, found: list[dict[str, object]]) -> None:
        self._found = found
        self._made = 0
        self.depth = 0
        """How many tags are open."""
        self._items: list[_Item] = []
        self._texts: list[_Text] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.depth += 1
        if "itemscope" in attributes:
            self._open_item(attributes)
        elif self._items and "itemprop" in attributes:
            self._add_property(tag, attributes)

    def end(self) -> None:
        while self._texts and self._texts[-1].depth >= self.depth:
            text = self._texts.pop()
            _add(text.owner, text.names, "".join(text.pieces))
        while self._items and self._items[-1].depth >= self.depth:
            self._items.pop()
        self.depth -= 1

    def data(self, text: str) -> None:
        for waiting in self._texts:
            if waiting.room > 0:
                waiting.pieces.append(text[: waiting.room])
                waiting.room -= len(text)

    def close(self) -> None:
        self.depth = 0
        self.end()

    def _open_item(self, attributes: Mapping[str, str]) -> None:
        if self._made >= _MOST_ITEMS or len(self._items) >= _DEEPEST:
            return
        self._made += 1
        kinds = [kind.rpartition("/")[2] for kind in attributes.get("itemtype", "")[:500].split()]
        values: dict[str, object] = {"@type": kinds}
        names = _names(attributes)
        if names and self._items:
            _add(self._items[-1].values, names, values)
        else:
            self._found.append(values)
        self._items.append(_Item(self.depth, values))

    def _add_property(self, tag: str, attributes: Mapping[str, str]) -> None:
        owner = self._items[-1].values
        written = attributes.get("content")
        if written is None:
            written = attributes.get(_VALUE_OF.get(tag, ""))
        if written is not None:
            _add(owner, _names(attributes), written[:_LONGEST_TEXT])
        elif len(self._texts) < _DEEPEST:
            self._texts.append(_Text(self.depth, owner, _names(attributes)))


def _names(attributes: Mapping[str, str]) -> list[str]:
    return attributes.get("itemprop", "")[:200].split()


def _add(owner: dict[str, object], names: list[str], value: object) -> None:
    for name in names:
        if len(owner) >= _MOST_VALUES and name not in owner:
            return
        values = owner.setdefault(name, [])
        if isinstance(values, list) and len(values) < _MOST_VALUES:  # pyright: ignore[reportUnknownArgumentType] -- only lists of our own are in there
            values.append(value)  # pyright: ignore[reportUnknownMemberType] -- the same
