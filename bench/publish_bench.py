"""Publishing posts over HTTP: the house beside loops that only write the same rows.

Afterwards it is counted whether every post that was answered is there, and how long it took until
all that follows a post had happened: the live frames, and the jobs of whoever follows.
"""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

import asyncpg
import msgspec

import http_table
import publish_bare
from board import Tally
from feed_bench import PACED_CONNECTIONS
from figures import Counted, Figures
from house import House, Member
from http_bench import ask
from http_client import request
from http_load import Order, Seen
from numbers_of import median, percentile, spread
from town import GENERAL
from town_words import Writer

RATE = 500
_MOST_SECONDS_TO_FOLLOW = 600.0
_LOOK_EVERY = 0.1
_EVENTS_WAITING = "SELECT count(*) FROM kernel.outbox WHERE relayed_at IS NULL"
_JOBS_WAITING = "SELECT count(*) FROM jobs.pgqueuer WHERE status IN ('queued', 'picked')"


class Followed(msgspec.Struct, frozen=True):
    """How far behind its commit everything came that follows a post."""

    live_p50_ms: float
    """From the beginning of the transaction until the event was told live and handed on."""
    live_p95_ms: float
    live_worst_ms: float
    jobs: int
    all_done_seconds: float
    """From the last answer until no event and no job was waiting any more."""


class Round(msgspec.Struct, frozen=True):
    bare: publish_bare.Written
    flood: Seen
    steady: Seen
    kept: Tally
    """What was answered with yes at the steady rate, and what of it is there."""
    followed: Followed

    @property
    def ratio(self) -> float:
        return self.flood.per_second / self.bare.per_second if self.bare.per_second else 0.0


def measure(
    house: House, members: Sequence[Member], cores: tuple[int, int], *, rounds: int, quick: bool
) -> list[Round]:
    seconds = 4.0 if quick else 8.0
    return [_round(house, members, cores, seconds) for _ in range(rounds)]


def rows(rounds: Sequence[Round]) -> list[list[str]]:
    return [
        http_table.HEAD,
        http_table.row_of_rates(
            "bare asyncpg, 16 connections", [one.bare.per_second for one in rounds]
        ),
        http_table.row("longhouse up", [one.flood for one in rounds]),
        http_table.row_of_ratios("ratio", [one.ratio for one in rounds]),
        http_table.row(f"longhouse up, {RATE}/s due", [one.steady for one in rounds]),
    ]


def rows_of_followed(rounds: Sequence[Round]) -> list[list[str]]:
    seen = [one.followed for one in rounds]
    return [
        ["after posts at a fixed rate", "p50 ms", "p95 ms", "worst", "jobs", "all done after s"],
        [
            "told live and handed on",
            f"{median([one.live_p50_ms for one in seen]):.0f}",
            f"{median([one.live_p95_ms for one in seen]):.0f}",
            f"{max(one.live_worst_ms for one in seen):.0f}",
            f"{median([one.jobs for one in seen]):,.0f}",
            spread([one.all_done_seconds for one in seen]),
        ],
    ]


def figures(rounds: Sequence[Round]) -> Figures:
    return {
        "publish.flood.rate": [one.flood.per_second for one in rounds],
        "publish.flood.of_bare": [one.ratio for one in rounds],
        "publish.flood.generator": [one.flood.generator_busy for one in rounds],
        "publish.steady.p95_ms": [one.steady.p95_ms for one in rounds],
        "publish.steady.unanswered": [one.steady.lost for one in rounds],
        "publish.steady.generator": [one.steady.generator_busy for one in rounds],
        "publish.followed.live_p95_ms": [one.followed.live_p95_ms for one in rounds],
        "publish.followed.all_done_s": [one.followed.all_done_seconds for one in rounds],
    }


def counted(rounds: Sequence[Round]) -> Counted:
    """Posts that were answered with yes, and posts that are there."""
    return {"publish": [one.kept for one in rounds]}


def _round(
    house: House, members: Sequence[Member], cores: tuple[int, int], seconds: float
) -> Round:
    bare = _write_bare(house, members, cores, seconds)
    asyncio.run(_wait_for_followers(house))
    flood = ask(_order(house, members, cores[1], seconds, None, uuid4().hex))
    asyncio.run(_wait_for_followers(house))
    run = uuid4().hex
    steady = ask(_order(house, members, cores[1], seconds, RATE, run))
    followed = asyncio.run(_follow(house, run))
    return Round(bare, flood, steady, asyncio.run(_count(house, run, steady)), followed)


