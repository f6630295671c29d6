"""The feed of a section: the house beside the same statements behind nothing."""

import base64
import random
from collections.abc import Sequence

import httpx
import msgspec

import http_table
from figures import Figures
from house import Bare, House, Member
from http_bench import ask
from http_client import request
from http_load import Order, Seen
from numbers_of import median
from town import GENERAL, Town

RATE = 1_000
CONNECTIONS = 32
# As many as browsers would hold open, so that a slow answer does not keep the next from being sent.
PACED_CONNECTIONS = 128
_PAGES = 400
_CASES = {"first page": "feed.first", "deeper pages": "feed.deeper"}


class Asked(msgspec.Struct, frozen=True):
    """Which pages are asked for: the same of both sides."""

    name: str
    house: list[bytes]
    bare: list[bytes]


class Round(msgspec.Struct, frozen=True):
    pages: str
    bare: Seen
    seeing_all: Seen
    """The bare server without the rule of who may see what."""
    house: Seen
    steady: Seen

    @property
    def ratio(self) -> float:
        return self.house.per_second / self.bare.per_second if self.bare.per_second else 0.0

    @property
    def kept(self) -> float:
        """What is left of the rate when the rule is applied."""
        free = self.seeing_all.per_second
        return self.bare.per_second / free if free else 0.0


def measure(
    house: House,
    members: Sequence[Member],
    town: Town,
    cores: tuple[int, int],
    *,
    rounds: int,
    quick: bool,
) -> list[Round]:
    seconds = 3.0 if quick else 5.0
    both = set(cores)
    url = house.database_url
    with (
        Bare("feed_bare.py", both, BENCH_DATABASE_URL=url) as bare,
        Bare("feed_bare.py", both, "all", BENCH_DATABASE_URL=url) as seeing_all,
    ):
        kinds = _pages(members, town)
        for asked in kinds:
            _check_same(house, bare, asked)
        return [
            _round(house, bare, seeing_all, asked, cores[1], seconds)
            for _ in range(rounds)
            for asked in kinds
        ]


def rows(rounds: Sequence[Round], pages: str) -> list[list[str]]:
    chosen = [one for one in rounds if one.pages == pages]
    each = median(
        [
            (one.bare.server_us + one.bare.database_us)
            / (one.house.server_us + one.house.database_us)
            for one in chosen
        ]
    )
    return [
        http_table.HEAD,
        http_table.row("bare, everybody sees all", [one.seeing_all for one in chosen]),
        http_table.row("bare ASGI, asyncpg, msgspec", [one.bare for one in chosen]),
        http_table.row_of_ratios("kept", [one.kept for one in chosen]),
        http_table.row("longhouse up", [one.house for one in chosen]),
        http_table.row_of_ratios("ratio", [one.ratio for one in chosen], each),
        http_table.row(f"longhouse up, {RATE:,}/s due", [one.steady for one in chosen]),
    ]


def figures(rounds: Sequence[Round]) -> Figures:
    found: Figures = {}
    for pages, case in _CASES.items():
        chosen = [one for one in rounds if one.pages == pages]
        found |= {
            f"{case}.flood.rate": [one.house.per_second for one in chosen],
            f"{case}.flood.of_bare": [one.ratio for one in chosen],
            f"{case}.flood.kept": [one.kept for one in chosen],
            f"{case}.flood.generator": [one.house.generator_busy for one in chosen],
            f"{case}.steady.p95_ms": [one.steady.p95_ms for one in chosen],
            f"{case}.steady.unanswered": [one.steady.lost for one in chosen],
            f"{case}.steady.generator": [one.steady.generator_busy for one in chosen],
        }
    return found


def kinds_of(rounds: Sequence[Round]) -> list[str]:
    return list(dict.fromkeys(one.pages for one in rounds))


def _round(
    house: House, bare: Bare, seeing_all: Bare, asked: Asked, core: int, seconds: float
) -> Round:
    def order(server: House | Bare, messages: list[bytes]) -> Order:
        return Order(
            core=core,
            server_pid=server.pid,
            database_pid=house.database_pid,
            port=server.port,
            messages=messages,
            connections=CONNECTIONS,
            warm_seconds=1.0,
            seconds=seconds,
        )

    flood = order(house, asked.house)
    paced = msgspec.structs.replace(flood, per_second=RATE, connections=PACED_CONNECTIONS)
    return Round(
        pages=asked.name,
        bare=ask(order(bare, asked.bare)),
        seeing_all=ask(order(seeing_all, asked.bare)),
        house=ask(flood),
        steady=ask(paced),
    )


def _pages(members: Sequence[Member], town: Town) -> list[Asked]:
    """First pages, and pages that begin anywhere in the section, for members by turns."""
    chance = random.Random(5)  # noqa: S311 -- places in a list
    first, deeper = (Asked(pages, [], []) for pages in _CASES)
    path = f"/api/v1/sections/{GENERAL}/feed"
    for number in range(_PAGES):
        member = members[number % len(members)]
        behind = chance.choice(town.in_general)
        first.house.append(request("GET", path, member.headers))
        first.bare.append(request("GET", f"/{member.id}", {}))
        deeper.house.append(request("GET", f"{path}?cursor={_cursor(behind)}", member.headers))
        deeper.bare.append(request("GET", f"/{member.id}/{behind}", {}))
    return [first, deeper]


def _cursor(behind: str) -> str:
    return base64.urlsafe_b64encode(msgspec.json.encode(behind)).rstrip(b"=").decode()


def _check_same(house: House, bare: Bare, asked: Asked) -> None:
    """A limit that answers something else would be none."""
    for ours, theirs in list(zip(asked.house, asked.bare, strict=True))[:40]:
        if _answer(house.port, ours) != _answer(bare.port, theirs):
            raise RuntimeError(f"the bare server answers something else to {theirs!r}")


def _answer(port: int, message: bytes) -> object:
    head, *lines = message.decode().split("\r\n\r\n")[0].split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines)
    answer = httpx.get(f"http://127.0.0.1:{port}{head.split(' ')[1]}", headers=headers)
    answer.raise_for_status()
    return answer.json()
