"""The database that dies, stands still, forgets to answer, or has no room for one more."""

import asyncio
from collections.abc import Coroutine
from http import HTTPStatus
from itertools import permutations

import httpx

from experiments.declare import Experiment, Trial
from stage.checks import (
    Bounds,
    check_all,
    check_evidence,
    check_kept,
    check_no_fault,
    check_served,
    count_of,
)
from stage.homes import GENERAL, Stopwatch, lived_in
from stage.listeners import check_converged, listening
from stage.members import Community, community, gather_few
from stage.processes import answers, ready_again
from stage.proxy import Proxy
from stage.waiting import Violation, until

_HEALS_WITHIN = 15.0
_UNAVAILABLE = 503


async def _crashes(trial: Trial) -> None:
    """The house runs its own, so the house has to start it again."""
    async with trial.alone() as (home, everybody):
        house = home.house
        async with listening(everybody, ("ada", "ben"), GENERAL) as listeners:
            healed: list[float] = []
            async with everybody.living(at_once=6):
                for _ in range(trial.pick(5, 1)):
                    await asyncio.sleep(trial.chance.uniform(0.7, 2.0))
                    home.database.crash()
                    watch = Stopwatch()
                    await asyncio.sleep(0.2)  # a crash takes a moment to be one
                    await ready_again(house, trial.within(_HEALS_WITHIN))
                    await _writes_again(everybody, trial.within(_HEALS_WITHIN))
                    healed.append(watch.seconds)
            await check_all(everybody)
            await check_converged(listeners)
        check_evidence(home, "is started again")
        trial.note(f"{everybody.written} writes, healed in {max(healed):.1f} s")


async def _restarts(trial: Trial) -> None:
    """Somebody else's database, restarted from outside."""
    async with lived_in(trial.furnished) as home:
        await home.share()
        house = await home.open("serve")
        await home.open("worker")
        async with community(home, trial.chance) as everybody:
            healed: list[float] = []
            async with everybody.living(at_once=6):
                for _ in range(trial.pick(5, 1)):
                    await asyncio.sleep(trial.chance.uniform(0.7, 2.0))
                    watch = Stopwatch()
                    await home.database.restart_at_once()
                    await ready_again(house, trial.within(_HEALS_WITHIN))
                    await _writes_again(everybody, trial.within(_HEALS_WITHIN))
                    healed.append(watch.seconds)
            await check_all(everybody)
            trial.note(f"{everybody.written} writes, healed in {max(healed):.1f} s")


async def _frozen(trial: Trial) -> None:
    # A statement may take what is set here, and the house waits five seconds more for its end.
    patience = trial.pick("15000", "2000")
    async with trial.alone(LONGHOUSE_DATABASE_STATEMENT_MILLISECONDS=patience) as (home, everybody):
        house = home.house
        everybody.timeout = 60.0
        async with everybody.living(at_once=4):
            await asyncio.sleep(1)
            bounds = Bounds(house)
            home.database.freeze()
            try:
                slowest = await _everybody_is_answered(everybody, trial.pick(30.0, 3.0))
                if await answers(house.url, "/health", timeout=trial.within(2)) != HTTPStatus.OK:
                    raise Violation("others stay served", "health did not answer")
                if await answers(house.url, "/ready", timeout=trial.within(4)) != _UNAVAILABLE:
                    raise Violation("evidence", "a house without its database says it is ready")
                held = bounds.check(megabytes=60, files=200)
            finally:
                home.database.thaw()
            watch = Stopwatch()
            await ready_again(house, trial.within(_HEALS_WITHIN))
            await _writes_again(everybody, trial.within(_HEALS_WITHIN))
            trial.note(f"asked for nothing longer than {slowest:.1f} s; {held}")
            trial.note(f"healed in {watch.seconds:.1f} s")
        await check_all(everybody)
        check_evidence(home, "the database did not answer")


async def _lost_replies(trial: Trial) -> None:
    async with lived_in(trial.furnished) as home:
        await home.database.start()
        proxy = Proxy(home.database.socket)
        await proxy.start()
        url = f"postgresql://postgres@127.0.0.1:{proxy.port}/postgres"
        home.settings |= {
            "LONGHOUSE_DATABASE_URL": url,
            "LONGHOUSE_DATABASE_OWNER_URL": home.database.owner_url,
        }
        try:
            await home.open("up")
            async with community(home, trial.chance) as everybody:
                async with listening(everybody, ("ada", "ben"), GENERAL) as listeners:
                    proxy.loses_reply_to = lambda piece: (
                        b"COMMIT" in piece and trial.chance.random() < 0.1
                    )
                    async with everybody.living(at_once=6):
                        await until(
                            lambda: proxy.lost_replies >= trial.pick(150, 25),
                            "enough replies being lost",
                            within=120,
                        )
                    proxy.loses_reply_to = None
                    await check_all(everybody)
                    await check_converged(listeners)
                check_evidence(home, "the database did not answer")
                trial.note(f"{everybody.written} writes, {proxy.lost_replies} commits unanswered")
        finally:
            await proxy.remove()


