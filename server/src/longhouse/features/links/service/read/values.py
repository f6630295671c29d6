"""Values of linked data. The same thing is written as a word, a list, or a thing with a name."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import cast

from longhouse.features.links.policy import texts
from longhouse.features.links.service.read.linked import Node
from longhouse.kernel.outbound import urls
from longhouse.kernel.outbound.urls import WebAddress

_MOST = 60
_LONGEST_TIME = 40
_NUMBER = re.compile(r"[0-9]{1,9}(?:[.,][0-9]{1,6})?")
_YEAR = re.compile(r"(?:18|19|20|21)[0-9]{2}")
_OFFSET = re.compile(r"(?:Z|[+-][0-9]{2}:?[0-9]{2})$")


class Values:
    """Looks into things, and follows the ids under which they name each other, one step."""

    def __init__(self, by_id: Mapping[str, Node], base: WebAddress) -> None:
        self._by_id = by_id
        self._base = base

    def each(self, node: Node, *names: str) -> list[object]:
        """All values of the first of the names that has any."""
        for name in names:
            value = node.get(name)
            listed = cast("list[object]", value) if isinstance(value, list) else [value]
            if kept := [self._resolved(one) for one in listed[:_MOST] if one not in (None, "")]:
                return kept
        return []

    def thing(self, node: Node, *names: str) -> Node | None:
        return next((thing for one in self.each(node, *names) if (thing := as_node(one))), None)

    def text(self, node: Node, *names: str, longest: int = texts.NAME) -> str | None:
        said = (self._said(value, longest) for value in self.each(node, *names))
        return next((text for text in said if text), None)

    def lines(self, node: Node, *names: str, most: int = _MOST) -> list[str] | None:
        said = [self._said(value, texts.NAME) for value in self.each(node, *names)]
        return list(dict.fromkeys(text for text in said if text))[:most] or None

    def names(self, node: Node, *names: str) -> str | None:
        """People or bands, as one line."""
        listed = self.lines(node, *names, most=5)
        return texts.line(", ".join(listed), texts.NAME) if listed else None

    def number(self, node: Node, *names: str) -> float | None:
        for value in self.each(node, *names):
            if isinstance(value, int | float) and not isinstance(value, bool):
                return float(value) if 0 <= value < 10**9 else None
            if isinstance(value, str) and (match := _NUMBER.match(value.strip()[:20])):
                return float(match[0].replace(",", "."))
        return None

    def count(self, node: Node, *names: str) -> int | None:
        for value in self.each(node, *names):
            digits = re.sub(r"[ ,.'\u00a0]", "", value[:20]) if isinstance(value, str) else value
            if isinstance(digits, str) and digits.isascii() and digits.isdigit():
                return int(digits[:9])
            if isinstance(digits, int | float) and 0 <= digits < 10**9:
                return int(digits)
        return None

    def url(self, node: Node, *names: str) -> str | None:
        for value in self.each(node, *names):
            thing = as_node(value)
            written = self.first(thing, "url", "contentUrl", "@id") if thing else value
            found = urls.find(written, self._base)
            if found is not None:
                return found.text
        return None

    def time(self, node: Node, *names: str) -> str | None:
        return next((t for value in self.each(node, *names) if (t := moment(value))), None)

    def year(self, node: Node, *names: str) -> int | None:
        for value in self.each(node, *names):
            if match := _YEAR.match(str(value)[:10]):
                return int(match[0])
        return None

    def first(self, node: Node, *names: str) -> object:
        return next(iter(self.each(node, *names)), None)

    def _resolved(self, value: object) -> object:
        node = as_node(value)
        if node is not None and len(node) <= 2 and isinstance(id_ := node.get("@id"), str):
            return self._by_id.get(id_, node)
        return value

    def _said(self, value: object, longest: int) -> str | None:
        node = as_node(value)
        if node is not None:
            value = self.first(node, "name", "@value", "text", "headline")
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = f"{value:g}"
        return texts.scripted(value, longest)


def as_node(value: object) -> Node | None:
    return cast("Node", value) if isinstance(value, dict) else None


def moment(value: object) -> str | None:
    """A date or time in ISO 8601 that exists, as it was written."""
    if not isinstance(value, str):
        return None
    text = value.strip()
    if not 8 <= len(text) <= _LONGEST_TIME or not text.isascii():
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(text).isoformat(timespec="seconds")
    except ValueError:
        return None


def offset(moment: str | None) -> str | None:
    """How far from UTC the place of an event is, if its time says so."""
    match = _OFFSET.search(moment) if moment and "T" in moment else None
    return match[0] if match else None
