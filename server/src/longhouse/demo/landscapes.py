"""What the photographers of the demonstration have seen out of doors."""

import math
import random
from collections.abc import Sequence

from longhouse.demo.painting import (
    CREAM,
    INK,
    Area,
    Colour,
    Disc,
    Point,
    Scene,
    Shape,
    between,
    box,
    chance_of,
    line,
)

_WIDE, _HIGH = 960, 720


def harbour() -> Scene:
    chance = chance_of("harbour")
    birds: list[Shape] = []
    for _ in range(17):
        x, y = chance.uniform(40, 920), chance.uniform(430, 680)
        big = (y - 330) / 340
        pale = chance.random() < 0.5
        birds += [
            Disc(x, y, 17 * big, CREAM if pale else INK, flat=0.5),
            Disc(x + 14 * big, y - 9 * big, 6 * big, INK),
            Disc(x, y + 10 * big, 18 * big, (60, 84, 100), flat=0.25, cover=0.4),
        ]
    wings: Sequence[Point] = (
        (660, 226),
        (592, 196),
        (520, 214),
        (548, 240),
        (540, 272),
        (580, 276),
        (600, 306),
        (640, 290),
        (664, 320),
        (690, 290),
        (728, 306),
        (750, 276),
        (790, 272),
        (782, 240),
        (808, 214),
        (736, 196),
    )
    return ((236, 222, 208), (96, 126, 144)), [
        Disc(240, 150, 58, (255, 244, 222), cover=0.8),
        _hills(chance, 330, 26, (150, 160, 172)),
        _hills(chance, 352, 14, (112, 130, 144)),
        *(
            Disc(x, y, 190, (178, 198, 206), flat=0.012)
            for x, y in ((200, 410), (820, 470), (380, 560))
        ),
        box(640, 330, 44, 390, (74, 62, 58)),
        box(632, 322, 60, 18, (94, 80, 72)),
        Area(wings, INK),
        Disc(662, 270, 26, INK, flat=2.0),
        line((662, 232), (676, 176), 16, INK),
        Disc(678, 172, 13, INK),
        line((684, 172), (716, 164), 6, (212, 160, 80)),
        *birds,
    ]


def tiller() -> Scene:
    """The horizon is crooked because the boat was."""
    chance = chance_of("tiller")
    waves = [
        line((x, y := 470 + chance.uniform(0, 200)), (x + 90, y + 12), 4, (178, 206, 212))
        for x in (20, 110, 260, 420, 560, 700, 840)
    ]
    return ((150, 192, 222), (226, 236, 232)), [
        Disc(180, 120, 70, (250, 250, 246), flat=0.4, cover=0.8),
        Disc(250, 138, 90, (250, 250, 246), flat=0.35, cover=0.8),
        Area(
            ((0, 300), (960, 430), (960, 400), (700, 372), (520, 330), (240, 306)), (112, 138, 132)
        ),
        Area(((0, 300), (960, 430), (960, 720), (0, 720)), (58, 112, 138)),
        *waves,
        Area(((520, 0), (548, 0), (468, 610), (446, 606)), (120, 92, 66)),
        Area(((540, 0), (930, 0), (860, 480), (486, 520)), CREAM),
        *(
            line((530 - y * 0.1, y), (912 - y * 0.13, y - 30), 3, (222, 208, 180))
            for y in (140, 280, 400)
        ),
        line((470, 532), (900, 492), 18, (132, 100, 70)),
        Area(((0, 600), (330, 560), (960, 640), (960, 720), (0, 720)), (164, 120, 80)),
        Area(((0, 632), (330, 590), (960, 672), (960, 720), (0, 720)), (128, 88, 60)),
        line((60, 716), (392, 560), 22, (206, 156, 98)),
        Disc(384, 566, 32, (226, 176, 144), flat=0.8),
        line((240, 720), (372, 578), 52, (190, 70, 62)),
    ]


def plum_tree() -> Scene:
    chance = chance_of("plum tree")
    blossom: list[Shape] = []
    for x, y, reach in (
        (300, 240, 120),
        (430, 170, 140),
        (560, 230, 130),
        (210, 320, 80),
        (660, 320, 84),
    ):
        for _ in range(34):
            turn, far = chance.uniform(0, 2 * math.pi), reach * chance.random() ** 0.5
            pale = between((250, 226, 232), (224, 158, 178), chance.random())
            spot = chance.uniform(12, 30)
            blossom.append(
                Disc(x + far * math.cos(turn), y + far * 0.8 * math.sin(turn), spot, pale)
            )
    return ((186, 212, 226), (236, 234, 214)), [
        _hills(chance, 470, 34, (142, 168, 128)),
        Area(((0, 520), (480, 498), (960, 530), (960, 720), (0, 720)), (118, 150, 84)),
        *(line((x, 500), (x, 430), 9, (164, 140, 112)) for x in range(30, 960, 60)),
        box(0, 446, 960, 7, (164, 140, 112)),
        Disc(560, 640, 200, (84, 112, 62), flat=0.14, cover=0.7),
        Area(
            (
                (560, 640),
                (628, 640),
                (560, 500),
                (500, 330),
                (420, 220),
                (404, 232),
                (470, 350),
                (520, 510),
            ),
            (84, 62, 58),
        ),
        line((500, 350), (300, 250), 20, (84, 62, 58)),
        line((530, 420), (660, 300), 18, (84, 62, 58)),
        line((450, 270), (560, 200), 14, (84, 62, 58)),
        line((392, 642), (494, 400), 13, (186, 150, 104)),
        *blossom,
        *(
            Disc(chance.uniform(300, 900), chance.uniform(600, 710), 6, (244, 212, 220))
            for _ in range(40)
        ),
    ]


