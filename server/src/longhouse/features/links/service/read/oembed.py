"""oEmbed: what a provider answers about one of its addresses. Its HTML is never used."""

from typing import cast

import msgspec

from longhouse.features.links.model import Found, Kind, Photo
from longhouse.features.links.policy import texts
from longhouse.features.links.policy.durations import seconds_of
from longhouse.kernel.outbound import urls
from longhouse.kernel.outbound.urls import WebAddress

_KINDS: dict[object, Kind] = {"photo": "photo", "video": "video"}
_MOST_PIXELS = 100_000


def read_object(body: bytes) -> dict[str, object]:
    """The object of a JSON answer; an empty one for everything else."""
    try:
        value: object = msgspec.json.decode(body)
    except (msgspec.DecodeError, RecursionError, ValueError):
        return {}
    return cast("dict[str, object]", value) if isinstance(value, dict) else {}


def read_oembed(body: bytes, base: WebAddress) -> Found:
    said = read_object(body)
    is_photo = said.get("type") == "photo"
    picture = urls.find(said.get("url"), base) if is_photo else None
    shown = picture or urls.find(said.get("thumbnail_url"), base)
    return Found(
        kind=_KINDS.get(said.get("type")) if isinstance(said.get("type"), str) else None,
        title=texts.line(said.get("title"), texts.TITLE),
        author=texts.line(said.get("author_name"), texts.NAME),
        site_name=texts.line(said.get("provider_name"), texts.NAME),
        image=shown.text if shown else None,
        duration=seconds_of(said.get("duration")),
        photo=Photo(
            image=picture.text,
            width=_pixels(said.get("width")),
            height=_pixels(said.get("height")),
        )
        if picture
        else None,
    )


def _pixels(value: object) -> int | None:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 7:
        value = int(value)
    fits = isinstance(value, int) and not isinstance(value, bool) and 0 < value < _MOST_PIXELS
    return value if isinstance(value, int) and fits else None
