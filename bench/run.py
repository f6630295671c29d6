"""Measures the house beside its limits, in the same run on the same machine, and prints both.

`python bench/run.py` for all of it, `--quick` for a look, `--only http` or `--only sockets`.
"""

import argparse
import platform
import sys
import tempfile
import time
from pathlib import Path

import msgspec

import http_bench
import machine
import socket_bench
from house import House
from table import show

RESULTS = Path(__file__).with_name("results")


class Report(msgspec.Struct, frozen=True):
    at: str
    python: str
    cores: tuple[int, int]
    busy_before: float
    """How busy the machine was with other things before the bench began."""
    quick: bool
    http: list[http_bench.Round]
    sockets: list[socket_bench.Round]


def main() -> int:
    options = _options()
    server_core, load_core = machine.cores()
    machine.allow_many_files()
    busy = _busy()
    sys.stdout.write(f"The machine is {busy:.0%} busy with other things.\n")
    http_rounds: list[http_bench.Round] = []
    socket_rounds: list[socket_bench.Round] = []
    with (
        tempfile.TemporaryDirectory(prefix="longhouse-bench-") as folder,
        House(Path(folder), server_core) as house,
    ):
        member = house.first_member()
        if options.only != "sockets":
            http_rounds = http_bench.measure(
                house, member, (server_core, load_core), quick=options.quick
            )
        if options.only != "http":
            socket_rounds = socket_bench.measure(
                house, member, (server_core, load_core), quick=options.quick
            )
    report = Report(
        at=time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        python=platform.python_version(),
        cores=(server_core, load_core),
        busy_before=busy,
        quick=options.quick,
        http=http_rounds,
        sockets=socket_rounds,
    )
    if http_rounds:
        sys.stdout.write("\nSigned-in read: GET /api/v1/users/me/settings\n")
        show(http_bench.rows(http_rounds))
    if socket_rounds:
        sys.stdout.write(
            "\nSocket fan-out: PATCH /api/v1/users/me/settings to the topic of that member\n"
        )
        show(socket_bench.rows(socket_rounds))
    written = _write(report)
    sys.stdout.write(f"\nWritten to {written}\n")
    return 1 if socket_bench.anything_wrong(socket_rounds) else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one short round of each")
    parser.add_argument("--only", choices=("http", "sockets"))
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
