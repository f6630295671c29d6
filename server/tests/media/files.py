"""Real pictures, films and sounds, made when they are needed."""

import struct
import zlib
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import pyvips

GPS = "48/1 12/1 30/1 (48, 12, 30, Rational, 3 components, 24 bytes)"
CAMERA = "Serial-4711-of-a-camera"


def photo(
    form: str = "jpg", width: int = 400, height: int = 240, *, orientation: int | None = None
) -> bytes:
    """Red on the left, green on the right; with a place and a camera when it is turned."""
    half = width // 2
    left = plain(half, height, [220, 20, 20])
    right = plain(width - half, height, [20, 200, 20])
    picture = left.join(right, "horizontal").copy(interpretation="srgb")
    if orientation is not None:
        picture.set_type(pyvips.GValue.gint_type, "orientation", orientation)
        picture.set_type(pyvips.GValue.gstr_type, "exif-ifd3-GPSLatitude", GPS)
        camera = (
            f"{CAMERA} ({CAMERA}, ASCII, {len(CAMERA) + 1} components, {len(CAMERA) + 1} bytes)"
        )
        picture.set_type(pyvips.GValue.gstr_type, "exif-ifd0-Model", camera)
    return bytes(picture.write_to_buffer(f".{form}"))


def moving(frames: int, side: int = 24) -> bytes:
    stills = [plain(side, side, [n * 20 % 256, n * 90 % 256, 40]) for n in range(frames)]
    tall = pyvips.Image.arrayjoin(stills, across=1).copy(interpretation="srgb")
    tall.set_type(pyvips.GValue.gint_type, "page-height", side)
    tall.set_type(pyvips.GValue.array_int_type, "delay", [70] * frames)
    return bytes(tall.gifsave_buffer())


def flicker(frames: int) -> bytes:
    """A moving picture of one dot, for any number of frames in no time."""
    dot = b"\x21\xf9\4\4\7\0\0\0" + b"\x2c" + struct.pack("<4HB", 0, 0, 1, 1, 0) + b"\2\2\x44\1\0"
    size_and_colours = struct.pack("<2H3B", 1, 1, 0x80, 0, 0) + bytes(3) + b"\xff" * 3
    return b"GIF89a" + size_and_colours + dot * frames + b"\x3b"


def flood(side: int = 20_000) -> bytes:
    """A whole PNG of a few hundred kilobytes that would be gigabytes as pixels."""
    row = b"\0" + bytes(side * 3)
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(row) for _ in range(200)) + packer.flush()
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in ((b"IHDR", header), (b"IDAT", packed), (b"IEND", b""))
    )


def film(
    folder: Path,
    *,
    form: str = "mp4",
    seconds: float = 2,
    width: int = 320,
    height: int = 180,
    metadata: Mapping[str, str] | None = None,
    halves: bool = False,
) -> bytes:
    """With `halves` its left is bright and its right is dark."""
    codecs = {"mp4": ("libx264", "aac"), "webm": ("libvpx", "libopus")}[form]
    path = folder / f"made.{form}"
    with _writing(path) as target:
        target.metadata.update(metadata or {})
        picture = target.add_stream(codecs[0], rate=25)
        picture.width, picture.height, picture.pix_fmt = width, height, "yuv420p"
        sound = target.add_stream(codecs[1], rate=48_000)
        sound.layout = "stereo"
        for n in range(int(seconds * 25)):
            frame = av.VideoFrame(width, height, "yuv420p")
            for index, plane in enumerate(frame.planes):
                plane.update(bytes([(n * 3 + index * 60) % 255]) * plane.buffer_size)
            if halves:
                row = frame.planes[0].line_size
                line = bytes([220]) * (width // 2) + bytes([30]) * (row - width // 2)
                frame.planes[0].update(line * height)
            frame.pts, frame.time_base = n, Fraction(1, 25)
            target.mux(picture.encode(frame))
        target.mux(picture.encode(None))
        for frame in _silence(seconds, 960 if form == "webm" else 1024):
            target.mux(sound.encode(frame))
        target.mux(sound.encode(None))
    return path.read_bytes()


def turned(film: bytes) -> bytes:
    """The same film, marked as taken with a telephone that was held upright."""
    at = film.index(b"tkhd") + 44
    matrix = struct.pack(">9i", 0, 1 << 16, 0, -(1 << 16), 0, 0, 0, 0, 1 << 30)
    return film[:at] + matrix + film[at + len(matrix) :]


def sound(folder: Path, seconds: float = 1) -> bytes:
    path = folder / "made.mp3"
    with _writing(path) as target:
        stream = target.add_stream("libmp3lame", rate=48_000)
        stream.layout = "stereo"
        for frame in _silence(seconds, 1152):
            target.mux(stream.encode(frame))
        target.mux(stream.encode(None))
    return path.read_bytes()


def plain(width: int, height: int, color: list[int]) -> pyvips.Image:
    return pyvips.Image.black(width, height).new_from_image(color).cast("uchar")


def _writing(path: Path) -> Any:
    return av.open(str(path), "w")


def _silence(seconds: float, samples: int) -> list[av.AudioFrame]:
    frames: list[av.AudioFrame] = []
    for n in range(int(seconds * 48_000 / samples)):
        frame = av.AudioFrame(format="fltp", layout="stereo", samples=samples)
        for plane in frame.planes:
            plane.update(bytes(plane.buffer_size))
        frame.sample_rate, frame.pts = 48_000, n * samples
        frames.append(frame)
    return frames
