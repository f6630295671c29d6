"""Requests over HTTP one after the other, each timed, by kinds."""

import http.client
import time
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

import msgspec

from house import House, Member
from numbers_of import median


class Request(msgspec.Struct, frozen=True):
    path: str
    query: Mapping[str, str] = {}
    pages: int = 1
    """The last of so many is the one that counts."""


class Kind(msgspec.Struct, frozen=True):
    """What was asked of one kind, and how long the answers took."""

    name: str
    found: int
    """Things on the pages that counted, of all requests together."""
    p50_ms: float
    p95_ms: float
    worst_ms: float
    requests: int


class Asking:
    def __init__(self, house: House) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", house.port, timeout=60)
        self.all_ms: list[float] = []

    def measure(
        self,
        name: str,
        requests: Sequence[tuple[Member, Request]],
        rounds: int,
        noun: str | None = None,
    ) -> Kind:
        """`noun` is the name of the list in an answer; without it an answer is one thing."""
        times: list[float] = []
        found = 0
        for number in range(rounds + 1):
            for member, request in requests:
                answer, took = self._ask(member, request)
                # The first round warms the caches of plans and pages.
                if number:
                    times.append(took)
                else:
                    found += len(answer[noun]) if noun else 1
        self.all_ms += times
        times.sort()
        return Kind(
            name=name,
            found=found,
            p50_ms=median(times),
            p95_ms=times[int(len(times) * 0.95)],
            worst_ms=times[-1],
            requests=len(requests),
        )

    @property
    def all_p95_ms(self) -> float:
        return sorted(self.all_ms)[int(len(self.all_ms) * 0.95)]

    def _ask(self, member: Member, request: Request) -> tuple[dict[str, Any], float]:
        """The last of the pages asked for, and how many milliseconds it took."""
        query = dict(request.query)
        for page in range(1, request.pages + 1):
            began = time.perf_counter()
            path = f"{request.path}?{urlencode(query)}"
            self._connection.request("GET", path, headers=member.headers)
            response = self._connection.getresponse()
            body = response.read()
            took = (time.perf_counter() - began) * 1000
            if response.status != 200:
                raise RuntimeError(f"{path} was refused with {response.status}: {body[:300]!r}")
            answer = msgspec.json.decode(body)
            if page == request.pages or not answer["meta"]["has_more"]:
                return answer, took
            query["cursor"] = answer["meta"]["cursor"]
        raise ValueError("a request asks for one page at least")


def rows(kinds: Sequence[Kind], all_p95_ms: float, limit_ms: float) -> list[list[str]]:
    return [
        ["", "requests", "results", "p50 ms", "p95 ms", "worst ms"],
        *(
            [
                kind.name,
                str(kind.requests),
                str(kind.found),
                f"{kind.p50_ms:.1f}",
                f"{kind.p95_ms:.1f}",
                f"{kind.worst_ms:.1f}",
            ]
            for kind in kinds
        ),
        ["all", "", "", "", f"{all_p95_ms:.1f}", f"(limit {limit_ms:.0f})"],
    ]
