"""Canvases of the demonstration: empty planes with a purpose, for what is said there is kept
nowhere."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple

from longhouse.features.canvas import api as canvas
from longhouse.kernel.db import Tx
from longhouse.kernel.ids import UserId


class _Plane(NamedTuple):
    who: str
    days_ago: float
    name: str


# The oldest first: the list shows the newest first, in the order in which they were made.
_PLANES: Sequence[_Plane] = (
    _Plane("ingrid", 40.2, "House meeting"),
    _Plane("tomasz", 33.1, "What is in the oven"),
    _Plane("bram", 21.7, "Game night: the long one with the trading"),
    _Plane("linnea", 12.4, "Harbour birds, seen just now"),
    _Plane("chiara", 6.5, "Letters and how to draw them"),
    _Plane("femi", 2.3, "Half marathon, slow group"),
)


async def make(tx: Tx, people: Mapping[str, UserId]) -> None:
    for plane in _PLANES:
        owner = people.get(plane.who)
        if owner is not None:
            at = tx.now - timedelta(days=plane.days_ago)
            await canvas.import_canvas(tx, owner, plane.name, created_at=at)
