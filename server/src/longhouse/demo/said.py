"""The shapes of what people in the demonstration have published."""

from typing import Literal, NamedTuple

SectionType = Literal["music", "photo", "event", "recipe", "book", "movie", "general"]


class Page(NamedTuple):
    """A link and what its page says."""

    url: str
    kind: str
    provider: str
    title: str
    description: str


class Photo(NamedTuple):
    """What is painted, and in words for whoever does not see it."""

    name: str
    alt: str


class Answer(NamedTuple):
    who: str
    text: str
    answers: tuple["Answer", ...] = ()


class Said(NamedTuple):
    who: str
    days_ago: float
    text: str
    page: Page | None = None
    answers: tuple[Answer, ...] = ()
    liked: int = 3
    """About how many reacted."""
    audience: Literal["public", "followers", "friends", "private"] = "public"
    photo: Photo | None = None


Talk = dict[SectionType, tuple[Said, ...]]
