"""Redis, the outbox and the keys: what several processes share, lost or told twice."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

import httpx

from experiments.declare import Experiment, Trial
from stage.checks import check_all, check_evidence, check_quiet, check_served, percentile
from stage.homes import GENERAL, Stopwatch
from stage.listeners import check_converged, listening
from stage.members import Community, Member
from stage.processes import ready_again
from stage.waiting import Violation, until

_NOTICED_WITHIN = 10.0
# What a request may wait for a Redis that says nothing, once that is known.
_QUICK = 1.0
_SOME = 20


async def _lost(trial: Trial) -> None:
    async with trial.together() as (home, everybody):
        processes = home.running()
        redis = home.redis
        assert redis is not None
        async with listening(everybody, ("ada", "ben", "carla"), GENERAL) as listeners:
            async with everybody.living(at_once=4, pause=0.03):
                for what in ["emptied", "restarted", "cut"] * trial.pick(3, 1):
                    await asyncio.sleep(trial.chance.uniform(0.5, 1.5))
                    if what == "emptied":
                        await redis.empty()
                    elif what == "cut":
                        await redis.command("CLIENT", "KILL", "TYPE", "pubsub")
                    else:
                        browser = await everybody.sign_in("jonas")
                        redis.kill()
                        said = await _sign_out_is_refused_or_done(everybody, browser)
                        trial.note(f"signing out without Redis was {said}")
                        await asyncio.sleep(trial.chance.uniform(0.5, 2.0))
                        await redis.start()
                    for process in processes[:2]:
                        await ready_again(process, trial.within(15))
                await asyncio.sleep(1)
            await check_all(everybody)
            await check_converged(listeners)
            trial.note(
                f"{everybody.written} writes; sockets read anew"
                f" {sum(one.reread for one in listeners) - len(listeners)} times"
            )
        check_evidence(home, "Redis did not answer", "counted by this process alone")


async def _half_open(trial: Trial) -> None:
    """Redis takes what it is sent and says nothing, and no connection is told that it ended."""
    async with trial.together() as (home, everybody):
        redis = home.redis
        assert redis is not None
        everybody.timeout = 20.0
        async with listening(everybody, ("ada", "ben"), GENERAL) as listeners:
            async with everybody.living(at_once=4, pause=0.03):
                await asyncio.sleep(1.5)
                calm = [seconds for _, seconds in everybody.latencies]
                redis.freeze()
                watch = Stopwatch()
                try:
                    trial.note(
                        "cut off from Redis " + await _served_without(trial, everybody, calm)
                    )
                finally:
                    redis.thaw()
                for process in home.running()[:2]:
                    await ready_again(process, trial.within(15))
                trial.note(f"{watch.seconds:.0f} s in all")
            await check_all(everybody)
            await check_converged(listeners)
        check_evidence(home, "Redis did not answer", "counted by this process alone")


async def _served_without(trial: Trial, everybody: Community, calm: Sequence[float]) -> str:
    if trial.short:
        everybody.latencies.clear()
        took = await until(
            lambda: len(everybody.latencies) > _SOME,
            "members being served without Redis",
            within=trial.within(_NOTICED_WITHIN),
            promise="others stay served",
        )
        return f"{_SOME} were served within {took:.0f} s"
    await asyncio.sleep(_NOTICED_WITHIN)
    everybody.latencies.clear()
    await asyncio.sleep(15.0)
    return check_served(calm, [seconds for _, seconds in everybody.latencies], floor=_QUICK)


async def _told_again(trial: Trial) -> None:
    """Everything is told once more, in any order: to listeners and to those who follow events."""
    async with trial.together() as (home, everybody):
        async with listening(everybody, ("ada", "ben", "carla"), GENERAL) as listeners:
            async with everybody.living(at_once=4):
                await until(
                    lambda: everybody.written >= trial.pick(1000, 100),
                    "enough being written",
                    within=90,
                )
            await check_quiet(home.database)
            told = await home.database.rows("SELECT * FROM notifications.notification")
            ids = [row[0] for row in await home.database.rows("SELECT id FROM kernel.outbox")]
            trial.chance.shuffle(ids)
            while ids:
                some, ids = ids[:50], ids[50:]
                await home.database.execute(
                    "UPDATE kernel.outbox SET relayed_at = NULL WHERE id = ANY($1)", some
                )
                await asyncio.sleep(0.05)
            await check_all(everybody)
            await check_converged(listeners)
            again = await home.database.rows("SELECT * FROM notifications.notification")
            if len(again) != len(told):
                raise Violation(
                    "one effect for each event", f"{len(told)} notifications are {len(again)}"
                )
            trial.note(f"{everybody.written} events told twice, {len(told)} notices")


async def _one_key(trial: Trial) -> None:
    async with trial.together() as (_home, everybody):
        ben, carla = everybody.named("ben"), everybody.named("carla")
        for _ in range(trial.pick(20, 2)):
            wish = everybody.wish_post(ben)
            made = set(await asyncio.gather(*(everybody.make(wish) for _ in range(50))))
            if len(made) != 1:
                raise Violation("one effect for each key", f"50 tries made {len(made)} posts")
            other = await everybody.ask(
                ben, "POST", "posts", {**wish.body, "content": "Else."}, key=wish.key
            )
            hers = await everybody.ask(
                carla,
                "POST",
                "posts",
                {**wish.body, "content": f"Hers: {wish.key}"},
                key=wish.key,
            )
            assert other is not None
            assert hers is not None
            if other.status_code != 409 or hers.status_code != 201:
                raise Violation(
                    "a key stands for one wish of one member",
                    f"{other.status_code}, {hers.status_code}",
                )
        times = [seconds for _, seconds in everybody.latencies]
        trial.note(f"{len(times)} tries, p99 {percentile(times, 0.99) * 1000:.0f} ms")


async def _sign_out_is_refused_or_done(everybody: Community, browser: Member) -> str:
    """Without Redis the other processes cannot be told that a session ended, so it does not end
    for half of the house: either it is refused, or it holds everywhere."""

    async def knock(door: str) -> bool:
        with suppress(httpx.TransportError):
            url = f"{door}/api/v1/auth/session"
            return (await everybody.client.get(url, headers=browser.headers)).is_success
        return False

    async def knock_on(door: str) -> None:
        """Each process remembers for a moment who was let in."""
        while True:
            await knock(door)
            await asyncio.sleep(0.05)

    knocking = [asyncio.create_task(knock_on(door)) for door in everybody.doors()]
    try:
        answer = await everybody.once(browser, "POST", "auth/logout", {})
        still = await asyncio.gather(*(knock(door) for door in everybody.doors()))
    finally:
        for task in knocking:
            task.cancel()
    if answer.is_success and any(still):
        raise Violation("fail closed", "a session that has ended is still taken")
    return "done" if answer.is_success else "refused"


EXPERIMENTS = [
    Experiment(
        name="redis-lost",
        title="Redis is emptied, killed, restarted with nothing, its listeners cut off",
        promises=("durability", "no silent gap", "convergence", "fail closed", "evidence"),
        run=_lost,
        lane="several processes",
    ),
    Experiment(
        name="redis-half-open",
        title="nothing passes between the house and Redis, and nobody says so",
        promises=("noticed within 10 s", "others stay served", "no silent gap", "convergence"),
        run=_half_open,
        lane="several processes",
    ),
    Experiment(
        name="told-again",
        title="every event is told once more, shuffled",
        promises=("nothing comes twice", "convergence", "one effect for each event"),
        run=_told_again,
        lane="several processes",
        in_short=False,
        proofs=("tests/flows/test_telling_after_a_crash.py",),
    ),
    Experiment(
        name="one-key",
        title="one idempotency key is used fifty times at once at two processes",
        promises=("one effect for each key", "keys are each member's own"),
        run=_one_key,
        proofs=("tests/http/test_once.py",),
        lane="several processes",
    ),
    Experiment(
        name="teller-killed",
        title="a process dies between telling an event and noting that it did",
        promises=("told once by its id", "no event lost"),
        proofs=("tests/flows/test_telling_after_a_crash.py", "tests/kernel/test_outbox.py"),
    ),
]
