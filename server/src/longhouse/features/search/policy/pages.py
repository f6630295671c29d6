"""The words of what a page behind a link says."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

# What is said about one side of a page, where it is a text that people look for.
_SAID = {
    None: ("description", "author", "site_name", "provider"),
    "music": ("artist", "album"),
    "movie": ("director", "synopsis"),
    "book": ("authors", "isbn"),
    "event": ("place", "address", "organizer"),
    "recipe": ("ingredients",),
    "photo": ("alt",),
}


def title_of(metadata: Mapping[str, Any]) -> str:
    title = metadata.get("title")
    return title if isinstance(title, str) else ""


def text_of(metadata: Mapping[str, Any]) -> str:
    """All but the title."""
    return " · ".join(dict.fromkeys(_texts(metadata)))


def _texts(metadata: Mapping[str, Any]) -> Iterator[str]:
    for part, names in _SAID.items():
        said: Any = metadata if part is None else metadata.get(part)
        if not isinstance(said, dict):
            continue
        for name in names:
            value: Any = cast("dict[str, Any]", said).get(name)
            values = cast("list[Any]", value) if isinstance(value, list) else [value]
            yield from (one.strip() for one in values if isinstance(one, str) and one.strip())
