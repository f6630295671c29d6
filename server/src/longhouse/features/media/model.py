"""What media keep."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal, NewType
from uuid import UUID

import msgspec

from longhouse.kernel.ids import UserId

MediaId = NewType("MediaId", UUID)

Kind = Literal["image", "video", "audio"]
Purpose = Literal["post", "avatar", "banner"]
Status = Literal["uploading", "processing", "ready", "failed", "quarantined"]


class Variant(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One of the files that were made of an upload."""

    key: str
    mime: str
    size: int
    width: int | None = None
    height: int | None = None


class Asset(msgspec.Struct, frozen=True, kw_only=True):
    id: MediaId
    owner_id: UserId
    kind: Kind
    purpose: Purpose
    status: Status
    format: str | None
    mime: str
    uploaded_bytes: int
    received_bytes: int
    size: int
    width: int | None
    height: int | None
    duration: float | None
    placeholder: str | None
    alt: str | None
    variants_json: str
    progress: int | None
    attempts: int
    failure: str | None
    created_at: datetime
    attached_at: datetime | None

    @property
    def variants(self) -> Mapping[str, Variant]:
        return _variants.decode(self.variants_json)


_variants = msgspec.json.Decoder(dict[str, Variant])


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of an upload in the store, where it begins and what it is."""

    key: str
    position: int
    size: int
    sha256: bytes


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """What a worker made of a file: names of files in its folder."""

    width: int | None
    height: int | None
    placeholder: str | None
    files: Mapping[str, "MadeFile"]
    duration: float | None = None


class MadeFile(msgspec.Struct, frozen=True, kw_only=True):
    file: str
    mime: str
    width: int | None = None
    height: int | None = None
