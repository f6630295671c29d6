"""A signed-in read over HTTP: the house beside the same query behind nothing."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

import http_table
from figures import Figures
from house import Bare, House, Member
from http_client import request
from http_load import Order, Seen
from numbers_of import median

PATH = "/api/v1/users/me/settings"
CONNECTIONS = 32


class Round(msgspec.Struct, frozen=True):
    bare: Seen
    house: Seen

    @property
    def ratio(self) -> float:
        return self.house.per_second / self.bare.per_second if self.bare.per_second else 0.0


def measure(
    house: House, member: Member, cores: tuple[int, int], *, rounds: int, quick: bool
) -> list[Round]:
    """Bare and house by turns, so that both have the same of what else the machine does."""
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


def rows(rounds: Sequence[Round]) -> list[list[str]]:
    return [
        http_table.HEAD,
        http_table.row("bare ASGI, asyncpg, msgspec", [one.bare for one in rounds]),
        http_table.row("longhouse up", [one.house for one in rounds]),
        http_table.row_of_ratios(
            "ratio",
            [one.ratio for one in rounds],
            median([one.bare.server_us / one.house.server_us for one in rounds]),
        ),
    ]


def figures(rounds: Sequence[Round]) -> Figures:
    return {
        "http.of_bare": [one.ratio for one in rounds],
        "http.rate": [one.house.per_second for one in rounds],
        "http.refused": [one.house.refused for one in rounds],
        "http.generator": [one.house.generator_busy for one in rounds],
    }


def ask(order: Order) -> Seen:
    """Have the load carried out by a process of its own."""
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("http_load.py"))],
        input=msgspec.json.encode(order),
        stdout=subprocess.PIPE,
        check=True,
    )
    return msgspec.json.decode(done.stdout, type=Seen)
