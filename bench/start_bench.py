"""Starting: how long until a house is ready, the first time and later, and what it holds when idle."""

import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

from figures import Figures
from house import House
from machine import proportional_bytes
from numbers_of import median, spread

_IDLE_SECONDS = 5.0


class Round(msgspec.Struct, frozen=True):
    first_seconds: float
    """In an empty folder, where a database is made before."""
    later_seconds: float
    idle_bytes: int
    """Of the house and of all processes of its database."""


def measure(folder: Path, cores: set[int], *, rounds: int) -> list[Round]:
    return [_round(folder / str(number), cores) for number in range(rounds)]


def rows(rounds: Sequence[Round]) -> list[list[str]]:
    def row(name: str, values: Sequence[float]) -> list[str]:
        return [name, f"{median(values):.2f}", spread(values)]

    return [
        ["", "median", "spread"],
        row("first start, s", [one.first_seconds for one in rounds]),
        row("later start, s", [one.later_seconds for one in rounds]),
        row("idle, MB", [one.idle_bytes / 2**20 for one in rounds]),
    ]


def figures(rounds: Sequence[Round]) -> Figures:
    return {
        "start.first_s": [one.first_seconds for one in rounds],
        "start.later_s": [one.later_seconds for one in rounds],
        "start.idle_mb": [one.idle_bytes / 2**20 for one in rounds],
    }


def _round(folder: Path, cores: set[int]) -> Round:
    began = time.monotonic()
    with House(folder, cores):
        first = time.monotonic() - began
    began = time.monotonic()
    with House(folder, cores) as house:
        later = time.monotonic() - began
        time.sleep(_IDLE_SECONDS)
        held = proportional_bytes(house.pid, house.database_pid)
    return Round(first, later, held)
