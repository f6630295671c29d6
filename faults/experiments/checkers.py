"""The checkers themselves: each is shown a house that was broken on purpose, and has to see it."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from experiments.declare import Experiment, Trial
from stage import checks
from stage.crowd import Crowd
from stage.homes import GENERAL, Home, lived_in
from stage.ledger import Ledger
from stage.listeners import Frame, Listener, check_converged, listening
from stage.members import Community, community
from stage.processes import Process
from stage.waiting import Violation, until

_TOPIC = f"section:{GENERAL}"


async def _seen(trial: Trial) -> None:
    async with lived_in(trial.furnished) as home:
        house = await home.open("up")
        async with community(home, trial.chance) as everybody:
            async with listening(everybody, ("ada",), GENERAL) as listeners:
                async with everybody.living(at_once=4):
                    await until(
                        lambda: all(
                            len(everybody.ledger.made(kind)) > 3 for kind in ("post", "comment")
                        ),
                        "something being written",
                    )
                await checks.check_all(everybody)
                await check_converged(listeners)
                count = await _rows(home, everybody)
                count += await _frames(everybody, listeners[0])
                count += await _numbers(home, house, everybody)
            trial.note(f"{count} ways of being broken, each seen")


async def _rows(home: Home, everybody: Community) -> int:
    database, ledger = home.database, everybody.ledger

    async def kept() -> None:
        await checks.check_kept(database, ledger)

    async def whole() -> None:
        await checks.check_whole(database)

    async def quiet() -> None:
        await checks.check_quiet(database)

    posts = list(ledger.made("post"))
    one, other = posts[0], posts[1]
    # What is done, what undoes it, which checker has to see it and as what.
    broken: list[tuple[str, str, Callable[[], Awaitable[None]], str]] = [
        (
            f"UPDATE posts.post SET comment_count = comment_count + 1 WHERE id = '{one}'",
            f"UPDATE posts.post SET comment_count = comment_count - 1 WHERE id = '{one}'",
            whole,
            "atomicity",
        ),
        (
            f"UPDATE posts.post SET reaction_count = reaction_count + 1 WHERE id = '{one}'",
            f"UPDATE posts.post SET reaction_count = reaction_count - 1 WHERE id = '{one}'",
            whole,
            "atomicity",
        ),
        (
            (
                f"UPDATE kernel.outbox SET name = 'x' WHERE payload->>'post_id' = '{one}'"
                " AND name = 'posts.PostPublished'"
            ),
            (
                f"UPDATE kernel.outbox SET name = 'posts.PostPublished' WHERE name = 'x' AND"
                f" payload->>'post_id' = '{one}'"
            ),
            whole,
            "atomicity",
        ),
        (
            f"UPDATE kernel.idempotency_key SET result_id = NULL WHERE result_id = '{one}'",
            f"UPDATE kernel.idempotency_key SET result_id = '{one}' WHERE result_id IS NULL",
            whole,
            "atomicity",
        ),
        (
            f"UPDATE search.document SET source_id = '{other}' WHERE source_id = '{one}'",
            f"UPDATE search.document SET source_id = '{one}' WHERE id = '{one}'",
            whole,
            "atomicity",
        ),
        (
            f"UPDATE posts.post SET content = content || '!' WHERE id = '{one}'",
            f"UPDATE posts.post SET content = rtrim(content, '!') WHERE id = '{one}'",
            kept,
            "durability",
        ),
        (
            (
                "INSERT INTO posts.post (id, author_id, content, last_activity_at, created_at)"
                " SELECT gen_random_uuid(), author_id, content, now(), now() FROM posts.post"
                f" WHERE id = '{one}'"
            ),
            (
                f"DELETE FROM posts.post p USING posts.post q WHERE q.id = '{one}'"
                " AND p.content = q.content AND p.id <> q.id"
            ),
            kept,
            "one effect for each key",
        ),
        (
            (
                "INSERT INTO jobs.pgqueuer (priority, entrypoint, status, created, heartbeat,"
                " execute_after, updated) VALUES (0, 'x', 'failed', now(), now(), now(), now())"
            ),
            "DELETE FROM jobs.pgqueuer WHERE entrypoint = 'x'",
            quiet,
            "recovery",
        ),
        (
            f"DELETE FROM posts.post WHERE id = '{posts[2]}'",
            "SELECT 1",
            kept,
            "durability",
        ),
    ]
    for breaks, mends, check, promise in broken:
        await database.execute(breaks)
        await _sees(breaks, check, promise)
        await database.execute(mends)
    return len(broken)


async def _frames(everybody: Community, listener: Listener) -> int:
    """Frames that no house may send, given to those who listen."""

    def frame(offset: int, number: int) -> Frame:
        event_id = str(UUID(int=number))
        return {"type": "said", "topic": _TOPIC, "offset": offset, "event_id": event_id, "data": {}}

    stands: Frame = {"type": "reply", "data": {_TOPIC: {"epoch": "e", "offset": 7}}}
    recovered: Frame = {
        "type": "reply",
        "data": {_TOPIC: {"epoch": "e", "offset": 12, "recovered": True}},
    }
    wrongs: dict[str, list[Frame]] = {
        "a gap": [stands, frame(8, 1), frame(10, 2)],
        "a double": [stands, frame(8, 1), frame(9, 1)],
        "a wrong order": [stands, frame(9, 1), frame(8, 2)],
        "a place that was not reached": [stands, frame(8, 1), recovered],
    }

    async def even(crowd: Crowd) -> None:
        await crowd.check_even(within=0.2)

    for name, frames in wrongs.items():
        one = Listener(everybody, listener.member, GENERAL)
        crowd = Crowd(0, [], _TOPIC, everybody.chance, jitter=0)
        of_many = crowd.member()
        for said in frames:
            await one.take(said)
            of_many.take(said)

        async def check(one: Listener = one) -> None:
            one.check()

        await _sees(name, check, "no silent gap, no double")
        if name != "a double":
            await _sees(name, lambda crowd=crowd: even(crowd), "no silent gap, no double")
    uneven = Crowd(0, [], _TOPIC, everybody.chance, jitter=0)
    for count in (1, 2):
        of_many = uneven.member()
        of_many.take(stands)
        for number in range(count):
            of_many.take(frame(8 + number, number))
    await _sees("somebody behind", lambda: even(uneven), "no silent gap")
    listener.posts[next(iter(listener.posts))] += 1
    await _sees(
        "a client that shows something else",
        lambda: check_converged([listener], within=0.2),
        "the client shows what the house shows",
    )
    return len(wrongs) + 2


async def _numbers(home: Home, house: Process, everybody: Community) -> int:
    bounds = checks.Bounds(house)

    async def two_things() -> None:
        wish = everybody.wish_post(everybody.members[0])
        ledger = Ledger()
        ledger.acknowledge(wish, "one")
        ledger.acknowledge(wish, "another")

    async def fault() -> None:
        everybody.faults.append("GET feed: 500")
        checks.check_no_fault(everybody)

    async def evidence() -> None:
        checks.check_evidence(home, "a word that nobody has written")

    async def memory() -> None:
        bounds.check(megabytes=-1000, files=1000)

    async def files() -> None:
        bounds.check(megabytes=1000, files=-1000)

    async def served() -> None:
        checks.check_served([0.01] * 100, [0.9] * 100)

    async def secret() -> None:
        with house.log.open("a") as log:
            log.write(home.keys[0].session)
        checks.check_secrets(home)

    seen = (
        (two_things, "one effect for each key"),
        (fault, "no fault of ours"),
        (evidence, "evidence"),
        (memory, "bounded memory"),
        (files, "bounded descriptors"),
        (served, "others stay served"),
        (secret, "evidence without secrets"),
    )
    for check, promise in seen:
        await _sees(check.__name__, check, promise)
    return len(seen)


async def _sees(what: str, check: Callable[[], Awaitable[None]], promise: str) -> None:
    try:
        await check()
    except Violation as violation:
        if violation.promise == promise:
            return
        raise
    raise Violation("every checker can fail", f"nobody saw: {what}")


EXPERIMENTS = [
    Experiment(
        name="checkers",
        title="what is broken on purpose is seen by its checker",
        promises=("every checker can fail",),
        run=_seen,
        lane="a house of its own",
    ),
]
