"""One reader for each kind of thing that a section is about."""

from typing import TypeVar

import msgspec

from longhouse.features.links.model import Book, Event, Found, Movie, Music, Part, Photo, Recipe
from longhouse.features.links.policy import texts
from longhouse.features.links.policy.durations import seconds_of
from longhouse.features.links.policy.isbn import find_isbn
from longhouse.features.links.service.read.linked import Node
from longhouse.features.links.service.read.values import Values, as_node, offset

P = TypeVar("P", bound=Part)

_ADDRESS = ("streetAddress", "postalCode", "addressLocality", "addressRegion", "addressCountry")


def laid_over(upper: P, lower: P) -> P:
    """What `upper` says, and what only `lower` says, part by part."""
    filled: dict[str, object] = {}
    for name in upper.__struct_fields__:
        above, below = getattr(upper, name), getattr(lower, name)
        if above is None:
            filled[name] = below
        elif isinstance(above, Part) and isinstance(below, Part):
            filled[name] = laid_over(above, below)
    return msgspec.structs.replace(upper, **filled) if filled else upper


def recipe(values: Values, node: Node) -> Found:
    return Found(
        kind="recipe",
        recipe=Recipe(
            ingredients=values.lines(node, "recipeIngredient", "ingredients"),
            prep_time=seconds_of(values.first(node, "prepTime")),
            cook_time=seconds_of(values.first(node, "cookTime", "performTime")),
            total_time=seconds_of(values.first(node, "totalTime")),
            serves=_longest(values.lines(node, "recipeYield", "yield")),
        ),
    )


def movie(values: Values, node: Node) -> Found:
    rating = values.thing(node, "aggregateRating") or {}
    return Found(
        kind="movie",
        movie=Movie(
            year=values.year(node, "datePublished", "dateCreated", "startDate"),
            rating=values.number(rating, "ratingValue"),
            rating_best=values.number(rating, "bestRating"),
            rating_count=values.count(rating, "ratingCount", "reviewCount"),
            poster=values.url(node, "image", "thumbnailUrl"),
            synopsis=values.text(node, "description", longest=texts.DESCRIPTION),
            director=values.names(node, "director", "creator"),
        ),
        author=values.names(node, "director", "creator"),
    )


def book(values: Values, node: Node) -> Found:
    edition = values.thing(node, "workExample") or {}
    rating = values.thing(node, "aggregateRating") or {}
    isbn = values.text(node, "isbn") or values.text(edition, "isbn")
    return Found(
        kind="book",
        book=Book(
            authors=values.lines(node, "author", most=10),
            isbn=find_isbn(isbn) if isbn else None,
            cover=values.url(node, "image", "thumbnailUrl"),
            rating=values.number(rating, "ratingValue"),
        ),
    )


def event(values: Values, node: Node) -> Found:
    starts_at = values.time(node, "startDate")
    place = values.thing(node, "location")
    offer = values.thing(node, "offers") or {}
    return Found(
        kind="event",
        event=Event(
            starts_at=starts_at,
            ends_at=values.time(node, "endDate"),
            timezone=offset(starts_at),
            place=values.text(node, "location"),
            address=_address(values, place) if place else None,
            organizer=values.names(node, "organizer"),
            tickets_url=values.url(offer, "url"),
            price=_price(values, offer),
        ),
        author=values.names(node, "organizer"),
    )


def music(values: Values, node: Node) -> Found:
    artist = values.names(node, "byArtist", "author", "creator")
    return Found(
        kind="music",
        author=artist,
        music=Music(
            artist=artist,
            album=values.text(node, "inAlbum"),
            duration=seconds_of(values.first(node, "duration")),
        ),
    )


def photo(values: Values, node: Node) -> Found:
    return Found(
        kind="photo",
        photo=Photo(
            image=values.url(node, "contentUrl", "image", "thumbnailUrl"),
            width=values.count(node, "width"),
            height=values.count(node, "height"),
            alt=values.text(node, "caption", "alternateName", longest=texts.TITLE),
        ),
    )


def video(values: Values, node: Node) -> Found:
    return Found(kind="video", duration=seconds_of(values.first(node, "duration")))


def article(_values: Values, _node: Node) -> Found:
    return Found(kind="article")


def _longest(lines: list[str] | None) -> str | None:
    """A yield is often given twice: `4`, and `4 servings`."""
    return max(lines, key=len) if lines else None


def _address(values: Values, place: Node) -> str | None:
    written = values.first(place, "address")
    node = as_node(written)
    if node is None:
        return texts.scripted(written, texts.NAME)
    parts = [values.text(node, name) for name in _ADDRESS]
    return texts.line(", ".join(part for part in parts if part), texts.NAME)


def _price(values: Values, offer: Node) -> str | None:
    low = values.text(offer, "lowPrice", "price", longest=20)
    high = values.text(offer, "highPrice", longest=20)
    if low is None:
        return None
    amount = f"{low}–{high}" if high and high != low else low
    currency = values.text(offer, "priceCurrency", longest=10)
    return f"{amount} {currency}" if currency else amount
