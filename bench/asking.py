"""Pages of several kinds, asked for by turns at a fixed rate, and how long each kind took.

What will be asked for is tried once before, so that caches of plans are warm, that nothing is
measured which is refused, and that it is known where a deep page begins.
"""

import random
import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

import httpx
import msgspec

from figures import Figures
from house import House, Member
from http_bench import ask
from http_client import request
from http_load import Order, Seen
from numbers_of import median

_CONNECTIONS = 64
_WARM_SECONDS = 1.0


class Request(msgspec.Struct, frozen=True):
    path: str
    query: Mapping[str, str] = {}
    pages: int = 1
    """The last of so many is the one that counts."""


class Kind(msgspec.Struct, frozen=True):
    name: str
    requests: int
    found: int
    """Things on the pages that count, of all requests together."""


class Round(msgspec.Struct, frozen=True):
    per_second: float
    kinds: list[Kind]
    seen: Seen
    """With `by_kind` in the order of `kinds`."""


class Asking:
    def __init__(self, house: House, core: int) -> None:
        self._house = house
        self._core = core
        self._kinds: list[Kind] = []
        self._messages: list[tuple[int, bytes]] = []

    def prepare(
        self, name: str, requests: Sequence[tuple[Member, Request]], noun: str | None = None
    ) -> None:
        """`noun` is the name of the list in an answer; without it an answer is one thing."""
        number, found = len(self._kinds), 0
        with httpx.Client(base_url=f"http://127.0.0.1:{self._house.port}", timeout=60) as browser:
            for member, one in requests:
                path, answer = _last_page(browser, member, one)
                found += len(answer[noun]) if noun else 1
                self._messages.append((number, request("GET", path, member.headers)))
        self._kinds.append(Kind(name, len(requests), found))

    def measure(self, per_second: float, times: int) -> Round:
        """Everything that was prepared so many times, all kinds mixed, in an order that is fixed."""
        mixed = list(self._messages)
        random.Random(3).shuffle(mixed)  # noqa: S311 -- an order, not a secret
        seen = ask(
            Order(
                core=self._core,
                server_pid=self._house.pid,
                database_pid=self._house.database_pid,
                port=self._house.port,
                messages=[message for _, message in mixed],
                kinds=[kind for kind, _ in mixed],
                connections=_CONNECTIONS,
                warm_seconds=_WARM_SECONDS,
                seconds=len(mixed) * times / per_second,
                per_second=per_second,
            )
        )
        return Round(per_second, self._kinds, seen)


def rows(rounds: Sequence[Round]) -> list[list[str]]:
    table = [["", "requests", "results", "p50 ms", "p95 ms", "worst ms"]]
    for number, kind in enumerate(rounds[0].kinds):
        times = [one.seen.by_kind[number] for one in rounds]
        table.append(
            [
                kind.name,
                str(kind.requests),
                str(kind.found),
                f"{median([one.p50_ms for one in times]):.1f}",
                f"{median([one.p95_ms for one in times]):.1f}",
                f"{max(one.worst_ms for one in times):.1f}",
            ]
        )
    seen = [one.seen for one in rounds]
    busy = max(one.generator_busy for one in seen)
    return [
        *table,
        [
            f"all, {rounds[0].per_second:.0f}/s due, load {busy:.0%} busy",
            f"{median([one.requests for one in seen]):.0f}",
            f"{sum(one.lost for one in seen)} unanswered",
            f"{median([one.p50_ms for one in seen]):.1f}",
            f"{median([one.p95_ms for one in seen]):.1f}",
            f"{max(one.worst_ms for one in seen):.1f}",
        ],
    ]


def figures(part: str, rounds: Sequence[Round]) -> Figures:
    """Of all kinds together, and of each."""
    seen = [one.seen for one in rounds]
    found: Figures = {
        f"{part}.all.p95_ms": [one.p95_ms for one in seen],
        f"{part}.unanswered": [one.lost for one in seen],
        f"{part}.generator": [one.generator_busy for one in seen],
    }
    for number, kind in enumerate(rounds[0].kinds):
        name = re.sub(r"\W+", "_", kind.name)
        found[f"{part}.{name}.p95_ms"] = [one.by_kind[number].p95_ms for one in seen]
    return found


def _last_page(browser: httpx.Client, member: Member, one: Request) -> tuple[str, dict[str, Any]]:
    """The address of the last of the pages asked for, or of the last that there is; its answer."""
    query = dict(one.query)
    for page in range(1, one.pages + 1):
        path = f"{one.path}?{urlencode(query)}"
        response = browser.get(path, headers=member.headers)
        if not response.is_success:
            raise RuntimeError(f"{path} was refused with {response.status_code}: {response.text}")
        answer = response.json()
        if page == one.pages or not answer["meta"]["has_more"]:
            return path, answer
        query["cursor"] = answer["meta"]["cursor"]
    raise ValueError("a request asks for one page at least")
