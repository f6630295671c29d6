"""Searching a million documents: a fixed set of queries, asked over HTTP at a fixed rate.

Rare and common words, words as they are typed, filters, phrases and deep pages, each by a member
who follows, mutes and is apart from people; first the index of it all is made with
`longhouse search rebuild`, beside the running house.
"""

import asyncio
import itertools
import subprocess
import sys
import time
from collections.abc import Mapping

import asyncpg
import msgspec

import asking
import search_corpus
from asking import Asking, Request, Round
from figures import GENERATOR, Figures
from house import House, Member
from longhouse.kernel.adapters.embedded_postgres import EmbeddedPostgres

RATE = 10
_PATH = "/api/v1/search"
_DEEP = 20


class Seen(msgspec.Struct, frozen=True):
    documents: int
    rebuild_seconds: float
    index_bytes: Mapping[str, int]
    rounds: list[Round]


def measure(house: House, member: Member, core: int, *, rounds: int, quick: bool) -> Seen:
    """The documents are written and their index made once; `core` is that of the load."""
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
    asked = Asking(house, core)
    for name, queries in _queries(corpus).items():
        asked.prepare(name, [(member, one) for one in queries], "results")
    found = [asked.measure(RATE, 1 if quick else 4) for _ in range(rounds)]
    return Seen(documents, seconds, sizes, found)


def rows(seen: Seen) -> list[list[str]]:
    return asking.rows(seen.rounds)


def figures(seen: Seen) -> Figures:
    """The limit is one for the whole set; of the kinds only the slowest is told."""
    found = asking.figures("search", seen.rounds)
    whole = found.pop("search.all.p95_ms")
    kinds = [values for name, values in found.items() if name.endswith(".p95_ms")]
    return {
        "search.all.p95_ms": whole,
        "search.slowest_kind.p95_ms": [max(values) for values in zip(*kinds, strict=True)],
        "search.unanswered": found["search.unanswered"],
        f"search{GENERATOR}": found[f"search{GENERATOR}"],
        "search.rebuild_s": [seen.rebuild_seconds],
    }


def words_about(seen: Seen) -> str:
    table, index = seen.index_bytes["document"], seen.index_bytes["document_by_key"]
    return (
        f"{seen.documents:,} documents, made in {seen.rebuild_seconds:.0f} s "
        f"({seen.documents / seen.rebuild_seconds:,.0f} a second); the table takes "
        f"{table / 2**20:,.0f} MB, its words' index {index / 2**20:,.0f} MB"
    )


def _queries(corpus: search_corpus.Corpus) -> dict[str, list[Request]]:
    words = corpus.words
    common, middle, rare = words[:30:3], words[200:1200:100], words[20_000:50_000:3_000]

    def each(*queries: str, pages: int = 1, **more: str) -> list[Request]:
        return [Request(_PATH, {"q": query, **more}, pages) for query in queries]

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
        f"page {_DEEP}": each(*common[:4], pages=_DEEP),
    }


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
