"""Redis, the outbox and the keys: what several processes share, lost or told twice."""

import asyncio

from experiments.declare import Experiment, Trial
from experiments.servers import two_servers
from stage.checks import check_all, check_evidence, check_quiet, check_served, percentile
from stage.homes import GENERAL, Stopwatch, lived_in
from stage.listeners import check_converged, listening
from stage.members import Community, community
from stage.processes import ready_again
from stage.proxy import Proxy
from stage.waiting import Violation, until

_NOTICED_WITHIN = 10.0
# What a request may wait for a Redis that says nothing, once that is known.
_QUICK = 1.0


async def _lost(trial: Trial) -> None:
    async with lived_in(trial.furnished) as home:
        processes = await two_servers(home)
        redis = home.redis
        assert redis is not None
        async with community(home, trial.chance) as everybody:
            async with listening(everybody, ("ada", "ben", "carla"), GENERAL) as listeners:
                async with everybody.living(at_once=4, pause=0.03):
                    for what in ["emptied", "restarted", "cut"] * trial.pick(3, 1):
                        await asyncio.sleep(trial.chance.uniform(0.5, 1.5))
                        if what == "emptied":
                            await redis.empty()
                        elif what == "cut":
                            await redis.command("CLIENT", "KILL", "TYPE", "pubsub")
                        else:
                            redis.kill()
                            await _sign_out_is_refused_or_done(everybody)
                            await asyncio.sleep(trial.chance.uniform(0.5, 2.0))
                            await redis.start()
                        for process in processes[:2]:
                            await ready_again(process, 15)
                    await asyncio.sleep(1)
                await check_all(everybody)
                await check_converged(listeners)
                trial.note(
                    f"{len(everybody.ledger.done)} writes; sockets read anew"
                    f" {sum(one.reread for one in listeners) - len(listeners)} times"
                )
            check_evidence(home, "Redis did not answer", "counted by this process alone")


async def _half_open(trial: Trial) -> None:
    """The cable to Redis is pulled: nothing passes, and no connection is told that it ended."""
    async with lived_in(trial.furnished) as home:
        await home.share()
        assert home.redis is not None
        proxy = Proxy(home.redis.port)
        await proxy.start()
        home.settings["LONGHOUSE_LIVE_REDIS_URL"] = f"redis://127.0.0.1:{proxy.port}/0"
        try:
            house = await home.open("serve")
            await home.open("worker")
            async with community(home, trial.chance) as everybody:
                everybody.timeout = 20.0
                async with listening(everybody, ("ada", "ben"), GENERAL) as listeners:
                    async with everybody.living(at_once=4, pause=0.03):
                        await asyncio.sleep(1.5)
                        calm = [seconds for _, seconds in everybody.latencies]
                        proxy.swallow()
                        watch = Stopwatch()
                        await asyncio.sleep(_NOTICED_WITHIN)
                        everybody.latencies.clear()
                        await asyncio.sleep(trial.pick(15.0, 2.0))
                        slow = [seconds for _, seconds in everybody.latencies]
                        trial.note("cut off from Redis " + check_served(calm, slow, floor=_QUICK))
                        proxy.flow()
                        await ready_again(house, 15)
                        trial.note(f"{watch.seconds:.0f} s in all")
                    await check_all(everybody)
                    await check_converged(listeners)
        finally:
            await proxy.remove()


async def _told_again(trial: Trial) -> None:
    """Everything is told once more, in any order: to listeners and to those who follow events."""
    async with lived_in(trial.furnished) as home:
        await two_servers(home)
        async with community(home, trial.chance) as everybody:
            async with listening(everybody, ("ada", "ben", "carla"), GENERAL) as listeners:
                async with everybody.living(at_once=4):
                    await until(
                        lambda: len(everybody.ledger.done) >= trial.pick(1000, 100),
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
                trial.note(f"{len(everybody.ledger.done)} events told twice, {len(told)} notices")


async def _one_key(trial: Trial) -> None:
    async with lived_in(trial.furnished) as home:
        await two_servers(home)
        async with community(home, trial.chance) as everybody:
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
                    {**wish.body, "content": f"{wish.key} too"},
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


async def _sign_out_is_refused_or_done(everybody: Community) -> None:
    """Without Redis the other processes cannot be told that a session ended, so it does not end
    for half of the house: either it is refused, or it holds everywhere."""
    jonas = everybody.named("jonas")
    answer = await everybody.once(jonas, "POST", "auth/logout", {})
    ended = answer.is_success
    for door in everybody.doors():
        asked = await everybody.client.get(f"{door}/api/v1/auth/session", headers=jonas.headers)
        if ended and asked.is_success:
            raise Violation("fail closed", "a session that has ended is still taken")


EXPERIMENTS = [
    Experiment(
        name="redis-lost",
        title="Redis is emptied, killed, restarted with nothing, its listeners cut off",
        promises=("durability", "no silent gap", "convergence", "fail closed", "evidence"),
        run=_lost,
    ),
    Experiment(
        name="redis-half-open",
        title="nothing passes between the house and Redis, and nobody says so",
        promises=("noticed within 10 s", "others stay served", "no silent gap", "convergence"),
        run=_half_open,
    ),
    Experiment(
        name="told-again",
        title="every event is told once more, shuffled",
        promises=("nothing comes twice", "convergence", "one effect for each event"),
        run=_told_again,
    ),
    Experiment(
        name="one-key",
        title="one idempotency key is used fifty times at once at two processes",
        promises=("one effect for each key", "keys are each member's own"),
        run=_one_key,
        proofs=("tests/http/test_once.py",),
    ),
    Experiment(
        name="teller-killed",
        title="a process dies between telling an event and noting that it did",
        promises=("told once by its id", "no event lost"),
        proofs=("tests/flows/test_telling_after_a_crash.py", "tests/kernel/test_outbox.py"),
    ),
]
