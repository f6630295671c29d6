"""The file: a tar whose last entry, SHA256SUMS, has a line for each entry before it.

So `tar xf` and `sha256sum -c SHA256SUMS` are all that somebody needs who does not have us. An entry
of unknown length is taken back when it turns out otherwise than announced.
"""

import hashlib
import tarfile
import tempfile
import zlib
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, cast

from longhouse.kernel.backup.errors import Damaged

MANIFEST = "manifest.json"
CONTENTS = "contents.json"
SUMS = "SHA256SUMS"
_BLOCK = 512
# Tar ends with two empty blocks, and its files are filled up to a multiple of twenty.
_RECORD = 20 * _BLOCK
_CHUNK = 1 << 20


class Writer:
    def __init__(self, file: BinaryIO, *, at: float, scratch: Path) -> None:
        self._file = file
        self._at = int(at)
        self._sums: BinaryIO = tempfile.TemporaryFile(dir=scratch)  # noqa: SIM115 -- closed by `close`
        self._digest = hashlib.sha256()
        self._name = ""
        self._begun_at = 0
        self._expected = self._written = 0

    def add(self, name: str, content: bytes) -> None:
        self.begin(name, len(content))
        self.write(content)
        self.end()

    def begin(self, name: str, size: int) -> None:
        self._begun_at = self._file.tell()
        self._name, self._expected, self._written = name, size, 0
        self._digest = hashlib.sha256()
        self._file.write(_head(name, size, self._at))

    def write(self, chunk: bytes) -> None:
        self._written += len(chunk)
        if self._written > self._expected:
            raise ValueError(f"{self._name} is longer than was announced")
        self._digest.update(chunk)
        self._file.write(chunk)

    @property
    def digest(self) -> bytes:
        return self._digest.digest()

    def end(self) -> None:
        if self._written != self._expected:
            raise ValueError(f"{self._name} is shorter than was announced")
        self._file.write(bytes(-self._written % _BLOCK))
        self._sums.write(f"{self._digest.hexdigest()}  {self._name}\n".encode())

    def take_back(self) -> None:
        """As if the entry that was begun had not been."""
        self._file.seek(self._begun_at)
        self._file.truncate()

    def close(self) -> None:
        """Write the sums and the end; the file itself stays open."""
        size = self._sums.tell()
        self._sums.seek(0)
        self._file.write(_head(SUMS, size, self._at))
        while chunk := self._sums.read(_CHUNK):
            self._file.write(chunk)
        self._file.write(bytes(-size % _BLOCK))
        self._file.write(bytes(2 * _BLOCK))
        self._file.write(bytes(-self._file.tell() % _RECORD))
        self._sums.close()


class Entry(NamedTuple):
    name: str
    size: int
    chunks: Iterator[bytes]
    """To be read before the next entry is asked for, as far as it is wanted."""


def entries(file: Path) -> Iterator[Entry]:
    """Every entry in its order; raises Damaged where the tar is none, or is cut off."""
    try:
        with tarfile.open(file, "r:", errors="strict") as tar:
            while (info := tar.next()) is not None:
                # Otherwise the tar remembers each of what may be millions.
                cast("Any", tar).members.clear()
                if not info.isreg():
                    raise Damaged(f"{info.name} is not a plain file")
                yield Entry(info.name, info.size, _chunks(tar, info))
    except (tarfile.TarError, EOFError, UnicodeError) as error:
        raise Damaged(str(error).rstrip(".") or "it is cut off") from None


def sound_entries(file: Path) -> Iterator[Entry]:
    """The same; behind the last one it raises Damaged unless all were as they had been written."""
    sums = _Sums()
    for entry in entries(file):
        chunks = sums.follow(entry)
        yield Entry(entry.name, entry.size, chunks)
        # What was not wanted counts as well.
        deque(chunks, maxlen=0)
    sums.check()


class _Sums:
    def __init__(self) -> None:
        self._ours = hashlib.sha256()
        self._theirs: bytes | None = None

    def follow(self, entry: Entry) -> Iterator[bytes]:
        digest = hashlib.sha256()
        for chunk in entry.chunks:
            digest.update(chunk)
            yield chunk
        if self._theirs is not None:
            raise Damaged("something stands behind its end")
        if entry.name == SUMS:
            self._theirs = digest.digest()
        else:
            self._ours.update(f"{digest.hexdigest()}  {entry.name}\n".encode())

    def check(self) -> None:
        if self._theirs is None:
            raise Damaged("it is cut off")
        if self._theirs != self._ours.digest():
            raise Damaged("it is not as it was written")


def unpacked(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """What a gzip holds, a little at a time, however much it claims to be."""
    stream = zlib.decompressobj(wbits=31)
    with suppress(StopIteration):
        while not stream.eof:
            waiting = stream.unconsumed_tail or next(chunks)
            try:
                content = stream.decompress(waiting, _CHUNK)
            except zlib.error:
                raise Damaged("a table in it cannot be unpacked") from None
            if content:
                yield content


def _head(name: str, size: int, at: int) -> bytes:
    info = tarfile.TarInfo(name)
    info.size, info.mtime, info.mode = size, at, 0o600
    return info.tobuf(tarfile.PAX_FORMAT)


def _chunks(tar: tarfile.TarFile, info: tarfile.TarInfo) -> Iterator[bytes]:
    opened = tar.extractfile(info)
    left = info.size
    while opened is not None and left:
        try:
            chunk = opened.read(min(_CHUNK, left))
        except tarfile.TarError:
            chunk = b""
        if not chunk:
            raise Damaged("it is cut off")
        left -= len(chunk)
        yield chunk
