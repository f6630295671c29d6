"""A signed-in read over HTTP: the house beside the same query behind nothing."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec

from house import Bare, House, Member
from http_client import request
from http_load import Order, Seen
from numbers_of import median, spread

PATH = "/api/v1/users/me/settings"
CONNECTIONS = 32
COLUMNS = (
    "requests/s",
    "spread",
    "p50 ms",
    "p95 ms",
    "p99 ms",
    "us each",
    "refused",
    "generator",
)


class Round(msgspec.Struct, frozen=True):
    bare: Seen
    house: Seen

    @property
    def ratio(self) -> float:
        return self.house.per_second / self.bare.per_second if self.bare.per_second else 0.0


def measure(house: House, member: Member, cores: tuple[int, int], *, quick: bool) -> list[Round]:
    """Bare and house by turns, so that both have the same of what else the machine does."""
    rounds = 1 if quick else 5
    seconds = 2.0 if quick else 5.0
    server_core, load_core = cores
    with Bare(
        "http_bare.py", {server_core}, member.id, BENCH_DATABASE_URL=house.database_url
    ) as bare:

        def load(server: Bare | House, headers: dict[str, str]) -> Seen:
            return ask(
                Order(
                    core=load_core,
                    server_pid=server.pid,
                    database_pid=house.database_pid,
                    port=server.port,
                    messages=[request("GET", PATH, headers)],
                    connections=CONNECTIONS,
                    warm_seconds=min(1.0, seconds / 2),
                    seconds=seconds,
                )
            )

        return [
            Round(bare=load(bare, {}), house=load(house, member.headers)) for _ in range(rounds)
        ]


def rows(rounds: list[Round]) -> list[list[str]]:
    def row(name: str, side: Callable[[Round], Seen]) -> list[str]:
        seen = [side(one) for one in rounds]
        return [
            name,
            f"{median([one.per_second for one in seen]):,.0f}",
            spread([one.per_second for one in seen]),
            f"{median([one.p50_ms for one in seen]):.1f}",
            f"{median([one.p95_ms for one in seen]):.1f}",
            f"{median([one.p99_ms for one in seen]):.1f}",
            f"{median([one.server_us for one in seen]):,.0f}",
            str(sum(one.refused for one in seen)),
            f"{max(one.generator_busy for one in seen):.0%}",
        ]

    ratios = [one.ratio for one in rounds]
    bounds = f"{min(ratios):.2f}..{max(ratios):.2f}"
    each = median([one.bare.server_us / one.house.server_us for one in rounds])
    last = ["ratio", f"{median(ratios):.2f}", bounds, "", "", "", f"{each:.2f}", "", ""]
    return [
        ["", *COLUMNS],
        row("bare ASGI, asyncpg, msgspec", lambda one: one.bare),
        row("longhouse up", lambda one: one.house),
        last,
    ]


def ask(order: Order) -> Seen:
    """Have the load carried out by a process of its own."""
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("http_load.py"))],
        input=msgspec.json.encode(order),
        stdout=subprocess.PIPE,
        check=True,
    )
    return msgspec.json.decode(done.stdout, type=Seen)
