"""Blobs in an S3-compatible store, spoken to by obstore.

Small objects go in one request. Large ones go in parts, which the store puts together at the end;
when that breaks off obstore takes the parts back. Only a process that is killed leaves parts, and
the store removes them by the bucket's rule for incomplete uploads, for no client can list them
without rights that the house does not need otherwise.
"""

import hashlib
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator, Sequence
from datetime import timedelta
from typing import Any

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store

from longhouse.kernel.blobs import CHUNK, BlobMissing, BlobTrouble, Found, Stored, check_key

# The least size that S3 takes for a part; two of them are on their way at once.
_PART = 5 * 1024 * 1024
_AT_ONCE = 2
_BATCH = 500
# What a server on the way of a request can get wrong; obstore names some of it by built-in errors.
_TROUBLE = (BaseError, OSError, TimeoutError, ValueError)


class S3Blobs:
    name = "s3"

    def __init__(
        self,
        *,
        bucket: str,
        prefix: str | None = None,
        region: str,
        endpoint: str | None,
        access_key: str | None,
        secret_key: str | None,
        path_style: bool,
        retries: int = 3,
        patience: timedelta = timedelta(seconds=30),
    ) -> None:
        # The types of what lists are left open by the library.
        self._untyped: Any = obstore
        named = {
            "access_key_id": access_key,
            "secret_access_key": secret_key,
            "endpoint": endpoint,
        }
        self._store = S3Store(
            bucket,
            prefix=prefix,
            region=region,
            virtual_hosted_style_request=not path_style,
            client_options={
                "timeout": patience,
                "connect_timeout": timedelta(seconds=5),
                "allow_http": bool(endpoint and endpoint.startswith("http://")),
            },
            retry_config={"max_retries": retries, "retry_timeout": patience},
            **{name: value for name, value in named.items() if value},  # pyright: ignore[reportArgumentType] -- keys of S3Config
        )

    async def check(self) -> None:
        try:
            await self._untyped.list_with_delimiter_async(self._store, "readiness-is-asked-here")
        except _TROUBLE as error:
            raise BlobTrouble from error

    async def put(self, key: str, chunks: AsyncIterable[bytes], *, media_type: str) -> Stored:
        check_key(key)
        source = _Source(chunks)
        parts = source.parts()
        first = await anext(parts, b"")
        try:
            if len(first) < _PART:
                await obstore.put_async(
                    self._store,
                    key,
                    first,
                    attributes={"Content-Type": media_type},
                    use_multipart=False,
                )
            else:
                await obstore.put_async(
                    self._store,
                    key,
                    _chain(first, parts),
                    attributes={"Content-Type": media_type},
                    chunk_size=_PART,
                    max_concurrency=_AT_ONCE,
                )
        except _TROUBLE as error:
            if source.error is not None:
                raise source.error from None
            raise BlobTrouble from error
        if source.error is not None:
            raise source.error
        if await self.size(key) != source.size:
            await self.delete([key])
            raise BlobTrouble
        return Stored(source.size, source.digest.digest())

    async def size(self, key: str) -> int | None:
        check_key(key)
        try:
            return (await obstore.head_async(self._store, key))["size"]
        except FileNotFoundError:
            return None
        except _TROUBLE as error:
            raise BlobTrouble from error

    async def read(
        self, key: str, *, start: int = 0, end: int | None = None
    ) -> AsyncGenerator[bytes, None]:
        size = await self.size(key)
        if size is None:
            raise BlobMissing(key)
        stop = size if end is None else min(end, size)
        if start >= stop:
            return
        given = 0
        try:
            found = await obstore.get_async(self._store, key, options={"range": (start, stop)})
            async for chunk in found.stream(min_chunk_size=CHUNK):
                given += len(chunk)
                yield bytes(chunk)
        except FileNotFoundError:
            raise BlobMissing(key) from None
        except _TROUBLE as error:
            raise BlobTrouble from error
        if given != stop - start:
            raise BlobTrouble

    async def delete(self, keys: Sequence[str]) -> None:
        for key in keys:
            check_key(key)
        try:
            for first in range(0, len(keys), _BATCH):
                await obstore.delete_async(self._store, list(keys[first : first + _BATCH]))
        except FileNotFoundError:
            return
        except _TROUBLE as error:
            raise BlobTrouble from error

    async def list(self, prefix: str) -> AsyncGenerator[Found, None]:
        check_key(prefix)
        try:
            async for batch in self._untyped.list(self._store, prefix, chunk_size=_BATCH):
                for entry in batch:
                    yield Found(entry["path"], entry["size"], entry["last_modified"])
        except _TROUBLE as error:
            raise BlobTrouble from error

    async def collect(self, older_than: timedelta) -> int:
        return 0


class _Source:
    """Counts and digests what passes, and cuts it into parts of one size."""

    def __init__(self, chunks: AsyncIterable[bytes]) -> None:
        self._chunks = chunks
        self.size = 0
        self.digest = hashlib.sha256()
        self.error: BaseException | None = None
        """What the giver of the chunks raised, which obstore would wrap into an error of its own."""

    async def parts(self) -> AsyncIterator[bytes]:
        gathered = bytearray()
        try:
            async for chunk in self._chunks:
                self.size += len(chunk)
                self.digest.update(chunk)
                gathered += chunk
                while len(gathered) >= _PART:
                    yield bytes(gathered[:_PART])
                    del gathered[:_PART]
        except BaseException as error:
            self.error = error
            raise
        if gathered:
            yield bytes(gathered)


async def _chain(first: bytes, rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield first
    async for part in rest:
        yield part
