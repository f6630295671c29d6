"""What a file is, by its first bytes alone; what its name or its sender say does not count."""

from collections.abc import Mapping

import msgspec

from longhouse.features.media.model import Kind

SNIFFED = 64
"""Bytes that are enough to know a format."""


class Format(msgspec.Struct, frozen=True):
    name: str
    kind: Kind
    mime: str


FORMATS: Mapping[str, Format] = {
    "jpeg": Format("jpeg", "image", "image/jpeg"),
    "png": Format("png", "image", "image/png"),
    "gif": Format("gif", "image", "image/gif"),
    "webp": Format("webp", "image", "image/webp"),
    "avif": Format("avif", "image", "image/avif"),
    "mp4": Format("mp4", "video", "video/mp4"),
    "webm": Format("webm", "video", "video/webm"),
    "mp3": Format("mp3", "audio", "audio/mpeg"),
    "m4a": Format("m4a", "audio", "audio/mp4"),
    "ogg": Format("ogg", "audio", "audio/ogg"),
    "flac": Format("flac", "audio", "audio/flac"),
    "wav": Format("wav", "audio", "audio/wav"),
}
_STARTS = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"\x1a\x45\xdf\xa3", "webm"),
    (b"ID3", "mp3"),
    (b"\xff\xfb", "mp3"),
    (b"\xff\xf3", "mp3"),
    (b"\xff\xf2", "mp3"),
    (b"OggS", "ogg"),
    (b"fLaC", "flac"),
)
_AVIF = frozenset({b"avif", b"avis"})
_SOUND = frozenset({b"M4A ", b"M4B "})
_FILM = frozenset(
    {b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"qt  ",
     b"dash", b"3gp4", b"3gp5", b"3g2a", b"MSNV", b"mmp4", b"f4v "}
)  # fmt: skip


def recognize(start: bytes) -> Format | None:
    for mark, name in _STARTS:
        if start.startswith(mark):
            return FORMATS[name]
    if start[:4] == b"RIFF":
        name = {b"WEBP": "webp", b"WAVE": "wav"}.get(start[8:12])
        return FORMATS[name] if name else None
    if start[4:8] == b"ftyp":
        return _of_brand(start[8:12])
    return None


def _of_brand(brand: bytes) -> Format | None:
    if brand in _AVIF:
        return FORMATS["avif"]
    if brand in _SOUND:
        return FORMATS["m4a"]
    return FORMATS["mp4"] if brand in _FILM else None
