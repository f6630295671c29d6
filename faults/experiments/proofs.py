"""Experiments that the tests of the server make already: they are run from here, not written again."""

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

from experiments.declare import Experiment, Outcome

_SERVER = Path(__file__).parents[2] / "server"


def prove(experiments: Sequence[Experiment], *, short: bool) -> list[Outcome]:
    """Run the tests of all of them at once; in short only say where they are run."""
    if short:
        said = ["held by make test, of which it is a part"]
        return [Outcome(one, 0.0, said) for one in experiments if not (one.run and one.in_short)]
    if not experiments:
        return []
    nodes = sorted({node for one in experiments for node in one.proofs})
    with tempfile.TemporaryDirectory(prefix="longhouse-proofs-") as folder:
        report = Path(folder) / "report.xml"
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", f"--junitxml={report}", *nodes],
            cwd=_SERVER,
            check=False,
            capture_output=True,
            text=True,
        )
        if not report.exists():
            return [Outcome(one, 0.0, [], done.stdout[-2000:]) for one in experiments]
        cases = list(ElementTree.parse(report).iter("testcase"))  # noqa: S314 -- pytest's own
    return [_outcome(one, cases) for one in experiments]


def _outcome(experiment: Experiment, cases: Sequence[ElementTree.Element]) -> Outcome:
    mine = [case for case in cases if any(_is_of(case, node) for node in experiment.proofs)]
    broken = [
        case for case in mine if any(case.find(what) is not None for what in ("failure", "error"))
    ]
    seconds = sum(float(case.get("time", "0")) for case in mine)
    failed = None
    if not mine:
        failed = f"no such test: {', '.join(experiment.proofs)}"
    elif broken:
        failed = ", ".join(f"{case.get('classname')}::{case.get('name')}" for case in broken)
    return Outcome(experiment, seconds, [f"{len(mine)} tests of the server"], failed)


def _is_of(case: ElementTree.Element, node: str) -> bool:
    """Whether a test that was run belongs to `tests/http/test_once.py`, with or without `::name`."""
    path, _, name = node.partition("::")
    module = path.removesuffix(".py").replace("/", ".")
    if case.get("classname") != module:
        return False
    return not name or (case.get("name") or "").partition("[")[0] == name
