"""Faces and banners for the demonstration: painted from a name, as PNG, and the same every time."""

import random
from collections.abc import Sequence

from longhouse.demo.painting import Colour, Disc, chance_of, paint

AVATAR = (512, 512)
BANNER = (1536, 512)
_PALETTES: Sequence[Sequence[Colour]] = (
    ((250, 214, 165), (222, 120, 84), (120, 60, 62), (62, 40, 52)),
    ((214, 234, 223), (120, 176, 158), (54, 104, 104), (30, 58, 66)),
    ((247, 226, 200), (236, 164, 98), (178, 92, 70), (80, 50, 60)),
    ((220, 226, 242), (142, 158, 206), (82, 88, 148), (44, 44, 84)),
    ((245, 222, 228), (214, 134, 158), (136, 72, 108), (64, 38, 66)),
    ((238, 236, 206), (186, 184, 106), (110, 124, 70), (54, 66, 48)),
)


def avatar(name: str) -> bytes:
    """A head and shoulders before a large sun."""
    chance, colours = _begin(name)
    wide, high = AVATAR
    discs = [
        Disc(wide * chance.uniform(0.25, 0.75), high * 0.42, wide * 0.4, colours[1]),
        Disc(wide * 0.5, high * 1.08, wide * 0.44, colours[3]),
        Disc(wide * 0.5, high * 0.47, wide * chance.uniform(0.18, 0.22), colours[2]),
    ]
    return paint(AVATAR, (colours[0], colours[0]), discs)


def banner(name: str) -> bytes:
    """Hills below a low sun."""
    chance, colours = _begin(name)
    wide, high = BANNER
    sun = Disc(wide * chance.uniform(0.15, 0.85), high * 0.45, high * 0.22, (255, 244, 220))
    hills = [
        Disc(
            wide * chance.uniform(0, 1),
            high * (1.1 + chance.uniform(0, 0.4)) + layer * 60,
            high * chance.uniform(0.7, 0.95),
            colours[1 + layer],
        )
        for layer in range(3)
        for _ in range(3)
    ]
    return paint(BANNER, (colours[0], colours[0]), [sun, *hills])


def _begin(name: str) -> tuple[random.Random, Sequence[Colour]]:
    chance = chance_of(name)
    return chance, chance.choice(_PALETTES)
