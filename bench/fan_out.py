"""What both benches of a fan-out share: running the load, what was counted, and a row of the table."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from board import Tally
from numbers_of import median, spread
from socket_load import Order, Seen

STEADY_DELIVERIES = 10_000
COLUMNS = (
    "deliveries/s",
    "spread",
    "us each",
    "p50 ms",
    "p99 ms",
    "worst",
    "lost",
    "twice",
    "disorder",
    "KB/socket",
    "frames/msg",
    "generator",
)


def run_load(order: Order) -> Seen:
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("socket_load.py"))],
        input=msgspec.json.encode(order),
        stdout=subprocess.PIPE,
        check=True,
    )
    return msgspec.json.decode(done.stdout, type=Seen)


def tallies_of(seen: Seen) -> list[Tally]:
    return [seen.full.tally, *([seen.steady.tally] if seen.steady else [])]


def row(name: str, seen: Sequence[Seen], each: Sequence[float]) -> list[str]:
    """All rounds of one side; `each` is what a delivery costs there, in microseconds."""
    tallies = [tally for one in seen for tally in tallies_of(one)]
    rates = [one.full.delivered_per_second for one in seen]
    steady = [one.steady for one in seen if one.steady is not None]
    return [
        name,
        f"{median(rates):,.0f}",
        spread(rates),
        f"{median(each):.1f}",
        f"{median([one.p50_ms for one in steady]):.1f}",
        f"{median([one.p99_ms for one in steady]):.1f}",
        f"{max((one.worst_ms for one in steady), default=0):.0f}",
        str(sum(tally.lost for tally in tallies)),
        str(sum(tally.doubled for tally in tallies)),
        str(sum(tally.out_of_order for tally in tallies)),
        # Memory that a process has once taken is used again, so that only the first round tells.
        f"{seen[0].server_bytes_per_socket / 1024:.1f}",
        f"{median([one.full.frames_per_message for one in seen]):.2f}",
        f"{max(one.full.generator_busy for one in seen):.0%}",
    ]


def ratio_row(ratios: Sequence[float], each: Sequence[float]) -> list[str]:
    """House to bare: of the rates with their bounds, and of the cost of a delivery."""
    bounds = f"{min(ratios):.2f}..{max(ratios):.2f}"
    blank = [""] * (len(COLUMNS) - 3)
    return ["ratio", f"{median(ratios):.2f}", bounds, f"{median(each):.2f}", *blank]
