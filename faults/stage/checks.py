"""The checkers: each looks at one promise and raises a `Violation` that says what it saw."""

from collections.abc import Callable, Sequence

import httpx
from prometheus_client.parser import text_string_to_metric_families

from stage.databases import Cluster
from stage.homes import PASSWORD, Home, Stopwatch
from stage.ledger import Ledger
from stage.members import Community
from stage.processes import Process
from stage.waiting import Violation, until

_MEGABYTE = 1 << 20
_LEFT = """
    SELECT (SELECT count(*) FROM kernel.outbox WHERE relayed_at IS NULL)
         + (SELECT count(*) FROM jobs.pgqueuer WHERE status IN ('queued', 'picked'))
"""
# Counted anew from the rows, by statements that share nothing with those of the house.
_COUNTS = {
    "comments of a post": """
        SELECT p.id::text || ' keeps ' || p.comment_count || ' of ' || count(c.id)
        FROM posts.post p
        LEFT JOIN responses.comment c ON c.post_id = p.id AND c.deleted_at IS NULL
        GROUP BY p.id HAVING p.comment_count <> count(c.id) LIMIT 3
    """,
    "reactions to a post": """
        SELECT p.id::text || ' keeps ' || p.reaction_count || ' of ' || count(r.id)
        FROM posts.post p
        LEFT JOIN responses.reaction r ON r.post_id = p.id AND r.deleted_at IS NULL
        GROUP BY p.id HAVING p.reaction_count <> count(r.id) LIMIT 3
    """,
    "posts without their event": """
        SELECT p.id::text FROM posts.post p WHERE NOT EXISTS (
            SELECT FROM kernel.outbox o
            WHERE o.name = 'posts.PostPublished' AND o.payload->>'post_id' = p.id::text) LIMIT 3
    """,
    "comments without their event": """
        SELECT c.id::text FROM responses.comment c WHERE NOT EXISTS (
            SELECT FROM kernel.outbox o
            WHERE o.name = 'responses.CommentAdded' AND o.payload->>'comment_id' = c.id::text)
        LIMIT 3
    """,
    "events of posts that are not there": """
        SELECT o.payload->>'post_id' FROM kernel.outbox o
        WHERE o.name = 'posts.PostPublished' AND NOT EXISTS (
            SELECT FROM posts.post p WHERE p.id::text = o.payload->>'post_id') LIMIT 3
    """,
    "keys that made nothing": """
        SELECT k.key FROM kernel.idempotency_key k WHERE k.result_id IS NULL LIMIT 3
    """,
    "what was written and cannot be found": """
        SELECT w.id::text FROM (
            SELECT id FROM posts.post WHERE deleted_at IS NULL
            UNION ALL SELECT id FROM responses.comment WHERE deleted_at IS NULL
        ) w WHERE NOT EXISTS (SELECT FROM search.document d WHERE d.source_id = w.id) LIMIT 3
    """,
    "what can be found twice": """
        SELECT source_id::text FROM search.document
        GROUP BY source_id, kind HAVING count(*) > 1 LIMIT 3
    """,
}


async def check_quiet(database: Cluster, within: float = 60.0) -> float:
    """Everything that was committed has been told and followed; how long that took.

    A machine may be slow; what may not be is that nothing is done for so long.
    """
    watch = Stopwatch()
    left = await database.value(_LEFT)
    while left:
        before = left

        async def less(before: int = before) -> bool:
            nonlocal left
            left = await database.value(_LEFT)
            return left < before

        await until(less, f"the last event being followed, with {before} left,", within=within)
    failed = await database.rows(
        """
        SELECT j.entrypoint || ' (' || j.status || '): ' || coalesce((
            SELECT right(l.traceback::text, 400) FROM jobs.pgqueuer_log l
            WHERE l.job_id = j.id AND l.traceback IS NOT NULL ORDER BY l.id DESC LIMIT 1), '')
        FROM jobs.pgqueuer j WHERE j.status NOT IN ('queued', 'picked') LIMIT 3
        """
    )
    if failed:
        raise Violation("recovery", f"jobs were given up: {[row[0] for row in failed]}")
    return watch.seconds


