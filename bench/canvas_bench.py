"""A crowded canvas: 1,000 members, 100 words a second from ever another of them, told to all.

Each word is timed at every other member from the moment at which it was due; none may be lost and
none may come twice.
"""

import asyncio
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from canvas_load import Order, Seen
from crowd import sign_in_many
from figures import Counted, Figures
from house import House
from machine import busy_elsewhere, jiffies
from numbers_of import median

PEOPLE = 1000
WORDS_PER_SECOND = 100
COLUMNS = (
    "deliveries/s",
    "p50 ms",
    "p99 ms",
    "worst",
    "lost",
    "twice",
    "refused",
    "us each",
    "frames/msg",
    "server",
    "generator",
    "KB/socket",
    "machine",
)


class Round(msgspec.Struct, frozen=True):
    seen: Seen
    machine_busy: float
    """By all of its processes, those of the bench included."""


def measure(house: House, cores: tuple[int, int], *, rounds: int, quick: bool) -> list[Round]:
    """`house` is fresh and runs on the first core; it needs no member of its own."""
    crowd = asyncio.run(sign_in_many(house.owner_url, PEOPLE))
    headers = [{"Cookie": f"session_id={one.token}", "Origin": house.origin} for one in crowd]
    order = Order(
        core=cores[1],
        server_pid=house.pid,
        port=house.port,
        headers=headers,
        per_second=WORDS_PER_SECOND,
        seconds=3.0 if quick else 15.0,
    )
    return [_round(order) for _ in range(rounds)]


def rows(rounds: list[Round]) -> list[list[str]]:
    seen = [one.seen for one in rounds]
    title = f"longhouse up, {seen[0].sockets} members, {seen[0].sent_per_second:.0f} words/s"
    busy = median([one.machine_busy for one in rounds])
    return [
        ["", *COLUMNS],
        [
            title,
            f"{median([one.delivered_per_second for one in seen]):,.0f}",
            f"{median([one.p50_ms for one in seen]):.0f}",
            f"{median([one.p99_ms for one in seen]):.0f}",
            f"{max(one.worst_ms for one in seen):.0f}",
            str(sum(one.tally.lost for one in seen)),
            str(sum(one.tally.doubled for one in seen)),
            str(sum(one.refused for one in seen)),
            f"{median([one.server_us_per_delivery for one in seen]):.1f}",
            f"{median([one.frames_per_message for one in seen]):.2f}",
            f"{median([one.server_busy for one in seen]):.0%}",
            f"{max(one.generator_busy for one in seen):.0%}",
            f"{seen[0].server_bytes_per_socket / 1024:.1f}",
            f"{busy:.0%}",
        ],
    ]


def figures(rounds: Sequence[Round]) -> Figures:
    seen = [one.seen for one in rounds]
    return {
        "canvas.p99_ms": [one.p99_ms for one in seen],
        "canvas.rate": [one.delivered_per_second for one in seen],
        "canvas.refused": [one.refused for one in seen],
        "canvas.server_busy": [one.server_busy for one in seen],
        # Memory that a process has once taken is used again in the rounds after the first.
        "canvas.kb_per_socket": [seen[0].server_bytes_per_socket / 1024],
        "canvas.generator": [one.generator_busy for one in seen],
    }


def counted(rounds: Sequence[Round]) -> Counted:
    """Words of different people have no order among them."""
    return {"canvas": [msgspec.structs.replace(one.seen.tally, out_of_order=0) for one in rounds]}


def _round(order: Order) -> Round:
    before = jiffies()
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("canvas_load.py"))],
        input=msgspec.json.encode(order),
        stdout=subprocess.PIPE,
        check=True,
    )
    seen = msgspec.json.decode(done.stdout, type=Seen)
    return Round(seen, busy_elsewhere(before, jiffies()))
