"""Breaks a house on purpose, in every way that we know, and looks whether what it promises holds.

`python faults/run.py` for all of it, `--short` for what every change has to pass, `--only` for
some by name, `--seed` to break things at the same moments again.
"""

import argparse
import asyncio
import random
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from pathlib import Path

import uvloop

from experiments.declare import LANES, Experiment, NotHere, Outcome, Trial
from experiments.every import EVERY
from experiments.proofs import prove
from stage.homes import furnish, quick_folder
from stage.lodgings import Lodgings
from stage.processes import allow_many_files
from stage.table import show
from stage.waiting import Violation


def main() -> int:
    options = _options()
    allow_many_files()
    for number in (signal.SIGINT, signal.SIGTERM):
        # However it is told to stop, it takes along what it has started.
        signal.signal(number, signal.default_int_handler)
    chosen = [one for one in EVERY if not options.only or one.name in options.only]
    sys.stdout.write(f"seed {options.seed}\n")
    outcomes = uvloop.run(_run_all(chosen, options.seed, short=options.short))
    outcomes += prove([one for one in chosen if one.proofs], short=options.short)
    show([("experiment", "promises", "seconds", "outcome"), *map(_row, outcomes)])
    failed = [one for one in outcomes if one.failed]
    for one in failed:
        sys.stdout.write(f"\n{one.experiment.name} failed: {one.failed}\n")
    if failed:
        names = ",".join(one.experiment.name for one in failed)
        short = " --short" if options.short else ""
        sys.stdout.write(
            f"\nTry again: python faults/run.py --seed {options.seed} --only {names}{short}\n"
        )
    return 1 if failed else 0


async def _run_all(chosen: Sequence[Experiment], seed: int, *, short: bool) -> list[Outcome]:
    running = [one for one in chosen if one.run and (one.in_short or not short)]
    if not running:
        return []
    with tempfile.TemporaryDirectory(prefix="longhouse-faults-", dir=quick_folder()) as folder:
        Path(folder).chmod(0o755)
        lodgings = Lodgings(await furnish(Path(folder)), shares=short)
        outcomes: list[Outcome] = []

        async def run_some(some: Sequence[Experiment]) -> None:
            for experiment in some:
                outcome = await _run(experiment, lodgings, seed, short=short)
                outcomes.append(outcome)
                said = f"failed: {outcome.failed}" if outcome.failed else "; ".join(outcome.seen)
                sys.stdout.write(f"{outcome.seconds:6.1f} s  {experiment.title}: {said}\n")
                sys.stdout.flush()

        lanes = [[one for one in running if one.lane == lane] for lane in LANES]
        try:
            await asyncio.gather(*(run_some(lane) for lane in (lanes if short else [running])))
        finally:
            await lodgings.close()
        return outcomes


async def _run(experiment: Experiment, lodgings: Lodgings, seed: int, *, short: bool) -> Outcome:
    assert experiment.run is not None
    trial = Trial(experiment.name, seed, lodgings, short=short)
    began = time.monotonic()
    failed: str | None = None
    try:
        async with asyncio.timeout(experiment.seconds):
            await experiment.run(trial)
    except NotHere as reason:
        trial.note(f"not made here: {reason}")
    except Violation as violation:
        failed = str(violation)
    except TimeoutError:
        failed = f"it took longer than {experiment.seconds} seconds\n{traceback.format_exc()}"
    except Exception:
        failed = traceback.format_exc()
    return Outcome(experiment, time.monotonic() - began, trial.seen, failed)


def _row(outcome: Outcome) -> tuple[str, str, str, str]:
    return (
        outcome.experiment.title,
        ", ".join(outcome.experiment.promises),
        f"{outcome.seconds:.1f}",
        "FAILED" if outcome.failed else "; ".join(("held", *outcome.seen)),
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    parser.add_argument("--short", action="store_true", help="what every change has to pass")
    parser.add_argument("--only", type=_names, help="some experiments, separated by commas")
    return parser.parse_args()


def _names(given: str) -> frozenset[str]:
    names = frozenset(given.split(","))
    unknown = names - {one.name for one in EVERY}
    if unknown:
        known = ", ".join(one.name for one in EVERY)
        raise argparse.ArgumentTypeError(f"there is no {', '.join(unknown)}; there are {known}")
    return names


if __name__ == "__main__":
    raise SystemExit(main())
