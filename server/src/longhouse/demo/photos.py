"""What the photographers of the demonstration have seen: painted, since nobody was there."""

import math
import random
from collections.abc import Callable, Mapping, Sequence

from longhouse.demo import landscapes
from longhouse.demo.painting import (
    CREAM,
    INK,
    Area,
    Colour,
    Disc,
    Scene,
    Shape,
    between,
    box,
    chance_of,
    line,
    paint,
)

_SIZE = (960, 720)


def photo(name: str) -> bytes:
    ground, shapes = _SCENES[name]()
    return paint(_SIZE, ground, shapes)


def blue_door() -> Scene:
    chance = chance_of("blue door")
    blue, green, red = (48, 88, 140), (104, 142, 104), (150, 74, 58)
    flakes = [
        _flake(chance, chance.uniform(345, 615), chance.uniform(260, 640), size, colour)
        for size, colour in [(26, green)] * 16 + [(12, red)] * 9
    ]
    return ((222, 186, 134), (196, 152, 104)), [
        *(
            _flake(chance, chance.uniform(0, 960), chance.uniform(0, 720), 40, (208, 168, 118))
            for _ in range(22)
        ),
        Disc(480, 200, 190, (150, 136, 122)),
        box(290, 200, 380, 480, (150, 136, 122)),
        Disc(480, 200, 156, (86, 104, 124)),
        *(
            line((480, 200), (480 + 156 * math.cos(turn), 200 - 156 * math.sin(turn)), 7, CREAM)
            for turn in (0.5, 1.05, 1.57, 2.09, 2.64)
        ),
        box(324, 200, 312, 480, blue),
        box(324, 196, 312, 12, CREAM),
        *(
            box(left, top, 112, high, (40, 74, 120))
            for left in (350, 498)
            for top, high in ((236, 170), (446, 200))
        ),
        *flakes,
        box(476, 208, 8, 472, (34, 62, 102)),
        Disc(506, 432, 13, (214, 172, 84)),
        Disc(502, 428, 4, (250, 226, 160)),
        box(250, 672, 460, 48, (128, 116, 106)),
        box(0, 700, 960, 20, (104, 94, 88)),
    ]


def nine_doors() -> Scene:
    chance = chance_of("nine doors")
    colours: Sequence[Colour] = (
        (178, 74, 60),
        (58, 98, 112),
        (220, 168, 74),
        (92, 116, 78),
        (126, 86, 120),
        (60, 70, 110),
        (204, 122, 84),
        (120, 150, 140),
        (84, 74, 70),
    )
    shapes: list[Shape] = []
    for at, colour in enumerate(colours):
        left, top = 60 + at % 3 * 290, 18 + at // 3 * 236
        wall = between((232, 214, 186), (196, 176, 160), chance.random())
        dark = between(colour, INK, 0.3)
        shapes += [
            box(left, top, 260, 214, wall),
            *([Disc(left + 130, top + 62, 56, CREAM)] if at % 2 else []),
            box(left + 66, top + 48, 128, 166, CREAM),
            box(left + 76, top + 58, 108, 156, colour),
            *(box(left + x, top + y, 38, 54, dark) for x in (88, 134) for y in (72, 142)),
            Disc(left + (92 if at % 4 else 168), top + 136, 5, (240, 206, 120)),
        ]
    return ((250, 246, 238), (240, 232, 220)), shapes


def sign() -> Scene:
    gold, board = (232, 190, 96), (40, 78, 72)
    planks = [box(0, y, 960, 4, (150, 116, 84)) for y in range(0, 720, 72)]
    return ((196, 160, 120), (176, 138, 100)), [
        *planks,
        line((330, 0), (330, 130), 10, INK),
        line((630, 0), (630, 130), 10, INK),
        box(152, 142, 676, 436, (120, 90, 64)),
        box(140, 130, 680, 440, between(board, INK, 0.4)),
        box(158, 148, 644, 404, board),
        *(
            box(x, y, w, h, gold)
            for x, y, w, h in (
                (176, 166, 608, 4),
                (176, 530, 608, 4),
                (176, 166, 4, 368),
                (780, 166, 4, 368),
            )
        ),
        box(262, 226, 52, 232, gold),
        Disc(344, 294, 68, gold),
        box(300, 226, 44, 136, gold),
        Disc(340, 294, 32, board),
        box(314, 262, 26, 64, board),
        Area(((318, 350), (376, 350), (436, 458), (374, 458)), gold),
        box(240, 452, 96, 14, gold),
        box(240, 220, 60, 12, gold),
        box(524, 320, 190, 130, CREAM),
        Disc(544, 336, 20, CREAM),
        Disc(694, 336, 20, CREAM),
        box(544, 312, 150, 30, CREAM),
        *(box(x, 262, 56, 62, (206, 148, 84)) for x in (552, 630)),
        *(box(x + 7, 269, 42, 50, (236, 190, 122)) for x in (552, 630)),
        box(710, 352, 20, 40, gold),
        box(536, 450, 24, 12, INK),
        box(678, 450, 24, 12, INK),
        box(524, 420, 190, 6, (206, 190, 164)),
    ]


def accordion() -> Scene:
    """Straight into it: aisles of reeds, and light from the far end."""
    shapes: list[Shape] = []
    for depth in range(9):
        near = 1 - depth / 9
        wide, high = 110 + 400 * near, 90 + 310 * near
        left, top = 480 - wide, 372 - high
        wall = between((226, 176, 112), (70, 40, 34), near)
        shapes += [
            box(left, top, 2 * wide, 2 * high, between(wall, INK, 0.35)),
            box(
                left + 14 * near,
                top + 14 * near,
                2 * (wide - 14 * near),
                2 * (high - 14 * near),
                wall,
            ),
        ]
    shapes += [Disc(480, 372, reach, (255, 226, 168), cover=0.22) for reach in (230, 170, 120)]
    shapes += [Disc(480, 332, 66, (255, 240, 206)), box(414, 332, 132, 128, (255, 240, 206))]
    for depth in range(8, -1, -1):
        near = 1 - depth / 9
        for side in (-1, 1):
            x, foot = 480 + side * (96 + 330 * near), 452 + 200 * near
            tall, thick = 120 + 190 * near, 12 + 40 * near
            brass = between((236, 196, 120), (168, 118, 58), near)
            shapes += [
                line((x, foot), (x, foot - tall), thick, between(brass, INK, 0.45)),
                line((x - side * 3, foot - 8), (x - side * 3, foot - tall + 8), thick * 0.5, brass),
                Disc(x, foot - tall + 10, thick * 0.26, INK),
            ]
    return ((60, 34, 30), (40, 24, 24)), shapes


def _flake(chance: random.Random, x: float, y: float, size: float, colour: Colour) -> Area:
    corners = [
        (x + reach * math.cos(turn), y + reach * 1.4 * math.sin(turn))
        for turn in (step * math.pi / 4 for step in range(8))
        for reach in [size * chance.uniform(0.4, 1)]
    ]
    return Area(corners, colour)


_SCENES: Mapping[str, Callable[[], Scene]] = {
    "accordion": accordion,
    "blue door": blue_door,
    "car park": landscapes.car_park,
    "harbour": landscapes.harbour,
    "nine doors": nine_doors,
    "plum tree": landscapes.plum_tree,
    "sign": sign,
    "swans": landscapes.swans,
    "tiller": landscapes.tiller,
}
