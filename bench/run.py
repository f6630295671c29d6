"""Measures the house beside its limits, in the same run on the same machine, and prints both.

`python bench/run.py` for all of it, `--quick` for a look, `--only` for one part.
"""

import argparse
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

import machine
import parts
from table import show

RESULTS = Path(__file__).with_name("results")
PARTS: Mapping[str, Callable[[parts.Place], parts.Outcome]] = {
    "http": parts.http,
    "feed": parts.feed,
    "publish": parts.publish,
    "sockets": parts.sockets,
    "search": parts.search,
    "canvas": parts.canvas,
    "people": parts.people,
    "gateway": parts.gateway,
    "storm": parts.storm,
}


# Takes as long as it is told to, and is run when it is asked for.
LONG = {"soak": parts.soak}


class Report(msgspec.Struct, frozen=True):
    at: str
    python: str
    cores: tuple[int, int]
    busy_before: float
    """How busy the machine was with other things before the bench began."""
    quick: bool
    rounds: dict[str, object]


def main() -> int:
    options = _options()
    cores = machine.cores()
    machine.allow_many_files()
    busy = _busy()
    sys.stdout.write(f"The machine is {busy:.0%} busy with other things.\n")
    rounds: dict[str, object] = {}
    wrong: list[str] = []
    with tempfile.TemporaryDirectory(prefix="longhouse-bench-") as folder:
        for name in [options.only] if options.only else PARTS:
            place = parts.Place(Path(folder) / name, cores, options.quick, options.minutes)
            outcome = {**PARTS, **LONG}[name](place)
            for title, table in outcome.tables:
                sys.stdout.write(f"\n{title}\n")
                show(table)
            rounds[name] = outcome.rounds
            wrong += outcome.wrong
    report = Report(
        at=time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        python=platform.python_version(),
        cores=cores,
        busy_before=busy,
        quick=options.quick,
        rounds=rounds,
    )
    sys.stdout.write(f"\nWritten to {_write(report)}\n")
    for line in wrong:
        sys.stdout.write(f"Wrong: {line}\n")
    return 1 if wrong else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one short round of each")
    parser.add_argument("--only", choices=(*PARTS, *LONG))
    parser.add_argument("--minutes", type=float, default=30.0, help="how long to soak")
    return parser.parse_args()


def _busy() -> float:
    before = machine.jiffies()
    time.sleep(2)
    return machine.busy_elsewhere(before, machine.jiffies())


def _write(report: Report) -> Path:
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{report.at.replace(':', '')}.json"
    path.write_bytes(msgspec.json.format(msgspec.json.encode(report)))
    return path


if __name__ == "__main__":
    raise SystemExit(main())
