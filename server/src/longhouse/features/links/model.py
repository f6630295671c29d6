"""What a page says, in the form in which it is kept and shown; what it does not say is left out."""

from typing import Literal

import msgspec

Kind = Literal[
    "music", "movie", "book", "event", "recipe", "photo", "article", "video", "generic"
]  # fmt: skip
SectionType = Literal["music", "photo", "event", "recipe", "book", "movie", "general"]
State = Literal["ready", "failed", "off"]


class Part(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Base of what is said about one side of a page."""


class Embed(Part, frozen=True, kw_only=True):
    """A player of a provider that is known to the house, never of one that a page names."""

    provider: str
    url: str
    aspect_ratio: float | None = None
    """Width by height; without one the player has a fixed `height`."""
    height: int | None = None


class Music(Part, frozen=True, kw_only=True):
    artist: str | None = None
    album: str | None = None
    duration: int | None = None


class Movie(Part, frozen=True, kw_only=True):
    year: int | None = None
    rating: float | None = None
    rating_best: float | None = None
    rating_count: int | None = None
    poster: str | None = None
    synopsis: str | None = None
    director: str | None = None


class Book(Part, frozen=True, kw_only=True):
    authors: list[str] | None = None
    isbn: str | None = None
    cover: str | None = None
    rating: float | None = None


class Event(Part, frozen=True, kw_only=True):
    starts_at: str | None = None
    """As the page writes it, in ISO 8601: a date, or a time with or without an offset."""
    ends_at: str | None = None
    timezone: str | None = None
    place: str | None = None
    address: str | None = None
    organizer: str | None = None
    tickets_url: str | None = None
    price: str | None = None


class Recipe(Part, frozen=True, kw_only=True):
    """Times are in seconds."""

    ingredients: list[str] | None = None
    prep_time: int | None = None
    cook_time: int | None = None
    total_time: int | None = None
    serves: str | None = msgspec.field(default=None, name="yield")


class Photo(Part, frozen=True, kw_only=True):
    image: str | None = None
    width: int | None = None
    height: int | None = None
    alt: str | None = None


class Facts(Part, frozen=True, kw_only=True):
    canonical_url: str | None = None
    title: str | None = None
    description: str | None = None
    image: str | None = None
    icon: str | None = None
    author: str | None = None
    language: str | None = None
    site_name: str | None = None
    published_at: str | None = None
    duration: int | None = None
    """Seconds of a video."""
    embed: Embed | None = None
    music: Music | None = None
    movie: Movie | None = None
    book: Book | None = None
    event: Event | None = None
    recipe: Recipe | None = None
    photo: Photo | None = None


class Found(Facts, frozen=True, kw_only=True):
    """What one source says; several are laid over each other."""

    kind: Kind | None = None


class Metadata(Facts, frozen=True, kw_only=True, omit_defaults=True):
    """What is known of a link."""

    kind: Kind
    provider: str
    """Name of the service, or the host."""
    url: str


class Unfolded(msgspec.Struct, frozen=True, kw_only=True):
    url: str
    """The link as it is kept: a number of a book has become an address."""
    metadata: Metadata | None
    state: State
    """`failed` may still become `ready` later; then `PageUnfolded` is told."""
