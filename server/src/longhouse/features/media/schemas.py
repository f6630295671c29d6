"""Shapes of media on the wire."""

from uuid import UUID

import msgspec

from longhouse.features.media.model import Kind, Purpose, Status
from longhouse.kernel.http import Body


class UploadBody(Body):
    """A file that comes in pieces."""

    size: int
    mime: str | None = None
    name: str | None = None
    """Not kept: files have names of ours."""
    alt: str | None = None
    purpose: Purpose = "post"


class DescriptionBody(Body):
    alt: str | None


class Urls(msgspec.Struct, kw_only=True, omit_defaults=True):
    """Addresses that are good for an hour at most; empty until the file is ready."""

    small: str | None = None
    medium: str | None = None
    original: str | None = None
    poster: str | None = None
    hls: str | None = None


class Media(msgspec.Struct, kw_only=True):
    id: UUID
    kind: Kind
    status: Status
    width: int | None
    height: int | None
    duration: float | None
    alt: str | None
    placeholder: str | None
    urls: Urls
    size: int
    mime: str
    progress: int | None
    failure: str | None


class OneMedia(msgspec.Struct):
    media: Media


class MediaGone(msgspec.Struct):
    media_id: UUID
