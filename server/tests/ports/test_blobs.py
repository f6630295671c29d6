"""The blob port: one suite for a folder and for a real S3-compatible server."""

import asyncio
import hashlib
import os
import secrets
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from longhouse.kernel.adapters.blobs_local import FolderBlobs
from longhouse.kernel.adapters.blobs_s3 import S3Blobs
from longhouse.kernel.blobs import BlobMissing, Blobs, BlobTrouble
from support.s3_server import BUCKET, KEYS, S3Server

MEGABYTE = 1 << 20
# Larger than what goes in one request.
LARGE = 11 * MEGABYTE + 7


@pytest.fixture(scope="module")
def s3() -> Iterator[S3Server]:
    server = S3Server()
    server.start()
    yield server
    server.stop()


def s3_blobs(endpoint: str, secret: str = KEYS[1], *, patience: float = 20) -> S3Blobs:
    return S3Blobs(
        bucket=BUCKET,
        prefix=secrets.token_hex(4),
        region="us-east-1",
        endpoint=endpoint,
        access_key=KEYS[0],
        secret_key=secret,
        path_style=True,
        retries=1,
        patience=timedelta(seconds=patience),
    )


@pytest.fixture(params=["folder", "s3"])
def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> Blobs:
    if request.param == "folder":
        return FolderBlobs(tmp_path / "blobs")
    server: S3Server = request.getfixturevalue("s3")
    return s3_blobs(server.endpoint)


async def pieces(content: bytes, size: int = 100_000) -> AsyncIterator[bytes]:
    for start in range(0, len(content), size):
        yield content[start : start + size]


async def broken_off(content: bytes) -> AsyncIterator[bytes]:
    async for piece in pieces(content):
        yield piece
    raise ConnectionResetError("the member left the train station")


async def whole(blobs: Blobs, key: str, start: int = 0, end: int | None = None) -> bytes:
    return b"".join([chunk async for chunk in blobs.read(key, start=start, end=end)])


async def names(blobs: Blobs, prefix: str) -> dict[str, int]:
    return {found.key: found.size async for found in blobs.list(prefix)}


@pytest.mark.parametrize("size", [0, 1, 300_000, LARGE])
async def test_what_was_put_is_read_as_it_was(blobs: Blobs, size: int) -> None:
    content = os.urandom(size)
    stored = await blobs.put("media/a/small.webp", pieces(content), media_type="image/webp")
    assert (stored.size, stored.sha256) == (size, hashlib.sha256(content).digest())
    assert await blobs.size("media/a/small.webp") == size
    assert await whole(blobs, "media/a/small.webp") == content


async def test_a_part_is_read_without_the_rest(blobs: Blobs) -> None:
    content = os.urandom(1_000_000)
    await blobs.put("media/a", pieces(content), media_type="video/mp4")
    assert await whole(blobs, "media/a", 10, 20) == content[10:20]
    assert await whole(blobs, "media/a", 999_990) == content[999_990:]
    assert await whole(blobs, "media/a", 999_990, 2_000_000) == content[999_990:]
    assert await whole(blobs, "media/a", 1_000_000) == b""


async def test_what_is_put_again_replaces_the_first(blobs: Blobs) -> None:
    await blobs.put("a", pieces(b"first"), media_type="text/plain")
    await blobs.put("a", pieces(b"second!"), media_type="text/plain")
    assert await whole(blobs, "a") == b"second!"


async def test_what_is_not_there_is_missing(blobs: Blobs) -> None:
    assert await blobs.size("media/nothing") is None
    with pytest.raises(BlobMissing):
        await whole(blobs, "media/nothing")


async def test_what_was_deleted_is_gone_and_may_be_deleted_again(blobs: Blobs) -> None:
    for key in ("media/a/1", "media/a/2", "media/b/1"):
        await blobs.put(key, pieces(b"x"), media_type="text/plain")
    await blobs.delete(["media/a/1", "media/a/2"])
    await blobs.delete(["media/a/1", "media/never-there"])
    await blobs.delete([])
    assert await names(blobs, "media") == {"media/b/1": 1}
    await blobs.put("media/a/1", pieces(b"again"), media_type="text/plain")
    assert await names(blobs, "media/a") == {"media/a/1": 5}


@pytest.mark.parametrize("size", [10, LARGE])
async def test_a_put_that_breaks_off_leaves_nothing(
    blobs: Blobs, size: int, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    with pytest.raises(ConnectionResetError):
        await blobs.put("media/a", broken_off(os.urandom(size)), media_type="video/mp4")
    assert await blobs.size("media/a") is None
    if blobs.name == "s3":
        server: S3Server = request.getfixturevalue("s3")
        assert server.unfinished() == []
    else:
        assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


async def test_a_put_that_breaks_off_leaves_the_former_object(blobs: Blobs) -> None:
    await blobs.put("media/a", pieces(b"former"), media_type="text/plain")
    with pytest.raises(ConnectionResetError):
        await blobs.put("media/a", broken_off(b"half"), media_type="text/plain")
    assert await whole(blobs, "media/a") == b"former"


async def test_a_cancelled_put_leaves_nothing(blobs: Blobs) -> None:
    begun = asyncio.Event()

    async def endless() -> AsyncIterator[bytes]:
        yield b"x" * 100_000
        begun.set()
        await asyncio.Event().wait()

    task = asyncio.create_task(blobs.put("media/a", endless(), media_type="video/mp4"))
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await blobs.size("media/a") is None


async def test_many_at_once_do_not_mix(blobs: Blobs) -> None:
    contents = {f"media/{n}": os.urandom(200_000) for n in range(12)}
    await asyncio.gather(
        *(blobs.put(key, pieces(c), media_type="video/mp4") for key, c in contents.items())
    )
    assert await asyncio.gather(*(whole(blobs, key) for key in contents)) == [*contents.values()]


@pytest.mark.parametrize(
    "key", ["", "/a", "../a", "a/../b", "a//b", "A", "a/.b", "a\0b", "a b", "a/", "a" * 401]
)
async def test_a_key_that_is_none_is_refused(blobs: Blobs, key: str) -> None:
    with pytest.raises(ValueError, match="is not a key"):
        await blobs.size(key)
    with pytest.raises(ValueError, match="is not a key"):
        await blobs.put(key, pieces(b"x"), media_type="text/plain")
    with pytest.raises(ValueError, match="is not a key"):
        await whole(blobs, key)


async def test_a_store_that_serves_is_ready(blobs: Blobs) -> None:
    await blobs.check()


async def test_drafts_of_a_killed_process_are_collected(tmp_path: Path) -> None:
    blobs = FolderBlobs(tmp_path)
    await blobs.check()
    (tmp_path / ".drafts" / "left").write_bytes(b"half")
    assert await blobs.collect(timedelta(hours=1)) == 0
    assert await blobs.collect(timedelta(seconds=-1)) == 1
    assert not (tmp_path / ".drafts" / "left").exists()


async def test_a_store_that_is_gone_is_trouble_and_not_ready() -> None:
    blobs = s3_blobs("http://127.0.0.1:9", patience=1)
    with pytest.raises(BlobTrouble):
        await blobs.check()
    with pytest.raises(BlobTrouble):
        await blobs.put("a", pieces(b"x"), media_type="text/plain")
    with pytest.raises(BlobTrouble):
        await whole(blobs, "a")
