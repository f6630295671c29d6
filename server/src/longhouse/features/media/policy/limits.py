"""How much may be taken."""

from longhouse.features.media.errors import MediaTooLarge, UnknownFormat, Untakeable
from longhouse.features.media.model import Kind, Made, Purpose
from longhouse.features.media.policy.formats import Format, recognize
from longhouse.features.media.policy.frames import count_frames
from longhouse.features.media.policy.pictures import declared_pixels
from longhouse.features.media.settings import MediaSettings

OF_PROFILES = frozenset({"avatar", "banner"})
_NAMES = {"image": "picture", "video": "film", "audio": "sound"}


def most_bytes(settings: MediaSettings, kind: Kind, purpose: Purpose) -> int:
    if purpose in OF_PROFILES:
        return settings.avatar_bytes
    return {
        "image": settings.image_bytes,
        "video": settings.video_bytes,
        "audio": settings.audio_bytes,
    }[kind]


def largest_of_all(settings: MediaSettings, purpose: Purpose) -> int:
    kinds: tuple[Kind, ...] = ("image", "video", "audio")
    return max(most_bytes(settings, kind, purpose) for kind in kinds)


def check_size(settings: MediaSettings, kind: Kind, purpose: Purpose, size: int) -> None:
    most = most_bytes(settings, kind, purpose)
    if size > most:
        raise MediaTooLarge(_NAMES[kind], most)


def check_start(settings: MediaSettings, purpose: Purpose, start: bytes) -> Format:
    """The format of a file that begins like this, unless it can be refused already."""
    form = recognize(start)
    if form is None:
        raise UnknownFormat
    if purpose in OF_PROFILES and form.kind != "image":
        raise Untakeable("not_a_picture")
    if form.kind == "image":
        pixels = declared_pixels(form.name, start)
        if pixels is not None and pixels > settings.image_pixels:
            raise Untakeable("too_many_pixels")
        if count_frames(form.name, start) > settings.image_frames:
            raise Untakeable("too_many_frames")
    return form


def check_sides(settings: MediaSettings, purpose: Purpose, made: Made) -> None:
    least = min(made.width or 0, made.height or 0)
    if purpose in OF_PROFILES and least < settings.avatar_side:
        raise Untakeable("too_few_pixels")
