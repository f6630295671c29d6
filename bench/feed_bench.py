"""The feed of a section: the house beside the same statements behind nothing."""

import base64
import random
from collections.abc import Callable, Sequence

import httpx
import msgspec

from house import Bare, House, Member
from http_bench import ask
from http_client import request
from http_load import Order, Seen
from numbers_of import median, spread
from town import GENERAL, Town

RATE = 1_000
P95_MS = 200
CONNECTIONS = 32
# As many as browsers would hold open, so that a slow answer does not keep the next from being sent.
PACED_CONNECTIONS = 128
_PAGES = 400
COLUMNS = (
    "requests/s",
    "spread",
    "p50 ms",
    "p95 ms",
    "p99 ms",
    "worst",
    "us each",
    "us database",
    "refused",
    "unanswered",
    "generator",
)


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
    house: House, members: Sequence[Member], town: Town, cores: tuple[int, int], *, quick: bool
) -> list[Round]:
    rounds, seconds = (1, 3.0) if quick else (5, 6.0)
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
    def row(name: str, side: Callable[[Round], Seen]) -> list[str]:
        seen = [side(one) for one in chosen]
        return [
            name,
            f"{median([one.per_second for one in seen]):,.0f}",
            spread([one.per_second for one in seen]),
            f"{median([one.p50_ms for one in seen]):.1f}",
            f"{median([one.p95_ms for one in seen]):.1f}",
            f"{median([one.p99_ms for one in seen]):.1f}",
            f"{max(one.worst_ms for one in seen):.0f}",
            f"{median([one.server_us for one in seen]):,.0f}",
            f"{median([one.database_us for one in seen]):,.0f}",
            str(sum(one.refused for one in seen)),
            str(sum(one.lost for one in seen)),
            f"{max(one.generator_busy for one in seen):.0%}",
        ]

    chosen = [one for one in rounds if one.pages == pages]
    ratios = [one.ratio for one in chosen]
    bounds = f"{min(ratios):.2f}..{max(ratios):.2f}"
    each = median(
        [
            (one.bare.server_us + one.bare.database_us)
            / (one.house.server_us + one.house.database_us)
            for one in chosen
        ]
    )
    blank = [""] * (len(COLUMNS) - 7)
    kept = [one.kept for one in chosen]
    return [
        ["", *COLUMNS],
        row("bare, everybody sees all", lambda one: one.seeing_all),
        row("bare ASGI, asyncpg, msgspec", lambda one: one.bare),
        ["kept", f"{median(kept):.2f}", f"{min(kept):.2f}..{max(kept):.2f}", *[""] * 9],
        row("longhouse up", lambda one: one.house),
        ["ratio", f"{median(ratios):.2f}", bounds, "", "", "", "", f"{each:.2f}", *blank],
        row(f"longhouse up, {RATE:,}/s due", lambda one: one.steady),
    ]


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
    first = Asked("first page", [], [])
    deeper = Asked("deeper pages", [], [])
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
