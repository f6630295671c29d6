"""Floods of pixels and frames, in every format: refused at once, by what their headers declare."""

import math
import os
import struct
import time
import zlib
from collections.abc import Mapping
from pathlib import Path

import pytest

from longhouse.features.media.policy.frames import count_frames
from longhouse.features.media.policy.pictures import LOOKED_AT
from media.steps import upload
from support.people import People

MOST_SECONDS = 0.2
MOST_BYTES = 64 << 20


def png(*chunks: tuple[bytes, bytes], side: int = 16) -> bytes:
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    pixels = zlib.compress((b"\0" + bytes(16 * 3)) * 16)
    whole = ((b"IHDR", head), *chunks, (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(map(_chunk, whole))


def _chunk(chunk: tuple[bytes, bytes]) -> bytes:
    kind, content = chunk
    return (
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
    )


def gif(side: int, frames: int = 1) -> bytes:
    head = b"GIF89a" + struct.pack("<HHBBB", side, side, 0x80, 0, 0) + bytes(6)
    frame = b"\x21\xf9\x04\0\1\0\0\0" + b"\x2c" + struct.pack("<HHHHB", 0, 0, 1, 1, 0)
    return head + (frame + b"\2\2\x44\1\0") * frames + b"\x3b"


def webp(side: int, frames: int = 0) -> bytes:
    size = (side - 1).to_bytes(3, "little")
    extended = b"VP8X" + struct.pack("<IB3x", 10, 2) + size + size
    moving = b"ANIM" + struct.pack("<IIH", 6, 0, 0)
    still = b"VP8L" + struct.pack("<I", 8) + b"\x2f\0\0\0\x10\x88\x88\x08"
    frame = b"ANMF" + struct.pack("<I", 16 + len(still)) + bytes(12) + bytes(4) + still
    body = b"WEBP" + extended + moving + frame * max(frames, 1)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def spaced(form: str, frames: int) -> bytes:
    """Each frame of a million pixels stands alone between 5 kB of nothing."""
    whole = gif(1000, frames) if form == "gif" else webp(1000, frames)
    if form == "gif":
        nothing = b"\x21\xfe" + (b"\xff" + bytes(255)) * 20 + b"\0"
        return whole.replace(b"\x21\xf9\x04", nothing + b"\x21\xf9\x04")
    nothing = b"NONE" + struct.pack("<I", 5000) + bytes(5000)
    body = whole[8:].replace(b"ANMF", nothing + b"ANMF")
    return b"RIFF" + struct.pack("<I", len(body)) + body


def jpeg(side: int) -> bytes:
    frame = b"\xff\xc0\x00\x11\x08" + struct.pack(">HH", side, side) + b"\3\1\x22\0\2\x11\1\3\x11\1"
    return b"\xff\xd8" + frame + bytes(200) + b"\xff\xd9"


def avif(side: int) -> bytes:
    def box(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", 8 + len(content)) + kind + content

    size = box(b"ispe", struct.pack(">III", 0, side, side))
    held = box(b"iprp", box(b"ipco", size))
    return (
        box(b"ftyp", b"avif\0\0\0\0avifmif1miaf")
        + box(b"meta", bytes(4) + held)
        + box(b"mdat", bytes(99))
    )


FLOODS: Mapping[str, bytes] = {
    "PNG": png(side=20_000),
    "PNG of the largest size": png(side=2**31 - 1),
    "GIF": gif(20_000),
    "WebP": webp(16_000),
    "JPEG": jpeg(65_000),
    "AVIF": avif(20_000),
    "AVIF of the largest size": avif(2**32 - 1),
    "a GIF of ten thousand frames": gif(2, 10_000),
    "a WebP of ten thousand frames": webp(2, 10_000),
    "BMP of 4 GB": b"BM" + struct.pack("<IHHIIiiHHI", 2**32 - 1, 0, 0, 54, 40, 32_000, 32_000, 1, 32, 0)
    + bytes(500),
    "TIFF": b"II*\0" + struct.pack("<IHHHIIHHII", 8, 2, 256, 4, 1, 60_000, 257, 4, 1, 60_000)
    + bytes(500),
    "JPEG 2000": b"\0\0\0\x0cjP  \r\n\x87\n" + struct.pack(">II", 60_000, 60_000) + bytes(500),
}  # fmt: skip


@pytest.mark.parametrize("flood", FLOODS)
async def test_a_flood_is_refused_before_it_is_decoded(people: People, flood: str) -> None:
    ben = await people.member("ben")
    before = _resident()
    quickest = math.inf
    # Others use the machine too: what decodes a flood is not quick in any of ten.
    for _ in range(10):
        began = time.perf_counter()
        refused = await upload(ben, FLOODS[flood], "a.png")
        quickest = min(quickest, time.perf_counter() - began)
        assert refused.status_code in (415, 422), refused.text
        if quickest < MOST_SECONDS:
            break
    assert quickest < MOST_SECONDS
    assert _resident() - before < MOST_BYTES


async def test_of_a_picture_that_says_it_moves_for_ever_one_frame_is_taken(people: People) -> None:
    """A PNG is a still, whatever else it announces."""
    ben = await people.member("ben")
    moving = png((b"acTL", struct.pack(">II", 10_000, 0)))
    taken = await upload(ben, moving, "a.png")
    assert (taken.status_code, taken.json()["media"]["width"]) == (201, 16)
    assert taken.json()["media"]["size"] < 1_000


@pytest.mark.parametrize("form", ["gif", "webp"])
async def test_of_frames_that_are_far_apart_none_is_decoded(people: People, form: str) -> None:
    """What the first bytes do not show is counted by a worker from their heads.

    That takes the start of a process, as any picture does, and what is allowed a flood beyond it.
    """
    ben = await people.member("ben")
    moving = spaced(form, 600)
    assert count_frames(form, moving[:LOOKED_AT]) < 50
    before = _resident()
    floods: list[float] = []
    pictures: list[float] = []
    for _ in range(10):
        began = time.perf_counter()
        refused = await upload(ben, moving, f"a.{form}")
        floods.append(time.perf_counter() - began)
        assert refused.json()["details"] == {"reason": "too_many_frames"}
        began = time.perf_counter()
        assert (await upload(ben, png(), "a.png")).status_code == 201
        pictures.append(time.perf_counter() - began)
        if min(floods) - min(pictures) < MOST_SECONDS:
            break
    assert min(floods) - min(pictures) < MOST_SECONDS
    assert _resident() - before < MOST_BYTES


def test_frames_are_counted_as_far_as_they_are_seen() -> None:
    for frames in (1, 12, 500):
        assert count_frames("gif", gif(2, frames)) == frames
        assert count_frames("webp", webp(2, frames)) == frames
    assert count_frames("gif", gif(2, 500)[:4000]) > 150
    for cut in range(200):
        assert count_frames("gif", gif(2, 20)[:cut]) <= 20
        assert count_frames("webp", webp(2, 20)[:cut]) <= 20


def _resident() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")