async def _no_connection_left(trial: Trial) -> None:
    """Everything that writes a post waits for a lock, and more ask than there are connections."""
    async with trial.alone(LONGHOUSE_DATABASE_POOL_MAX="8") as (home, everybody):
        house = home.house
        async with home.database.connect() as holder:
            everybody.timeout = 30.0
            ben = everybody.named("ben")
            await everybody.make(everybody.wish_post(ben))
            lock = holder.transaction()
            await lock.start()
            await holder.execute("LOCK TABLE posts.post IN ACCESS EXCLUSIVE MODE")
            asking = [
                asyncio.create_task(everybody.once(member, "GET", f"sections/{GENERAL}/feed"))
                for member in everybody.members * 10
            ]
            health: list[float] = []
            while sum(task.done() for task in asking) < len(asking) // 2:
                watch = Stopwatch()
                if await answers(house.url, "/health", timeout=trial.within(3)) != HTTPStatus.OK:
                    raise Violation("others stay served", "health did not answer")
                health.append(watch.seconds)
                await asyncio.sleep(0.2)
            await lock.rollback()
            statuses = [answer.status_code for answer in await asyncio.gather(*asking)]
            refused = statuses.count(_UNAVAILABLE)
            if not refused or set(statuses) - {200, _UNAVAILABLE}:
                raise Violation("others stay served", f"the answers were {sorted(set(statuses))}")
            check_no_fault(everybody)
            await everybody.make(everybody.wish_post(ben))
            await check_all(everybody)
            counted = await count_of(house, "http_requests_total", status=str(_UNAVAILABLE))
            if counted < refused:
                raise Violation("evidence", f"{counted:g} of {refused} refusals are counted")
            served = check_served([0.0], health, floor=trial.within(1.0))
            trial.note(f"{refused} of {len(statuses)} sent away; health {served}")


async def _crossed(trial: Trial) -> None:
    """Pairs of members do the same to each other at the same moment, in either order."""
    async with trial.alone() as (home, everybody):
        acts = (
            ("POST", "follow"),
            ("DELETE", "follow"),
            ("POST", "block"),
            ("DELETE", "block"),
            ("POST", "friend-request"),
        )
        for _ in range(trial.pick(60, 15)):
            one, other = trial.chance.sample(everybody.members[1:5], 2)
            tries: list[Coroutine[None, None, httpx.Response]] = []
            for _ in range(6):
                method, what = trial.chance.choice(acts)
                body: dict[str, str] | None = {} if method == "POST" else None
                tries += [
                    everybody.once(one, method, f"users/{other.id}/{what}", body),
                    everybody.once(other, method, f"users/{one.id}/{what}", body),
                ]
            await asyncio.gather(*tries)
        check_no_fault(everybody)
        odd = await home.database.rows(
            """
            SELECT b.blocker_id FROM graph.block b JOIN graph.follow f
            ON (f.follower_id, f.followee_id) IN
               ((b.blocker_id, b.blocked_id), (b.blocked_id, b.blocker_id)) LIMIT 1
            """
        )
        if odd:
            raise Violation("atomicity", "somebody follows across a block")
        again = everybody.statuses[_UNAVAILABLE]
        total = sum(everybody.statuses.values())
        trial.note(f"{total} acts, {again} asked to try again")
        if again > total // 20:
            raise Violation("others stay served", f"{again} of {total} were sent away")
        await check_kept(home.database, everybody.ledger)
        await gather_few(
            [
                lambda one=one, other=other: everybody.ask(one, "DELETE", f"users/{other.id}/block")
                for one, other in permutations(everybody.members[1:5], 2)
            ]
        )


async def _writes_again(everybody: Community, within: float) -> None:
    wish = everybody.wish_post(everybody.named("dora"))
    watch = Stopwatch()
    if await everybody.make(wish, patience=within) is None:
        raise Violation("recovery", f"nothing could be written for {watch.seconds:.0f} s")


async def _everybody_is_answered(everybody: Community, seconds: float) -> float:
    """While the database stands still, members ask; each is answered or sent away in time."""
    path = f"sections/{GENERAL}/feed"
    watch = Stopwatch()
    slowest = 0.0
    while watch.seconds < seconds:
        asked = Stopwatch()
        answered = await asyncio.gather(
            *(everybody.once(member, "GET", path) for member in everybody.members * 3)
        )
        slowest = max(slowest, asked.seconds)
        odd = {one.status_code for one in answered} - {_UNAVAILABLE}
        if odd:
            raise Violation("fail closed", f"without a database the answers were {odd}")
    return slowest


EXPERIMENTS = [
    Experiment(
        name="database-crashes",
        title="the house's own PostgreSQL crashes again and again while members write",
        promises=("durability", "atomicity", "recovery within 15 s", "no gap", "evidence"),
        run=_crashes,
    ),
    Experiment(
        name="database-restarts",
        title="a PostgreSQL from outside is restarted at once while members write",
        promises=("durability", "atomicity", "recovery within 15 s"),
        run=_restarts,
        in_short=False,
    ),
    Experiment(
        name="database-frozen",
        title="the database stands still, and goes on",
        promises=("bounded memory", "health answers", "fail closed", "recovery within 15 s"),
        run=_frozen,
    ),
    Experiment(
        name="commit-unanswered",
        title="the connection breaks after a commit was sent and before its answer",
        promises=("one effect for each key", "durability", "no gap", "convergence"),
        run=_lost_replies,
        in_short=False,
        proofs=("tests/kernel/test_commits_in_doubt.py",),
    ),
    Experiment(
        name="locks-crossed",
        title="members do the same to each other at once, in opposing order",
        promises=("no fault of ours", "atomicity", "few sent away"),
        run=_crossed,
    ),
    Experiment(
        name="no-connection-left",
        title="more ask than there are connections to the database",
        promises=("503 with Retry-After", "health answers", "recovery"),
        run=_no_connection_left,
    ),
]