def _write_bare(
    house: House, members: Sequence[Member], cores: tuple[int, int], seconds: float
) -> publish_bare.Written:
    writer = Writer(11)
    order = publish_bare.Order(
        authors=[member.id for member in members],
        contents=[writer.post((), None) for _ in range(200)],
        run=uuid4().hex,
        seconds=seconds,
    )
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("publish_bare.py"))],
        input=msgspec.json.encode(order),
        stdout=subprocess.PIPE,
        env={**os.environ, "BENCH_DATABASE_URL": house.database_url},
        preexec_fn=lambda: os.sched_setaffinity(0, set(cores)),
        check=True,
    )
    return msgspec.json.decode(done.stdout, type=publish_bare.Written)


def _order(
    house: House,
    members: Sequence[Member],
    core: int,
    seconds: float,
    rate: float | None,
    run: str,
) -> Order:
    """Every message is another post, so there are more of them than could be answered."""
    warm, writer = 1.0, Writer(13)
    count = int((rate or 3_000) * (seconds + warm)) + 1
    messages: list[bytes] = []
    for number in range(count):
        member = members[number % len(members)]
        tags = [f"tag{number % 200}"] if number % 3 == 0 else []
        body = {
            "content": writer.post(tags, None),
            "section_id": GENERAL,
            "client_id": f"{run}-{number}",
        }
        headers = {**member.headers, "X-CSRF-Token": member.csrf_token}
        messages.append(request("POST", "/api/v1/posts", headers, msgspec.json.encode(body)))
    return Order(
        core=core,
        server_pid=house.pid,
        database_pid=house.database_pid,
        port=house.port,
        messages=messages,
        accepted=201,
        connections=32 if rate is None else PACED_CONNECTIONS,
        warm_seconds=warm,
        seconds=seconds,
        per_second=rate,
    )


async def _count(house: House, run: str, steady: Seen) -> Tally:
    """What was answered with yes must be there, and nothing may be there that was not sent."""
    connection = await asyncpg.connect(house.owner_url)
    try:
        kept = await connection.fetchval(
            "SELECT count(*) FROM posts.post WHERE client_id LIKE $1", f"{run}-%"
        )
    finally:
        await connection.close()
    answered = steady.sent - steady.refused
    return Tally(
        expected=answered, received=min(kept, answered), doubled=max(0, kept - steady.sent)
    )


async def _follow(house: House, run: str) -> Followed:
    began = time.perf_counter()
    jobs = await _wait_for_followers(house)
    all_done = time.perf_counter() - began
    connection = await asyncpg.connect(house.owner_url)
    try:
        rows = await connection.fetch(
            """
            SELECT extract(epoch FROM o.relayed_at - o.created_at)::float8 AS behind
            FROM kernel.outbox AS o JOIN posts.post AS p ON p.id = (o.payload ->> 'post_id')::uuid
            WHERE o.name = 'posts.PostPublished' AND p.client_id LIKE $1
            """,
            f"{run}-%",
        )
    finally:
        await connection.close()
    behind: list[float] = [row["behind"] for row in rows]
    return Followed(
        live_p50_ms=percentile(behind, 50) * 1000,
        live_p95_ms=percentile(behind, 95) * 1000,
        live_worst_ms=max(behind, default=0.0) * 1000,
        jobs=jobs,
        all_done_seconds=all_done,
    )


async def _wait_for_followers(house: House) -> int:
    """Until no event and no job waits; how many jobs were seen waiting at most."""
    connection = await asyncpg.connect(house.owner_url)
    most, deadline = 0, time.perf_counter() + _MOST_SECONDS_TO_FOLLOW
    try:
        while True:
            events: int = await connection.fetchval(_EVENTS_WAITING)
            jobs: int = await connection.fetchval(_JOBS_WAITING)
            most = max(most, jobs)
            if not events and not jobs:
                return most
            if time.perf_counter() > deadline:
                raise RuntimeError(f"{events} events and {jobs} jobs are still waiting")
            await asyncio.sleep(_LOOK_EVERY)
    finally:
        await connection.close()
