"""Searching a million documents: a fixed set of queries, asked over HTTP one after the other.

Rare and common words, words as they are typed, filters, phrases and deep pages, each by a member
who follows, mutes and is apart from people; first the index of it all is made with
`longhouse search rebuild`, beside the running house.
"""

import asyncio
import http.client
import itertools
import subprocess
import sys
import time
from collections.abc import Mapping
from urllib.parse import urlencode

import asyncpg
import msgspec

import search_corpus
from house import House, Member
from longhouse.kernel.adapters.embedded_postgres import EmbeddedPostgres
from numbers_of import median

LIMIT_MS = 50.0
_PATH = "/api/v1/search"
_DEEP = 20


class Kind(msgspec.Struct, frozen=True):
    """What was asked of one kind of query, and how long the answers took."""

    name: str
    found: int
    """Results on the first page, of all queries together."""
    p50_ms: float
    p95_ms: float
    worst_ms: float
    queries: int


class Seen(msgspec.Struct, frozen=True):
    documents: int
    rebuild_seconds: float
    index_bytes: Mapping[str, int]
    kinds: list[Kind]
    all_p95_ms: float


def measure(house: House, member: Member, *, quick: bool) -> Seen:
    documents = 30_000 if quick else search_corpus.DOCUMENTS
    owner_url = EmbeddedPostgres(house.data).owner_url
    corpus = search_corpus.build(owner_url, member.id, documents)
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "longhouse", "search", "rebuild", "--data", str(house.data)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    seconds = time.perf_counter() - began
    sizes = _sizes(owner_url)
    asking = _Asking(house, member)
    kinds = [
        asking.measure(name, queries, rounds=2 if quick else 10)
        for name, queries in _queries(corpus).items()
    ]
    every = sorted(asking.all_ms)
    return Seen(documents, seconds, sizes, kinds, every[int(len(every) * 0.95)])


def rows(seen: Seen) -> list[list[str]]:
    return [
        ["", "queries", "results", "p50 ms", "p95 ms", "worst ms"],
        *(
            [
                kind.name,
                str(kind.queries),
                str(kind.found),
                f"{kind.p50_ms:.1f}",
                f"{kind.p95_ms:.1f}",
                f"{kind.worst_ms:.1f}",
            ]
            for kind in seen.kinds
        ),
        ["all", "", "", "", f"{seen.all_p95_ms:.1f}", f"(limit {LIMIT_MS:.0f})"],
    ]


def words_about(seen: Seen) -> str:
    table, index = seen.index_bytes["document"], seen.index_bytes["document_by_key"]
    return (
        f"{seen.documents:,} documents, made in {seen.rebuild_seconds:.0f} s "
        f"({seen.documents / seen.rebuild_seconds:,.0f} a second); the table takes "
        f"{table / 2**20:,.0f} MB, its words' index {index / 2**20:,.0f} MB"
    )


def _queries(corpus: search_corpus.Corpus) -> dict[str, list[dict[str, str]]]:
    words = corpus.words
    common, middle, rare = words[:30:3], words[200:1200:100], words[20_000:50_000:3_000]

    def each(*queries: str, **more: str) -> list[dict[str, str]]:
        return [{"q": query, **more} for query in queries]

    return {
        "rare word": each(*rare),
        "less common word": each(*middle),
        "common word": each(*common),
        "two common words": each(*(f"{a} {b}" for a, b in itertools.pairwise(common))),
        "common and rare": each(*(f"{a} {b}" for a, b in zip(common, rare, strict=True))),
        "two less common": each(*(f"{a} {b}" for a, b in itertools.pairwise(middle))),
        "one letter": each(*"sbtpm"),
        "beginning of a word": each(*(word[:4] for word in middle + rare)),
        "rare word, one letter": each(*(f"{word} s" for word in rare)),
        "phrase": each(*(f'"{a} {b}"' for a, b in itertools.pairwise(common))),
        "without a word": each(*(f"{a} -{b}" for a, b in zip(middle, common, strict=True))),
        "in a section": each(*common[:3], *middle[:3], section_id=str(search_corpus.section(2))),
        "by somebody busy": each(*common[:3], *middle[:3], author=corpus.busy),
        "by somebody quiet": each(*common[:3], "s", author=corpus.quiet),
        "links alone": each(*common[:3], *middle[:3], type="link_metadata"),
        f"page {_DEEP}": each(*common[:4], pages=str(_DEEP)),
    }


class _Asking:
    def __init__(self, house: House, member: Member) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", house.port, timeout=60)
        self._headers = member.headers
        self.all_ms: list[float] = []

    def measure(self, name: str, queries: list[dict[str, str]], rounds: int) -> Kind:
        times: list[float] = []
        found = 0
        for number in range(rounds + 1):
            for query in queries:
                answer, took = self._ask(dict(query))
                # The first round warms the caches of plans and pages.
                if number:
                    times.append(took)
                else:
                    found += len(answer["results"])
        self.all_ms += times
        times.sort()
        return Kind(
            name=name,
            found=found,
            p50_ms=median(times),
            p95_ms=times[int(len(times) * 0.95)],
            worst_ms=times[-1],
            queries=len(queries),
        )

    def _ask(self, query: dict[str, str]) -> tuple[dict[str, list[object]], float]:
        """The last of the pages asked for, and how many milliseconds it took."""
        pages = int(query.pop("pages", "1"))
        while True:
            began = time.perf_counter()
            self._connection.request("GET", f"{_PATH}?{urlencode(query)}", headers=self._headers)
            response = self._connection.getresponse()
            body = response.read()
            took = (time.perf_counter() - began) * 1000
            if response.status != 200:
                raise RuntimeError(f"{query} was refused with {response.status}: {body[:300]!r}")
            answer = msgspec.json.decode(body)
            pages -= 1
            if not pages or not answer["meta"]["has_more"]:
                return answer, took
            query["cursor"] = answer["meta"]["cursor"]


def _sizes(owner_url: str) -> dict[str, int]:
    async def read() -> dict[str, int]:
        connection = await asyncpg.connect(owner_url)
        try:
            await connection.execute("VACUUM ANALYZE search.document")
            found = await connection.fetch(
                """
                SELECT relname, pg_relation_size(oid) AS bytes FROM pg_class
                WHERE relnamespace = 'search'::regnamespace
                """
            )
        finally:
            await connection.close()
        return {row["relname"]: row["bytes"] for row in found}

    return asyncio.run(read())