def car_park() -> Scene:
    chance = chance_of("car park")
    windows = [
        box(x, y, 26, 20, (252, 214, 130) if chance.random() < 0.4 else (78, 74, 104))
        for x in range(60, 400, 44)
        for y in range(220, 470, 42)
    ]
    cars: list[Shape] = []
    for x, colour in (
        (90, (92, 70, 92)),
        (300, (60, 62, 96)),
        (560, (120, 78, 84)),
        (770, (70, 60, 84)),
    ):
        cars += [
            Area(
                ((x + 30, 590), (x + 56, 556), (x + 122, 556), (x + 150, 590)),
                between(colour, INK, 0.4),
            ),
            box(x, 588, 176, 44, colour),
            Disc(x + 40, 634, 19, INK),
            Disc(x + 136, 634, 19, INK),
            box(x + 168, 598, 8, 10, (254, 216, 150)),
        ]
    return ((66, 58, 108), (252, 186, 118)), [
        *(Disc(690, 520, reach, (255, 206, 140), cover=0.16) for reach in (330, 240, 170)),
        Disc(690, 520, 96, (255, 236, 190)),
        *(
            Disc(x, y, wide, (236, 150, 140), flat=0.08, cover=0.6)
            for x, y, wide in ((640, 250, 260), (820, 320, 220), (520, 380, 200))
        ),
        _hills(chance, 512, 12, (92, 70, 104)),
        box(30, 190, 400, 340, (50, 46, 78)),
        box(30, 180, 400, 12, (70, 64, 98)),
        box(206, 120, 48, 16, (240, 240, 236)),
        box(222, 104, 16, 48, (240, 240, 236)),
        *windows,
        box(0, 524, 960, 196, (58, 50, 74)),
        *(line((x, 536), (x - 70, 720), 5, (150, 130, 140)) for x in range(120, 1100, 190)),
        line((880, 560), (880, 150), 9, INK),
        line((884, 154), (806, 142), 8, INK),
        Disc(806, 148, 15, (255, 238, 190)),
        *cars,
    ]


def swans() -> Scene:
    chance = chance_of("swans")
    ripples = [
        Disc(
            chance.uniform(0, 960),
            y,
            chance.uniform(60, 200),
            (190, 212, 214),
            flat=0.03,
            cover=0.7,
        )
        for y in range(150, 720, 24)
    ]
    return ((120, 156, 158), (52, 88, 98)), [
        Area(((0, 0), (960, 0), (960, 96), (700, 116), (380, 92), (0, 120)), (72, 104, 74)),
        *(
            line((x, 150), (x + chance.uniform(-14, 14), 40), 6, (150, 150, 84))
            for x in range(10, 960, 26)
        ),
        *ripples,
        *_swan(300, 430, 1),
        *_swan(670, 440, -1),
    ]


def _swan(x: float, y: float, ahead: int) -> list[Shape]:
    """Its neck bent towards the other's, which is bent towards it."""
    white, shade = (248, 246, 240), (206, 212, 214)
    neck = [
        Disc(
            x + ahead * (100 + 62 * math.sin(step / 26 * 2.6)),
            y + 10 - step * 8.2,
            21 - step * 0.32,
            white,
        )
        for step in range(27)
    ]
    return [
        Disc(x, y + 92, 190, (30, 58, 68), flat=0.14, cover=0.5),
        Disc(x, y + 30, 150, white, flat=0.46),
        Area(
            ((x - ahead * 60, y - 30), (x - ahead * 226, y - 52), (x - ahead * 120, y + 66)), white
        ),
        Disc(x - ahead * 34, y + 14, 98, shade, flat=0.4),
        Disc(x - ahead * 44, y + 2, 92, white, flat=0.36),
        *neck,
        Disc(x + ahead * 140, y - 208, 23, white, flat=0.85),
        Area(
            ((x + ahead * 154, y - 222), (x + ahead * 204, y - 196), (x + ahead * 154, y - 190)),
            (222, 118, 58),
        ),
        Disc(x + ahead * 156, y - 210, 8, INK),
    ]


def _hills(chance: random.Random, y: float, high: float, colour: Colour) -> Area:
    turn, often = chance.uniform(0, 6), chance.uniform(1.5, 3)
    ridge = [
        (x, y - high * (1 + math.sin(turn + x / _WIDE * often * math.pi)) / 2)
        for x in range(0, _WIDE + 1, 24)
    ]
    return Area([(0, _HIGH), *ridge, (_WIDE, _HIGH)], colour)
