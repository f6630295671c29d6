"""What a picture is, told from its first bytes and never from what its sender says."""

from collections.abc import Mapping
from typing import Literal

import msgspec

from longhouse.features.media import api as media

PictureType = Literal["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"]

# Only pictures of dots: a drawing in SVG is a document that may hold scripts.
_TYPES: Mapping[str, PictureType] = {
    "png": "image/png",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
}


class Size(msgspec.Struct, frozen=True):
    width: int
    height: int


def picture_type(body: bytes) -> PictureType | None:
    form = media.recognize(body)
    return None if form is None else _TYPES.get(form.name)


def picture_size(body: bytes) -> Size | None:
    """Width and height out of the header; None where it does not say or is cut off."""
    form = media.recognize(body)
    size = None if form is None else media.declared_size(form.name, body)
    return Size(*size) if size is not None and all(size) else None
