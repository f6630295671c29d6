"""Goodreads, Open Library, and a number of a book without any address."""

import re
from typing import cast

from longhouse.features.links.model import Book, Found
from longhouse.features.links.policy import texts
from longhouse.features.links.policy.isbn import find_isbn
from longhouse.features.links.service.providers.known import Known, Site
from longhouse.features.links.service.read.linked import Node
from longhouse.features.links.service.read.oembed import read_object
from longhouse.features.links.service.read.values import as_node
from longhouse.kernel.outbound import urls
from longhouse.kernel.outbound.urls import WebAddress

_LIBRARY = frozenset({"openlibrary.org", "www.openlibrary.org"})
_NUMBERED = re.compile(r"/isbn/([0-9Xx-]{10,17})/?")
_MOST_AUTHORS = 10

goodreads = Site(
    "goodreads",
    "book",
    re.compile(r"(?:www\.)?goodreads\.com"),
    re.compile(r"/(?:[a-z]{2}/)?book/show/[0-9]+"),
)
library_thing = Site(
    "librarything",
    "book",
    re.compile(r"(?:www\.)?librarything\.com"),
    re.compile(r"/work/[0-9]+"),
)


def address_of(isbn: str) -> str:
    """The page of a book, for a number that was written alone."""
    return f"https://openlibrary.org/isbn/{isbn}"


def open_library(url: WebAddress) -> Known | None:
    if url.host not in _LIBRARY:
        return None
    numbered = _NUMBERED.fullmatch(url.path)
    isbn = find_isbn(numbered[1]) if numbered else None
    if isbn is None:
        return Known(provider="openlibrary", kind="book") if _is_book(url.path) else None
    return Known(
        provider="openlibrary",
        kind="book",
        page=f"https://openlibrary.org/api/books?bibkeys=ISBN:{isbn}&format=json&jscmd=data",
        catalogue=_read_catalogue,
    )


def _is_book(path: str) -> bool:
    return path.startswith(("/works/", "/books/"))


def _read_catalogue(body: bytes) -> Found:
    entry = next((node for value in read_object(body).values() if (node := as_node(value))), None)
    if entry is None:
        return Found()
    authors = _names(entry.get("authors"))
    cover = _cover(entry.get("cover"))
    title = ": ".join(
        part for name in ("title", "subtitle") if (part := texts.line(entry.get(name), texts.TITLE))
    )
    return Found(
        kind="book",
        title=texts.line(title, texts.TITLE),
        author=", ".join(authors) if authors else None,
        image=cover,
        description=texts.line(entry.get("by_statement"), texts.DESCRIPTION),
        book=Book(authors=authors, cover=cover, isbn=_isbn(entry)),
    )


def _names(listed: object) -> list[str] | None:
    people = cast("list[object]", listed)[:_MOST_AUTHORS] if isinstance(listed, list) else []
    said = [texts.line((as_node(one) or {}).get("name"), texts.NAME) for one in people]
    return [name for name in said if name] or None


def _cover(sizes: object) -> str | None:
    node: Node = as_node(sizes) or {}
    url = urls.find(node.get("large") or node.get("medium") or node.get("small"))
    return url.text if url else None


def _isbn(entry: Node) -> str | None:
    numbers = as_node(entry.get("identifiers")) or {}
    for name in ("isbn_13", "isbn_10"):
        listed = numbers.get(name)
        first = cast("list[object]", listed)[:1] if isinstance(listed, list) else []
        for number in first:
            if isinstance(number, str) and (isbn := find_isbn(number)):
                return isbn
    return None