async def check_kept(database: Cluster, ledger: Ledger) -> None:
    """Every acknowledged write is there, once, and holds what was written."""
    for kind, table in (("post", "posts.post"), ("comment", "responses.comment")):
        made = ledger.made(kind)
        rows = await database.rows(f"SELECT id::text, content FROM {table}")
        there = {row[0]: row[1] for row in rows}
        for made_id, wish in made.items():
            if there.get(made_id) != wish.body["content"]:
                seen = there.get(made_id, "nothing")
                raise Violation("durability", f"{kind} {made_id} was acknowledged and is {seen!r}")
        texts = [row[1] for row in rows]
        if len(set(texts)) != len(texts):
            twice = next(text for text in texts if texts.count(text) > 1)
            raise Violation("one effect for each key", f"{kind} {twice!r} is there twice")
        known = {wish.key for wish, _ in ledger.done.values()} | set(ledger.unanswered)
        strange = [text for text in texts if text.rpartition(": ")[2] not in known]
        if strange:
            raise Violation("one effect for each key", f"nobody asked for {strange[0]!r}")
    reactions = await database.rows(
        "SELECT id::text FROM responses.reaction WHERE deleted_at IS NULL"
    )
    missing = set(ledger.made("reaction")) - {row[0] for row in reactions}
    if missing:
        raise Violation("durability", f"reaction {missing.pop()} was acknowledged and is gone")


async def check_whole(database: Cluster) -> None:
    """Nothing is there by half: rows, counters, events, keys and the index agree."""
    async with database.connect() as connection:
        for what, statement in _COUNTS.items():
            found = await connection.fetch(statement)
            if found:
                raise Violation("atomicity", f"{what}: {[row[0] for row in found]}")


def check_no_fault(community: Community) -> None:
    """Whatever went wrong was refused as busy; nothing was owned as a fault."""
    if community.faults:
        raise Violation("no fault of ours", f"{len(community.faults)}: {community.faults[0]}")


async def check_all(community: Community) -> None:
    """What has to hold of every house once it has come to rest."""
    await community.wish_again()
    database = community.home.database
    await check_quiet(database)
    await check_kept(database, community.ledger)
    await check_whole(database)
    check_no_fault(community)
    check_secrets(
        community.home, *(one.headers.get("X-CSRF-Token", PASSWORD) for one in community.members)
    )


def check_secrets(home: Home, *more: str) -> None:
    """Nothing that lets anybody in stands in a log."""
    said = home.said()
    if any(secret in said for secret in (PASSWORD, *more)):
        raise Violation("evidence without secrets", "a password or a token is in the log")
    for key in home.keys:
        if key.session in said:
            raise Violation("evidence without secrets", f"the session of {key.name} is in the log")


def check_evidence(home: Home, *words: str) -> None:
    """The fault can be seen by who keeps the house: one of these words is in its log."""
    said = home.said()
    if not any(word in said for word in words):
        raise Violation("evidence", f"none of {words} is in the log")


async def measures(process: Process) -> dict[str, float]:
    """What a process counts of itself, by name and labels."""
    async with httpx.AsyncClient() as visitor:
        said = (await visitor.get(f"{process.url}/metrics", timeout=20)).text
    return {
        sample.name + str(sample.labels or ""): sample.value
        for family in text_string_to_metric_families(said)
        for sample in family.samples
    }


async def count_of(process: Process, name: str, **labels: str) -> float:
    """The sum of all that it counts under a name and at least these labels."""
    wanted = [f"'{label}': '{value}'" for label, value in labels.items()]
    return sum(
        value
        for counted, value in (await measures(process)).items()
        if counted.partition("{")[0] == name and all(one in counted for one in wanted)
    )


class Bounds:
    """How much a process held before; it may not hold much more afterwards."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self._bytes = process.resident_bytes()
        self._files = process.open_files()

    def check(self, *, megabytes: int, files: int) -> str:
        grown = (self._process.resident_bytes() - self._bytes) / _MEGABYTE
        more = self._process.open_files() - self._files
        if grown > megabytes:
            raise Violation("bounded memory", f"{grown:.0f} MB more, {megabytes} are allowed")
        if more > files:
            raise Violation("bounded descriptors", f"{more} more, {files} are allowed")
        return f"{grown:+.0f} MB, {more:+d} descriptors"


def percentile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


def check_served(
    before: Sequence[float],
    meanwhile: Sequence[float],
    *,
    factor: float = 2.0,
    floor: float = 0.25,
    clock: Callable[[float], str] = lambda seconds: f"{seconds * 1000:.0f} ms",
) -> str:
    """Others were served meanwhile about as fast as before.

    `floor` is what a machine that is shared may cost anybody at any time.
    """
    calm, busy = percentile(before, 0.99), percentile(meanwhile, 0.99)
    if not meanwhile:
        raise Violation("others stay served", "nobody was answered meanwhile")
    if busy > max(calm * factor, floor):
        raise Violation("others stay served", f"p99 rose from {clock(calm)} to {clock(busy)}")
    return f"p99 {clock(calm)} → {clock(busy)}"
