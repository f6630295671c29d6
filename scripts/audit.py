"""`make audit`: asks for known holes in what is installed and in what the web client is built of.

Two data bases are asked, one by `pip-audit`, which has to be on this machine, and one by `npm`. It
ends with 0 when both have answered and know of none, with 1 when there are holes, and with 2 when
one could not be asked: no answer is never taken for a good one.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PYTHON = (
    *("pip-audit", "--requirement", "server/requirements/run.txt", "--require-hashes"),
    *("--disable-pip", "--progress-spinner", "off", "--format", "json"),
)
NODE = ("npm", "audit", "--prefix", "web", "--package-lock-only", "--json")
_SECONDS = 300

NONE, HOLES, NOT_ASKED = 0, 1, 2


class NoAnswerError(Exception):
    """The data base did not answer, or not for everything."""


def main() -> int:
    outcomes = [
        ask("Python packages", PYTHON, holes_in_python),
        ask("Packages of the web client", NODE, holes_in_node),
    ]
    # A hole that is known counts for more than an answer that is missing.
    return HOLES if HOLES in outcomes else max(outcomes)


def ask(what: str, command: Sequence[str], read: Callable[[Any], list[str]]) -> int:
    try:
        holes = read(_run(command))
    except NoAnswerError as error:
        print(f"{what}: nobody could be asked. {error}")
        return NOT_ASKED
    print(f"{what}: {len(holes) or 'no'} known holes.")
    for hole in holes:
        print(f"  {hole}")
    return HOLES if holes else NONE


def _run(command: Sequence[str]) -> Any:
    if shutil.which(command[0]) is None:
        raise NoAnswerError(f"There is no {command[0]} on this machine.")
    try:
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=_SECONDS
        )
        return json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        raise NoAnswerError(f"{command[0]} did not come to an end.") from None
    except ValueError:
        raise NoAnswerError(done.stderr.strip()[-400:] or f"{command[0]} said nothing.") from None


def holes_in_python(answer: Any) -> list[str]:
    """`pip-audit` calls it a success when it found nothing out about any package."""
    packages = answer.get("dependencies") or []
    skipped = [package["skip_reason"] for package in packages if "skip_reason" in package]
    if skipped or not packages:
        raise NoAnswerError(f"{len(skipped)} packages were left out. {' '.join(skipped[:1])}")
    return [
        f"{package['name']} {package['version']}: {hole['id']}"
        for package in packages
        for hole in package["vulns"]
    ]


def holes_in_node(answer: Any) -> list[str]:
    """`npm` writes an error in place of the answer."""
    if "vulnerabilities" not in answer:
        raise NoAnswerError(str(answer.get("message", "")))
    return [
        f"{name} {found['range']}: {found['severity']}"
        for name, found in answer["vulnerabilities"].items()
    ]


if __name__ == "__main__":
    sys.exit(main())
