"""The blob port: bytes under a key, on this machine's disk or in an S3-compatible store.

Owns: what was put, until it is deleted.
Promises: an object is there whole or not at all, whatever breaks while it is written; `put` returns
only after the store holds as many bytes as were given, and they survive a power cut as far as the
store promises that; deleting what is not there is no error; nothing is held in memory beyond a few
chunks, however large the object is.
Never does: choose keys, know who may read, or tell the outside where an object lies.
"""

import re
from collections.abc import AsyncGenerator, AsyncIterable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

import msgspec

from longhouse.kernel.errors import Unavailable

CHUNK = 256 * 1024
"""About as much as one turn of reading hands on."""

_KEY = re.compile(r"[a-z0-9][a-z0-9_-]*(?:[./][a-z0-9][a-z0-9_-]*)*")
_LONGEST_KEY = 400


class Stored(msgspec.Struct, frozen=True):
    """What was put: counted and digested on its way."""

    size: int
    sha256: bytes


class Found(msgspec.Struct, frozen=True):
    key: str
    size: int
    modified_at: datetime


class Kept(msgspec.Struct, frozen=True):
    """What the rows of a feature say lies in the store."""

    key: str
    size: int
    sha256: bytes


class BlobMissing(LookupError):
    """There is no object under this key."""


class BlobTrouble(Unavailable):
    """The store did not answer, refused, or kept something else than it was given."""

    message = "Files cannot be reached at the moment. Please try again soon."


class Blobs(Protocol):
    name: str
    """`folder` or `s3`, as the setting spells it."""

    async def check(self) -> None:
        """Raise when the store cannot serve."""
        ...

    async def put(self, key: str, chunks: AsyncIterable[bytes], *, media_type: str) -> Stored:
        """Keep what `chunks` give; when they raise, nothing is kept and the error goes on."""
        ...

    async def size(self, key: str) -> int | None: ...

    def read(
        self, key: str, *, start: int = 0, end: int | None = None
    ) -> AsyncGenerator[bytes, None]:
        """The bytes from `start` to before `end`; raises BlobMissing before the first of them.

        Fewer bytes than the object has never pass for the whole: they end in BlobTrouble.
        """
        ...

    async def delete(self, keys: Sequence[str]) -> None: ...

    def list(self, prefix: str) -> AsyncGenerator[Found, None]:
        """Every object whose key begins with the folder `prefix`, in no order."""
        ...

    async def collect(self, older_than: timedelta) -> int:
        """Remove what puts that broke off left behind, where the store does not do so itself."""
        ...


def check_key(key: str) -> None:
    """A key is made by us, never by a member; this is the lock on that door."""
    if len(key) > _LONGEST_KEY or not _KEY.fullmatch(key):
        raise ValueError(f"{key!r} is not a key for a blob")
