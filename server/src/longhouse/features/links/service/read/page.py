"""What a page holds that describes it, gathered in one pass over its tags."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic, sleep
from typing import Any, Protocol, cast

from lxml import etree

from longhouse.features.links.service.read.charset import charset_of, chunks
from longhouse.features.links.service.read.items import Items

_LONGEST_TAG = 32 * 1024
_LONGEST_VALUE = 8 * 1024
_LONGEST_SCRIPT = 512 * 1024
_MOST_SCRIPTS = 24
_MOST_METAS = 400
_MOST_LINKS = 60
# Reading takes a tenth of this on an idle machine; what was found until then is used.
_SECONDS = 1.0
# Closing ends every tag that is open, in one step; where so many are, nothing is lost by leaving.
_DEEPEST = 2000
_NAMES = ("property", "name", "itemprop")
_LINKED_DATA = "application/ld+json"


@dataclass(slots=True)
class Page:
    language: str | None = None
    base: str | None = None
    title: str | None = None
    metas: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    """By `property` or `name` in lower case, in the order of the page."""
    links: dict[str, list[Mapping[str, str]]] = field(
        default_factory=dict[str, list[Mapping[str, str]]]
    )
    """Attributes of `link` tags, by each word of their `rel`."""
    scripts: list[str] = field(default_factory=list[str])
    """Linked data, unread."""
    items: list[dict[str, object]] = field(default_factory=list[dict[str, object]])
    """Microdata, in the form of linked data."""

    def meta(self, *names: str) -> str | None:
        """The first that says something."""
        return next((value for name in names for value in self.metas.get(name, ()) if value), None)


def read_page(body: bytes, charset: str | None) -> Page:
    """Never fails: a page that is no page has nothing to say."""
    target = _Target()
    parser = _make_parser(target)
    deadline = monotonic() + _SECONDS
    with suppress(etree.LxmlError):
        for chunk in _short_tags(chunks(body, charset_of(body, charset))):
            parser.feed(chunk)
            # Hands the interpreter to the event loop, which would otherwise ask for it in vain.
            sleep(0)
            if monotonic() > deadline:
                break
        if target.depth < _DEEPEST:
            parser.close()
    return target.page


class _Parser(Protocol):
    def feed(self, data: bytes) -> None: ...
    def close(self) -> object: ...


def _make_parser(target: "_Target") -> _Parser:
    made: object = etree.HTMLParser(
        target=cast("Any", target),
        encoding="utf-8",
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    return cast("_Parser", made)


def _short_tags(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Leave out the rest of a tag that does not end: its attributes would be made all at once,
    and the other threads would have to wait for that."""
    open_for = 0
    for piece in pieces:
        end = piece.rfind(b">")
        if end >= 0 and open_for > _LONGEST_TAG:
            piece = piece[piece.find(b">") :]
            end = piece.rfind(b">")
        if end >= 0 or not open_for:
            begin = piece.find(b"<", end + 1)
            open_for = len(piece) - begin if begin >= 0 else 0
        else:
            open_for += len(piece)
        if end >= 0 or open_for <= _LONGEST_TAG:
            yield piece


class _Target:
    """What the parser calls for each tag and each piece of text."""

    def __init__(self) -> None:
        self.page = Page()
        self._items = Items(self.page.items)
        self._metas = 0
        self._links = 0
        self._text: list[str] | None = None
        self._room = 0
        self._text_of = ""

    @property
    def depth(self) -> int:
        return self._items.depth

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._items.start(tag, attributes)
        match tag:
            case "meta":
                self._meta(attributes)
            case "link":
                self._link(attributes)
            case "html" if self.page.language is None:
                self.page.language = attributes.get("lang")
            case "base" if self.page.base is None:
                self.page.base = attributes.get("href")
            case "title" if self.page.title is None:
                self._keep_text("title", _LONGEST_VALUE)
            case "script" if self._is_linked_data(attributes):
                self._keep_text("script", _LONGEST_SCRIPT)
            case _:
                pass

    def end(self, tag: str) -> None:
        self._items.end()
        if self._text is not None and tag == self._text_of:
            text = "".join(self._text)
            if tag == "title":
                self.page.title = text
            elif self._room > 0:
                self.page.scripts.append(text)
            self._text = None

    def data(self, text: str) -> None:
        self._items.data(text)
        if self._text is not None and self._room > 0:
            self._text.append(text[: self._room])
            self._room -= len(text)

    def close(self) -> None:
        self._items.close()

    def _keep_text(self, tag: str, room: int) -> None:
        self._text, self._text_of, self._room = [], tag, room

    def _is_linked_data(self, attributes: Mapping[str, str]) -> bool:
        kind = attributes.get("type", "").partition(";")[0].strip().lower()
        return kind == _LINKED_DATA and len(self.page.scripts) < _MOST_SCRIPTS

    def _meta(self, attributes: Mapping[str, str]) -> None:
        content = attributes.get("content")
        if content is None or self._metas >= _MOST_METAS:
            return
        for name in _NAMES:
            key = attributes.get(name, "").strip().lower()
            if key and len(key) <= 100:
                self._metas += 1
                self.page.metas.setdefault(key, []).append(content[:_LONGEST_VALUE])

    def _link(self, attributes: Mapping[str, str]) -> None:
        if "href" not in attributes or self._links >= _MOST_LINKS:
            return
        kept = {key: attributes[key] for key in ("href", "type", "sizes") if key in attributes}
        for word in set(attributes.get("rel", "").lower()[:200].split()):
            if word in ("canonical", "icon", "apple-touch-icon", "alternate"):
                self._links += 1
                self.page.links.setdefault(word, []).append(kept)
