"""Lists in pages: an opaque cursor that says where the last page ended.

A cursor is not a right: what it points at is looked for with the viewer's eyes again. It is checked
for its shape, so that a tampered one is refused rather than guessed at.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

import msgspec

from longhouse.kernel import base64url
from longhouse.kernel.errors import InvalidRequest
from longhouse.kernel.ids import LAST_ID

T = TypeVar("T")
K = TypeVar("K")

LONGEST = 100
_LONGEST_CURSOR = 512


class Meta(msgspec.Struct):
    cursor: str | None
    has_more: bool


class InvalidCursor(InvalidRequest):
    code = "INVALID_CURSOR"
    message = "That place in the list is gone. Please start again from the top."


class Page(msgspec.Struct, frozen=True):
    """What a caller asked for: how many, and after which place."""

    limit: int
    cursor: str | None

    def after(self, kind: type[K]) -> K | None:
        """The key behind which this page begins, in the shape that the list is keyed by."""
        if not self.cursor:
            return None
        if len(self.cursor) > _LONGEST_CURSOR:
            raise InvalidCursor
        try:
            return msgspec.json.decode(base64url.decode(self.cursor), type=kind)
        except (ValueError, msgspec.DecodeError, RecursionError):
            raise InvalidCursor from None


class Cut(msgspec.Struct, Generic[T], frozen=True):
    """The rows of one page, and what its answer says about the next."""

    rows: Sequence[T]
    meta: Meta


class PlaceInTime(msgspec.Struct, frozen=True, array_like=True):
    """Where a page ended of a list that goes by time, the latest first."""

    at: datetime
    id: UUID


def behind(place: PlaceInTime | None) -> tuple[datetime | None, UUID]:
    """The two values that a query compares its keys with; without a place, those of the beginning,
    where None stands for a time after all others."""
    return (None, LAST_ID) if place is None else (place.at, place.id)


def cut(rows: Sequence[T], page: Page, key: Callable[[T], Any]) -> Cut[T]:
    """Make a page of rows that were read with `limit + 1`."""
    shown = rows[: page.limit]
    more = len(rows) > page.limit
    return Cut(shown, Meta(cursor=_encode(key(shown[-1])) if more else None, has_more=more))


def unfinished(key: object) -> Meta:
    """For a page that stops short of its limit though there may be more behind this key."""
    return Meta(cursor=_encode(key), has_more=True)


def _encode(key: object) -> str:
    return base64url.encode(msgspec.json.encode(key))
