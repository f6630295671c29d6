"""The file of a backup: whoever changes or shortens it anywhere is found out."""

import io
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from longhouse.kernel.backup.archive import (
    CONTENTS,
    MANIFEST,
    SUMS,
    Writer,
    entries,
    unpacked,
)
from longhouse.kernel.backup.check import check
from longhouse.kernel.backup.errors import BackupError, Damaged
from longhouse.kernel.backup.manifest import FORMAT, Contents, Manifest
from longhouse.kernel.migrate import Applied, folder, read_migrations

NEWEST = read_migrations(folder())[-1]
_LONG = "blobs/" + "/".join(["0123456789abcdef"] * 12)


def silent(what: str, done: int, total: int) -> None:
    assert what
    assert done >= 0


def written(scratch: Path, *extra: tuple[str, bytes]) -> bytes:
    manifest = Manifest(
        format=FORMAT,
        longhouse="0.1.0",
        postgresql="18.1",
        made_at=datetime(2026, 11, 21, tzinfo=UTC),
        migrations=[Applied(NEWEST.version, NEWEST.name, NEWEST.checksum, NEWEST.serves)],
        tables=[],
        sequences=[],
    )
    file = io.BytesIO()
    archive = Writer(file, at=0.0, scratch=scratch)
    archive.add(MANIFEST, msgspec.json.encode(manifest))
    archive.add("secret.key", b"k" * 32)
    for name, content in extra:
        archive.add(name, content)
    archive.add(CONTENTS, msgspec.json.encode(Contents(rows={}, objects=1, object_bytes=3)))
    archive.close()
    return file.getvalue()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return written(tmp_path_factory.mktemp("whole"), (_LONG, b"abc"), ("blobs/b", b"x" * 3000))


def test_what_is_whole_is_taken(whole: bytes, tmp_path: Path) -> None:
    file = tmp_path / "house.tar"
    file.write_bytes(whole)
    checked = check(file, silent)
    assert checked.papers == {"secret.key": b"k" * 32}
    assert [entry.name for entry in entries(file)][2:4] == [_LONG, "blobs/b"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 7))
@example(150, 0)
@example(514, 7)
@example(2569, 7)
def test_a_bit_that_was_flipped_is_noticed_or_changes_nothing(
    whole: bytes, tmp_path: Path, place: int, bit: int
) -> None:
    at = place % len(whole)
    changed = bytearray(whole)
    changed[at] ^= 1 << bit
    file = tmp_path / "house.tar"
    file.write_bytes(changed)
    try:
        check(file, silent)
    except BackupError:
        return
    # What fills a block up says nothing: all that is read is as it was written.
    read = content(file)
    file.write_bytes(whole)
    assert read == content(file)


def content(file: Path) -> list[tuple[str, bytes]]:
    return [(entry.name, b"".join(entry.chunks)) for entry in entries(file)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.integers(0, 10**6))
def test_a_file_that_is_cut_off_is_refused_wherever_it_ends(
    whole: bytes, tmp_path: Path, end: int
) -> None:
    # What tar fills its last record up with may be missing.
    sums_end = whole.rindex(b"blobs/b") + 512
    file = tmp_path / "house.tar"
    file.write_bytes(whole[: end % (sums_end - 512)])
    with pytest.raises(Damaged):
        check(file, silent)


def test_an_entry_that_was_added_left_out_or_moved_is_noticed(whole: bytes, tmp_path: Path) -> None:
    """Each entry is as it was, and the whole is not."""
    file = tmp_path / "house.tar"
    first = whole.index(b"blobs/b")
    entry = whole[first : first + 512 + 3072]
    for changed in (
        whole[:first] + whole[first + len(entry) :],
        whole[:first] + entry + entry + whole[first + len(entry) :],
    ):
        file.write_bytes(changed)
        with pytest.raises(Damaged):
            check(file, silent)


def test_what_was_begun_and_turned_out_otherwise_leaves_no_trace(tmp_path: Path) -> None:
    file = io.BytesIO()
    archive = Writer(file, at=0.0, scratch=tmp_path)
    archive.add("a", b"1")
    archive.begin("b", 2000)
    archive.write(b"x" * 700)
    with pytest.raises(ValueError, match="shorter"):
        archive.end()
    archive.take_back()
    archive.add("c", b"3")
    archive.close()
    (tmp_path / "house.tar").write_bytes(file.getvalue())
    assert [entry.name for entry in entries(tmp_path / "house.tar")] == ["a", "c", SUMS]


def test_a_gzip_is_unpacked_a_little_at_a_time() -> None:
    packed = zlib.compress(bytes(50 << 20), wbits=31)
    sizes = [len(chunk) for chunk in unpacked(iter([packed]))]
    assert sum(sizes) == 50 << 20
    assert max(sizes) <= 1 << 20


def test_a_gzip_that_is_none_is_damage() -> None:
    def chunks() -> Iterator[bytes]:
        yield b"no gzip"

    with pytest.raises(Damaged):
        list(unpacked(chunks()))
