"""What each figure must reach, what it was when it was last accepted, and how a new one compares.

All of it stands in `goals.toml`: the goals are written by hand, the line `last` of each by `--accept`.
"""

import re
import statistics
import tomllib
from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

Verdict = Literal["reached", "missed", "worse than last time", "stated", "not measured"]
_SECTION = re.compile(r'^\["([^"]+)"\]\s*$')
_LAST = re.compile(r"^last\s*=")


class Spread(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One figure over the rounds of a run."""

    median: float
    least: float
    most: float
    rounds: int


class Last(Spread, frozen=True, forbid_unknown_fields=True):
    date: str
    machine: str


class Goal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    what: str
    unit: Literal["", "ms", "s", "KB", "MB", "/s", "share", "count"]
    at_least: float | None = None
    at_most: float | None = None
    better: Literal["more", "less", ""] = ""
    """Only where nothing must be reached, and it is compared with last time all the same."""
    worse_by: float | None = None
    """The share of its last median by which it may fall behind. Without it nothing is compared."""
    every_round: bool = False
    """Each round must reach it, and not only the median."""
    last: Last | None = None

    def __post_init__(self) -> None:
        if self.at_least is not None and self.at_most is not None:
            raise ValueError("a goal is either a least or a most")
        if self.worse_by is not None and not self.direction:
            raise ValueError("what is compared with last time must say which way is better")

    @property
    def direction(self) -> Literal["more", "less", ""]:
        if self.at_least is not None:
            return "more"
        return "less" if self.at_most is not None else self.better


Goals = Mapping[str, Goal]


def read(text: str) -> dict[str, Goal]:
    return msgspec.convert(tomllib.loads(text), dict[str, Goal])


def spread_of(values: Sequence[float]) -> Spread:
    return Spread(statistics.median(values), min(values), max(values), len(values))


def last_of(values: Sequence[float], date: str, machine: str) -> Last:
    spread = spread_of(values)
    return Last(spread.median, spread.least, spread.most, spread.rounds, date, machine)


def judge(goal: Goal, values: Sequence[float]) -> Verdict:
    """A missed goal is a failure; to be worse than last time is a warning."""
    if not values:
        return "not measured"
    if not _reaches(goal, values):
        return "missed"
    if _is_worse(goal, spread_of(values)):
        return "worse than last time"
    return "reached" if goal.at_least is not None or goal.at_most is not None else "stated"


def with_last(text: str, accepted: Mapping[str, Last]) -> str:
    """The same file with new last times; all else in it, comments too, stays as it is."""
    lines: list[str] = []
    ends: dict[str, int] = {}
    name = ""
    for line in text.splitlines():
        if (section := _SECTION.match(line)) is not None:
            name = section[1]
        if name in accepted and _LAST.match(line):
            continue
        lines.append(line)
        if name and line.strip() and not line.startswith("#"):
            ends[name] = len(lines)
    for one in sorted(accepted, key=ends.__getitem__, reverse=True):
        lines.insert(ends[one], f"last = {_written(accepted[one])}")
    return "\n".join(lines) + "\n"


def _reaches(goal: Goal, values: Sequence[float]) -> bool:
    middle = statistics.median(values)
    if goal.at_least is not None:
        return (min(values) if goal.every_round else middle) >= goal.at_least
    if goal.at_most is not None:
        return (max(values) if goal.every_round else middle) <= goal.at_most
    return True


def _is_worse(goal: Goal, now: Spread) -> bool:
    """Outside what it was last time, with last time outside what it is now, and by enough."""
    last = goal.last
    if last is None or goal.worse_by is None:
        return False
    enough = abs(last.median) * goal.worse_by
    if goal.direction == "more":
        return (
            now.median < last.least and last.median > now.most and last.median - now.median > enough
        )
    return now.median > last.most and last.median < now.least and now.median - last.median > enough


def _written(last: Last) -> str:
    """As an inline table of TOML."""
    fields = msgspec.structs.asdict(last)
    shown = {
        name: f"{value:.4g}" if isinstance(value, float) else msgspec.json.encode(value).decode()
        for name, value in fields.items()
    }
    return "{ " + ", ".join(f"{name} = {value}" for name, value in shown.items()) + " }"
