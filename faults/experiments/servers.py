"""Processes of the house that die or are replaced while members write and listen."""

import asyncio

from experiments.declare import Experiment, Trial
from stage.checks import check_all
from stage.homes import GENERAL
from stage.listeners import check_converged, listening
from stage.waiting import Violation

LISTENERS = ("ada", "ben", "carla")


async def _killed(trial: Trial) -> None:
    async with trial.together() as (home, everybody):
        processes = home.running()
        async with listening(everybody, LISTENERS, GENERAL) as listeners:
            async with everybody.living(at_once=trial.pick(8, 4)):
                for number in range(trial.pick(12, 2)):
                    await asyncio.sleep(trial.chance.uniform(0.5, 2.0))
                    # Every other time it is one that members are talking to.
                    victim = trial.chance.choice(processes[: 3 if number % 2 else 2])
                    victim.kill()
                    await victim.wait()
                    await asyncio.sleep(trial.chance.uniform(0.0, 0.5))
                    await victim.start()
                await asyncio.sleep(1)
            await check_all(everybody)
            await check_converged(listeners)
        trial.note(
            f"{everybody.written} writes, {everybody.broken} never answered,"
            f" sockets came back {sum(one.came_back for one in listeners)} times"
        )


async def _replaced(trial: Trial) -> None:
    """A new server is up before an old one is told to go; nobody who tries twice notices."""
    async with trial.together(LONGHOUSE_HTTP_DRAIN_SECONDS="20") as (home, everybody):
        leaving: set[str] = set()
        everybody.doors = lambda: [door for door in home.doors() if door not in leaving]
        async with listening(everybody, LISTENERS, GENERAL) as listeners:
            async with everybody.living(at_once=trial.pick(6, 3), pause=0.02):
                for _ in range(trial.pick(3, 1)):
                    for role in trial.pick(("serve", "serve", "worker"), ("serve", "worker")):
                        old = next(one for one in home.processes if one.alive and one.role == role)
                        await home.open(role)
                        leaving.add(old.url)
                        code = await old.stop()
                        if code != 0:
                            raise Violation("a clean end", f"{role} ended with {code}")
            await check_all(everybody)
            await check_converged(listeners)
            if everybody.broken:
                raise Violation("a clean end", f"{everybody.broken} requests were cut off")
            abrupt = [code for one in listeners for code in one.closes if code == 1006]
            if abrupt:
                raise Violation("a clean end", f"{len(abrupt)} sockets ended without a word")
            rereads = sum(one.reread for one in listeners) - len(listeners)
            trial.note(
                f"{everybody.written} writes, none cut off; sockets came back"
                f" {sum(one.came_back for one in listeners)} times, {rereads} had to read anew"
            )


EXPERIMENTS = [
    Experiment(
        name="server-killed",
        title="a server or a worker is killed while members write",
        promises=("durability", "atomicity", "one effect for each key", "no gap", "convergence"),
        run=_killed,
        lane="several processes",
    ),
    Experiment(
        name="rolling-restart",
        title="every process is replaced by a new one while members write",
        promises=("durability", "nobody cut off", "no gap", "convergence"),
        run=_replaced,
        lane="several processes",
    ),
]
