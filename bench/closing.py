"""What is said at the end of a run: each figure beside its goal, what was counted, and the machine."""

from collections.abc import Mapping, Sequence

import msgspec

from board import Tally
from figures import GENERATOR, Counted, Figures, generator_of
from goals import Goal, Goals, Spread, judge, spread_of

BUSY = 0.10
"""From so much on, a run says that the machine had other things to do."""
FULL = 0.90
"""From so much on, it is the load that was measured and not the server."""
_WITHOUT_GOAL = "no goal"
_DIGITS = {"": 2, "ms": 1, "s": 1, "KB": 1, "MB": 1, "/s": 0, "count": 0}
_FAILURES = frozenset({"missed", "not measured", _WITHOUT_GOAL})


class Machine(msgspec.Struct, frozen=True):
    described: str
    busy: float
    """With other things, at the worst of all moments before, between and after the parts."""
    stolen: float
    """What the neighbours of a virtual machine took of its processor while the bench ran."""


class Closing(msgspec.Struct, frozen=True):
    figures: list[list[str]]
    counted: list[list[str]]
    wrong: list[str]
    """Why the run has failed."""
    warnings: list[str]


def close(goals: Goals, figures: Figures, counted: Counted, parts: Sequence[str]) -> Closing:
    """`parts` are those that ran; what they should have measured and did not is missing."""
    wanted = [name for name in goals if name.partition(".")[0] in parts]
    found = [name for name in figures if not name.endswith(GENERATOR)]
    names = [*wanted, *(name for name in found if name not in goals)]
    verdicts = {name: _verdict(goals, figures, name) for name in names}
    wrong = [
        f"{_what(goals, name)} ({name}): {verdict}"
        for name, verdict in verdicts.items()
        if verdict in _FAILURES
    ]
    wrong += [
        f"{case}: {told}" for case, tallies in counted.items() if (told := _miscounted(tallies))
    ]
    return Closing(
        figures=[
            ["figure", "must", "median", "least–most", "last time", "load", "verdict"],
            *(_row(goals.get(name), name, figures, verdicts[name]) for name in names),
        ],
        counted=_counted_rows(counted),
        wrong=wrong,
        warnings=[
            f"{_what(goals, name)} ({name}): {verdict}"
            for name, verdict in verdicts.items()
            if verdict == "worse than last time"
        ],
    )


def closing_line(machine: Machine, rounds: int, *, quick: bool) -> str:
    said = [f"{rounds} round{'s' if rounds > 1 else ''} on {machine.described}"]
    said.append(f"up to {machine.busy:.0%} busy with other things between the parts")
    if machine.stolen >= 0.005:
        said.append(f"{machine.stolen:.0%} taken by neighbours meanwhile")
    line = ", ".join(said) + "."
    if machine.busy > BUSY or machine.stolen > BUSY:
        line += " The machine was BUSY: trust no rate and no latency of this run."
    if quick:
        line += " A quick look, no measurement."
    return line


def _verdict(goals: Goals, figures: Figures, name: str) -> str:
    goal = goals.get(name)
    return _WITHOUT_GOAL if goal is None else judge(goal, figures.get(name, []))


def _what(goals: Goals, name: str) -> str:
    return goals[name].what if name in goals else name


def _row(goal: Goal | None, name: str, figures: Figures, verdict: str) -> list[str]:
    unit = goal.unit if goal else ""
    values = figures.get(name, [])
    now = spread_of(values) if values else None
    generator = generator_of(figures, name)
    load = max(generator, default=0.0)
    return [
        goal.what if goal else name,
        _must(goal),
        _shown(now.median, unit) if now else "-",
        _between(now, unit) if now else "-",
        _shown(goal.last.median, unit) if goal and goal.last else "-",
        f"{load:.0%}{' full' if load > FULL else ''}" if generator else "",
        verdict,
    ]


def _must(goal: Goal | None) -> str:
    if goal is not None and goal.at_least is not None:
        return f"≥ {_shown(goal.at_least, goal.unit)}"
    if goal is not None and goal.at_most is not None:
        return f"≤ {_shown(goal.at_most, goal.unit)}"
    return ""


def _between(spread: Spread, unit: str) -> str:
    return f"{_number(spread.least, unit)}–{_number(spread.most, unit)}"


def _shown(value: float, unit: str) -> str:
    number = _number(value, unit)
    if unit == "/s":
        return f"{number}/s"
    return f"{number} {unit}" if unit in ("ms", "s", "KB", "MB") else number


def _number(value: float, unit: str) -> str:
    if unit == "share":
        return f"{value:.1%}"
    return f"{value:,.{_DIGITS[unit]}f}"


def _counted_rows(counted: Counted) -> list[list[str]]:
    if not counted:
        return []
    table = [["counted", "expected", "received", "lost", "twice", "out of order", "from nowhere"]]
    for case, tallies in counted.items():
        total = _sum(tallies)
        numbers = (
            total.expected,
            total.received,
            total.lost,
            total.doubled,
            total.out_of_order,
            total.stray,
        )
        table.append([case, *(f"{number:,}" for number in numbers)])
    return table


def _miscounted(tallies: Sequence[Tally]) -> str:
    """By round and not by the sum, in which one too many would make up for one too few."""
    total: Mapping[str, int] = {
        "lost": sum(abs(one.lost) for one in tallies),
        "twice": sum(one.doubled for one in tallies),
        "out of order": sum(one.out_of_order for one in tallies),
        "from nowhere": sum(one.stray for one in tallies),
    }
    return ", ".join(f"{count:,} {name}" for name, count in total.items() if count)


def _sum(tallies: Sequence[Tally]) -> Tally:
    return Tally(
        expected=sum(one.expected for one in tallies),
        received=sum(one.received for one in tallies),
        doubled=sum(one.doubled for one in tallies),
        out_of_order=sum(one.out_of_order for one in tallies),
        stray=sum(one.stray for one in tallies),
    )
