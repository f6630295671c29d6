"""Blobs in a folder.

An object is written aside, brought to the disk, and only then given its name, so that a name
always stands for a whole file. Drafts lie in a folder of their own, on the same file system.
"""

import asyncio
import hashlib
import os
import secrets
import time
from collections.abc import AsyncGenerator, AsyncIterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO, Protocol

from longhouse.kernel.blobs import CHUNK, BlobMissing, BlobTrouble, Found, Stored, check_key

_DRAFTS = ".drafts"
# As much as is gathered before a thread is asked to write it.
_GATHERED = 1 << 20


class FolderBlobs:
    name = "folder"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._drafts = folder / _DRAFTS

    async def check(self) -> None:
        await asyncio.to_thread(self._check)

    async def put(self, key: str, chunks: AsyncIterable[bytes], *, media_type: str) -> Stored:
        target = self._path(key)
        digest = hashlib.sha256()
        size = 0
        gathered = bytearray()
        with _turned():
            draft, file = await asyncio.to_thread(self._open_draft)
        try:
            try:
                async for chunk in chunks:
                    gathered += chunk
                    if len(gathered) >= _GATHERED:
                        size += len(gathered)
                        await _write(file, digest, bytes(gathered))
                        gathered.clear()
                size += len(gathered)
                await _write(file, digest, bytes(gathered))
                with _turned():
                    await asyncio.to_thread(_publish, file, draft, target)
            finally:
                file.close()
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
        return Stored(size, digest.digest())

    async def size(self, key: str) -> int | None:
        try:
            return (await asyncio.to_thread(self._path(key).stat)).st_size
        except (FileNotFoundError, NotADirectoryError):
            return None

    async def read(
        self, key: str, *, start: int = 0, end: int | None = None
    ) -> AsyncGenerator[bytes, None]:
        try:
            file = await asyncio.to_thread(self._path(key).open, "rb")
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            raise BlobMissing(key) from None
        try:
            size = os.fstat(file.fileno()).st_size
            position, stop = start, size if end is None else min(end, size)
            while position < stop:
                with _turned():
                    wanted = min(CHUNK, stop - position)
                    chunk = await asyncio.to_thread(os.pread, file.fileno(), wanted, position)
                if not chunk:
                    raise BlobTrouble
                position += len(chunk)
                yield chunk
        finally:
            file.close()

    async def delete(self, keys: Sequence[str]) -> None:
        paths = [self._path(key) for key in keys]
        with _turned():
            await asyncio.to_thread(self._delete, paths)

    async def list(self, prefix: str) -> AsyncGenerator[Found, None]:
        check_key(prefix)
        for found in await asyncio.to_thread(lambda: list(self._walk(self._folder / prefix))):
            yield found

    async def collect(self, older_than: timedelta) -> int:
        return await asyncio.to_thread(self._collect, older_than.total_seconds())

    def _path(self, key: str) -> Path:
        check_key(key)
        return self._folder / key

    def _check(self) -> None:
        with _turned():
            self._drafts.mkdir(parents=True, exist_ok=True, mode=0o700)
            if not os.access(self._drafts, os.W_OK):
                raise BlobTrouble

    def _open_draft(self) -> tuple[Path, BinaryIO]:
        self._drafts.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = self._drafts / secrets.token_hex(16)
        return draft, draft.open("xb", buffering=0)

    def _delete(self, paths: Sequence[Path]) -> None:
        for path in paths:
            with suppress(FileNotFoundError, NotADirectoryError):
                path.unlink()
            # An empty folder that another put is about to use is made again by that put.
            with suppress(OSError):
                path.parent.rmdir()

    def _walk(self, folder: Path) -> Iterator[Found]:
        for path in folder.rglob("*"):
            with suppress(FileNotFoundError):
                stat = path.stat()
                if path.is_file():
                    at = datetime.fromtimestamp(stat.st_mtime, UTC)
                    yield Found(path.relative_to(self._folder).as_posix(), stat.st_size, at)

    def _collect(self, seconds: float) -> int:
        before, removed = time.time() - seconds, 0
        for draft in self._drafts.glob("*"):
            with suppress(FileNotFoundError):
                if draft.stat().st_mtime < before:
                    draft.unlink()
                    removed += 1
        return removed


class _Digest(Protocol):
    def update(self, data: bytes, /) -> None: ...


class _turned:  # noqa: N801 -- reads as a word in `with _turned():`
    """A disk that is full or broken is trouble of the store."""

    def __enter__(self) -> None: ...

    def __exit__(self, kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, OSError):
            raise BlobTrouble from error


async def _write(file: BinaryIO, digest: "_Digest", chunk: bytes) -> None:
    def write() -> None:
        digest.update(chunk)
        view = memoryview(chunk)
        while view:
            view = view[file.write(view) :]

    with _turned():
        await asyncio.to_thread(write)


def _publish(file: BinaryIO, draft: Path, target: Path) -> None:
    os.fsync(file.fileno())
    while True:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            draft.replace(target)
            break
        except FileNotFoundError:
            # The folder was empty and a delete took it away in between.
            if not draft.exists():
                raise
    folder = os.open(target.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
