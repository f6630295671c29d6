"""Makes of any picture three WebP pictures and a tiny one, upright, in sRGB, and nothing else."""

import base64
from pathlib import Path
from typing import cast

import pyvips

from longhouse.features.media.service.worker.task import Refused, Task

SMALL, MEDIUM = 320, 1080
# The most that a side of a WebP picture can have.
_LONGEST = 16_383
_TINY = 16
_LOADERS = {
    "jpeg": "VipsForeignLoadJpeg",
    "png": "VipsForeignLoadPng",
    "webp": "VipsForeignLoadWebp",
    "gif": "VipsForeignLoadNsgif",
    "avif": "VipsForeignLoadHeif",
}
_MOVING = frozenset({"gif", "webp"})


def make_picture(task: Task) -> dict[str, object]:
    allow_only(_LOADERS[task.format])
    pages = "[n=-1]" if task.format in _MOVING else ""
    try:
        header = pyvips.Image.new_from_file(task.source + pages, access="sequential")
        frames = _number(header, "n-pages", 1)
        if frames > task.frames:
            raise Refused("too_many_frames")
        if header.width * header.height > task.pixels:
            raise Refused("too_many_pixels")
        if frames > 1:
            return _write_moving(task)
        picture = _upright(task.source)
        return write_renditions(picture, Path(task.target))
    except pyvips.Error as error:
        raise Refused(_reason(error)) from error


def allow_only(loader: str) -> None:
    """Of all decoders that the library has, the one that the file's first bytes call for."""
    pyvips.cache_set_max(0)
    pyvips.operation_block_set("VipsForeignLoad", True)
    pyvips.operation_block_set(loader, False)


def write_renditions(picture: pyvips.Image, target: Path) -> dict[str, object]:
    """`picture` in memory, upright and in sRGB; each smaller one is made from the next larger."""
    files = {"original": _write(picture, target / "original.webp", effort=1)}
    medium = _within(picture, MEDIUM)
    files["medium"] = _write(medium, target / "medium.webp", effort=4)
    small = _within(medium, SMALL)
    files["small"] = _write(small, target / "small.webp", effort=4)
    tiny = small.thumbnail_image(_TINY, height=_TINY, size="down")
    return {
        "width": picture.width,
        "height": picture.height,
        "placeholder": _inline(tiny),
        "files": files,
    }


def _upright(source: str) -> pyvips.Image:
    """The whole picture in memory, turned as its camera meant it."""
    picture = pyvips.Image.thumbnail(
        source,
        _LONGEST,
        height=_LONGEST,
        size="down",
        output_profile="srgb",
        fail_on="truncated",
    )
    return picture.copy_memory()


def _write_moving(task: Task) -> dict[str, object]:
    """Every frame is kept, at each size; the tiny picture is made of the first."""
    target = Path(task.target)
    files: dict[str, object] = {}
    width = height = 0
    for name, most in (("original", _LONGEST), ("medium", MEDIUM), ("small", SMALL)):
        moving = pyvips.Image.thumbnail(
            task.source + "[n=-1]",
            most,
            height=most,
            size="down",
            output_profile="srgb",
            fail_on="truncated",
        )
        page = _number(moving, "page-height", moving.height)
        if name == "original":
            width, height = moving.width, page
        files[name] = _write(moving, target / f"{name}.webp", effort=1) | {"height": page}
    still = pyvips.Image.thumbnail(task.source, _TINY, height=_TINY, output_profile="srgb")
    return {"width": width, "height": height, "placeholder": _inline(still), "files": files}


def _within(picture: pyvips.Image, most: int) -> pyvips.Image:
    return picture.thumbnail_image(most, height=most, size="down").copy_memory()


def _write(picture: pyvips.Image, file: Path, *, effort: int) -> dict[str, object]:
    # `keep` none: neither place nor camera nor thumbnail nor comment gets through.
    picture.webpsave(str(file), Q=82, effort=effort, keep=pyvips.enums.ForeignKeep.NONE)
    return {
        "file": file.name,
        "mime": "image/webp",
        "width": picture.width,
        "height": picture.height,
    }


def _inline(picture: pyvips.Image) -> str:
    encoded = picture.webpsave_buffer(Q=40, effort=4, keep=pyvips.enums.ForeignKeep.NONE)
    return "data:image/webp;base64," + base64.b64encode(encoded).decode()


def _reason(error: pyvips.Error) -> str:
    return "too_demanding" if "out of memory" in str(error) else "damaged"


def _number(picture: pyvips.Image, field: str, default: int) -> int:
    return int(cast("int", picture.get(field))) if field in picture.get_fields() else default
