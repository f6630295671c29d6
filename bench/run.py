"""Measures the house beside its limits, in the same run on the same machine, and prints both.

`python bench/run.py` for all of it, `--quick` for a look, `--only` for some parts. What each figure
must reach and what it was last time stands in `goals.toml`; the exit code is 1 when something missed
its goal, or was lost, came twice or out of order.
"""

import argparse
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

import goals
import machine
import parts
from closing import Closing, Machine, close, closing_line
from figures import GENERATOR, Counted, Figures
from table import show

RESULTS = Path(__file__).with_name("results")
GOALS = Path(__file__).with_name("goals.toml")
PARTS: Mapping[str, Callable[[parts.Place], parts.Outcome]] = {
    "start": parts.start,
    "http": parts.http,
    "feed": parts.feed,
    "publish": parts.publish,
    "sockets": parts.sockets,
    "gateway": parts.gateway,
    "storm": parts.storm,
    "canvas": parts.canvas,
    "people": parts.people,
    "search": parts.search,
}
# Takes as long as it is told to, and is run when it is asked for.
LONG = {"soak": parts.soak}


class Report(msgspec.Struct, frozen=True, kw_only=True):
    at: str
    machine: Machine
    cores: tuple[int, int]
    quick: bool
    rounds: int
    parts: list[str]
    seconds: dict[str, float]
    """How long each part took."""
    broken: list[str]
    """Parts that did not come to their end."""
    figures: Figures
    counted: Counted
    told: dict[str, object] = {}
    """All that each part has seen in each round."""


def main() -> int:
    options = _options()
    report = _earlier(options.earlier) if options.earlier else _measure(options)
    whole = [name for name in report.parts if name not in report.broken]
    known = goals.read(GOALS.read_text("utf-8"))
    closing = close(known, report.figures, report.counted, whole)
    _say(report, closing)
    if options.accept:
        _accept(report)
    return 1 if closing.wrong or report.broken else 0


def _measure(options: argparse.Namespace) -> Report:
    cores = machine.cores()
    machine.allow_many_files()
    names = list(options.only or PARTS)
    rounds = options.rounds or (1 if options.quick else 3)
    found: dict[str, parts.Outcome] = {}
    seconds: dict[str, float] = {}
    busy: list[float] = []
    before = machine.jiffies()
    for name in names:
        busy.append(_busy())
        sys.stdout.write(f"\n{name}: the machine is {busy[-1]:.0%} busy with other things\n")
        sys.stdout.flush()
        began = time.monotonic()
        with tempfile.TemporaryDirectory(prefix=f"longhouse-bench-{name}-") as folder:
            place = parts.Place(Path(folder), cores, rounds, options.quick, options.minutes)
            try:
                found[name] = {**PARTS, **LONG}[name](place)
            except Exception:
                # What breaks must not take along what the others have measured.
                traceback.print_exc()
        seconds[name] = time.monotonic() - began
        _show_part(name, found.get(name), seconds[name])
    busy.append(_busy())
    report = Report(
        at=time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        machine=Machine(machine.described(), max(busy), machine.stolen(before, machine.jiffies())),
        cores=cores,
        quick=options.quick,
        rounds=rounds,
        parts=names,
        seconds=seconds,
        broken=[name for name in names if name not in found],
        figures={name: values for one in found.values() for name, values in one.figures.items()},
        counted={case: tallies for one in found.values() for case, tallies in one.counted.items()},
        told={name: one.rounds for name, one in found.items()},
    )
    sys.stdout.write(f"\nWritten to {_write(report)}\n")
    return report


def _show_part(name: str, outcome: parts.Outcome | None, seconds: float) -> None:
    for title, table in outcome.tables if outcome else []:
        sys.stdout.write(f"\n{title}\n")
        show(table)
    sys.stdout.write(f"\n{name} took {seconds:.0f} s\n")
    sys.stdout.flush()


def _say(report: Report, closing: Closing) -> None:
    for table in (closing.counted, closing.figures):
        if table:
            sys.stdout.write("\n")
            show(table)
    sys.stdout.write("\n")
    for line in closing.warnings:
        sys.stdout.write(f"Warning: {line}\n")
    for name in report.broken:
        sys.stdout.write(f"Wrong: {name} did not come to its end\n")
    for line in closing.wrong:
        sys.stdout.write(f"Wrong: {line}\n")
    sys.stdout.write(closing_line(report.machine, report.rounds, quick=report.quick) + "\n")


def _accept(report: Report) -> None:
    """Make this run the one that the next is compared with."""
    if report.quick:
        raise SystemExit("That was a quick look; one short round is nothing to compare with.")
    text = GOALS.read_text("utf-8")
    known = goals.read(text)
    busy = f"{report.machine.described}, {report.machine.busy:.0%} busy"
    accepted = {
        name: goals.last_of(values, report.at.partition("T")[0], busy)
        for name, values in report.figures.items()
        if name in known and not name.endswith(GENERATOR)
    }
    GOALS.write_text(goals.with_last(text, accepted), "utf-8")
    sys.stdout.write(
        f"{len(accepted)} figures of {report.at} are what the next run compares with.\n"
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=(*PARTS, *LONG), nargs="+", metavar="PART")
    parser.add_argument("--rounds", type=int, help="how often each is measured; 3, or 1 if quick")
    parser.add_argument("--quick", action="store_true", help="short rounds, and one of each")
    parser.add_argument("--minutes", type=float, default=30.0, help="how long to soak")
    parser.add_argument(
        "--accept", action="store_true", help="make this run what the next is compared with"
    )
    parser.add_argument(
        "--from",
        dest="earlier",
        type=Path,
        metavar="FILE",
        help="take a run of bench/results instead of measuring",
    )
    options = parser.parse_args()
    if options.accept and options.quick:
        parser.error("one short round is nothing to compare with")
    return options


def _busy() -> float:
    before = machine.jiffies()
    time.sleep(2)
    return machine.busy_elsewhere(before, machine.jiffies())


def _earlier(path: Path) -> Report:
    return msgspec.json.decode(path.read_bytes(), type=Report)


def _write(report: Report) -> Path:
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{report.at.replace(':', '')}.json"
    path.write_bytes(msgspec.json.format(msgspec.json.encode(report)))
    return path


if __name__ == "__main__":
    raise SystemExit(main())
