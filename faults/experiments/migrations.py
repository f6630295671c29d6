"""A schema that is changed while the code before it still reads and writes."""

import asyncio
import tempfile
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import asyncpg

from experiments.declare import Experiment, Trial
from longhouse.kernel.migrate import Migration, folder, migrate, read_migrations
from stage.checks import percentile
from stage.databases import Cluster
from stage.homes import Stopwatch, quick_folder
from stage.waiting import Violation

if TYPE_CHECKING:
    Connection = asyncpg.Connection[asyncpg.Record]

_LONGEST_WAIT = 1.0
# What a statement may cost on a machine that is shared, beside waiting for a lock.
_SLACK = 0.5
_LIVED_IN_SINCE = 100
_AUTHORS = 50

# What the house writes and reads most; these columns are as old as the tables.
_BUSY: Sequence[str] = (
    (
        "SELECT id, content FROM posts.post WHERE section_id ="
        " '0190d6a0-0000-7000-8000-000000000007' AND deleted_at IS NULL ORDER BY id DESC LIMIT 20"
    ),
    (
        "UPDATE posts.post SET comment_count = comment_count + 1 WHERE id ="
        " (SELECT id FROM posts.post ORDER BY id DESC LIMIT 1)"
    ),
    "SELECT id, skeleton FROM identity.account ORDER BY id LIMIT 20",
    "SELECT id FROM responses.comment ORDER BY id DESC LIMIT 20",
    (
        "INSERT INTO posts.post (id, author_id, section_id, content, last_activity_at, created_at)"
        " VALUES (gen_random_uuid(), gen_random_uuid(), '0190d6a0-0000-7000-8000-000000000007',"
        " 'Meanwhile', now(), now())"
    ),
)
_FILL = """
    INSERT INTO identity.account (id, username, skeleton, password_hash, created_at, approved_at)
    SELECT gen_random_uuid(), 'member-' || n, 'member-' || n, '', now(), now()
    FROM generate_series(1, $1) AS n;
"""
_FILL_POSTS = """
    INSERT INTO posts.post (id, author_id, section_id, content, last_activity_at, created_at)
    SELECT gen_random_uuid(), (array(SELECT id FROM identity.account LIMIT 50))[1 + n % 50],
           '0190d6a0-0000-7000-8000-000000000007', 'Post number ' || n, now(), now()
    FROM generate_series(1, $1) AS n
"""
_FILL_COMMENTS = """
    INSERT INTO responses.comment
        (id, post_id, author_id, content, last_activity_at, created_at)
    SELECT gen_random_uuid(), p.id, p.author_id, 'Indeed', now(), now() FROM posts.post p LIMIT $1
"""


async def _migrated(trial: Trial) -> None:
    every = read_migrations(folder())
    before = [one for one in every if one.version < _LIVED_IN_SINCE]
    async with _cluster() as cluster:
        await migrate(cluster.owner_url, before)
        async with cluster.connect() as connection:
            await connection.execute(_FILL.replace("$1", str(_AUTHORS)))
            await connection.execute(_FILL_POSTS, trial.pick(200_000, 20_000))
            await connection.execute(_FILL_COMMENTS, trial.pick(100_000, 10_000))
        stop = asyncio.Event()
        waits: list[float] = []
        busy = [asyncio.create_task(_use(cluster, stop, waits, statement)) for statement in _BUSY]
        busy.append(asyncio.create_task(_read_long(cluster, stop)))
        await asyncio.sleep(1)
        watch = Stopwatch()
        applied = await migrate(cluster.owner_url, every)
        took = watch.seconds
        stop.set()
        await asyncio.gather(*busy)
    _check(applied, every, before, waits)
    trial.note(
        f"{len(applied)} migrations in {took:.1f} s beside {len(waits)} statements,"
        f" the longest {max(waits) * 1000:.0f} ms, p99 {percentile(waits, 0.99) * 1000:.0f} ms"
    )


def _check(
    applied: Sequence[Migration],
    every: Sequence[Migration],
    before: Sequence[Migration],
    waits: Sequence[float],
) -> None:
    if len(applied) != len(every) - len(before):
        raise Violation("the experiment", f"{len(applied)} migrations were applied")
    longest = max(waits)
    if longest > _LONGEST_WAIT + _SLACK:
        raise Violation("nobody waits for a lock", f"a statement took {longest:.1f} s")


async def _use(cluster: Cluster, stop: asyncio.Event, waits: list[float], statement: str) -> None:
    async with cluster.connect() as connection:
        while not stop.is_set():
            watch = Stopwatch()
            await connection.execute(statement)
            waits.append(watch.seconds)
            await asyncio.sleep(0.01)


async def _read_long(cluster: Cluster, stop: asyncio.Event) -> None:
    """Somebody's report, which holds what it reads for two seconds at a time."""
    async with cluster.connect() as connection:
        while not stop.is_set():
            async with connection.transaction():
                await connection.execute("SELECT count(*) FROM posts.post")
                await connection.execute("SELECT count(*) FROM identity.account")
                with suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), 2)
            await asyncio.sleep(0.3)


@asynccontextmanager
async def _cluster() -> AsyncGenerator[Cluster]:
    with tempfile.TemporaryDirectory(prefix="longhouse-fault-", dir=quick_folder()) as place:
        Path(place).chmod(0o755)
        cluster = Cluster(Path(place) / "data")
        await cluster.start()
        try:
            yield cluster
        finally:
            await cluster.stop()


EXPERIMENTS = [
    Experiment(
        name="migration-under-load",
        title="the schema is changed while the code before it reads and writes",
        promises=("nobody waits a second for a lock", "every migration comes through"),
        run=_migrated,
        lane="a house of its own",
    ),
]
