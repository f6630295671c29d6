"""A gateway that dies with everybody inside, and everybody who comes back at once."""

import asyncio

from experiments.declare import Experiment, Trial
from stage.checks import check_all, percentile
from stage.crowd import Crowd
from stage.homes import GENERAL
from stage.waiting import Violation

_BACK_WITHIN = 30.0
_SLOWEST = 2.0


async def _killed(trial: Trial) -> None:
    await _storm(trial, trial.pick(5000, 200), jitter=3.0)


async def _storm_of_many(trial: Trial) -> None:
    await _storm(trial, 10_000, jitter=10.0)


async def _storm_at_once(trial: Trial) -> None:
    await _storm(trial, 3_000, jitter=0.1)


async def _storm(trial: Trial, count: int, *, jitter: float) -> None:
    async with trial.together() as (home, everybody):
        gateway = await home.open("gateway")
        crowd = Crowd(gateway.port, home.keys, f"section:{GENERAL}", trial.chance, jitter=jitter)
        try:
            came = await crowd.come(count, within=120)
            async with everybody.living(at_once=1, pause=0.25):
                await asyncio.sleep(1)
                everybody.latencies.clear()
                gateway.kill()
                await gateway.wait()
                await gateway.start()
                back = await crowd.all_back(trial.within(_BACK_WITHIN))
                slowest = percentile([seconds for _, seconds in everybody.latencies], 0.99)
                await asyncio.sleep(1)
            await check_all(everybody)
            await crowd.check_even()
            trial.note(
                f"{count} came in {came:.0f} s and were back {back:.1f} s after the gateway,"
                f" {crowd.reread} had to read anew; p99 of others {slowest * 1000:.0f} ms"
            )
            if crowd.refusals:
                [(why, often)] = crowd.refusals.most_common(1)
                trial.note(f"{crowd.refusals.total()} tried again, {often} for {why}")
            if slowest > trial.within(_SLOWEST):
                raise Violation("others stay served", f"p99 {slowest:.1f} s")
        finally:
            await crowd.leave()
        await gateway.stop()


EXPERIMENTS = [
    Experiment(
        name="gateway-killed",
        title="a gateway is killed with thousands inside",
        promises=("all back within 30 s", "no gap, no double", "others stay served"),
        run=_killed,
        lane="several processes",
    ),
    Experiment(
        name="storm",
        title="ten thousand come back after their gateway died",
        promises=("all back within 30 s", "no gap, no double", "others stay served"),
        run=_storm_of_many,
        in_short=False,
    ),
    Experiment(
        name="storm-at-once",
        title="thousands come back in the same moment",
        promises=("all back within 30 s", "no gap, no double", "others stay served"),
        run=_storm_at_once,
        in_short=False,
    ),
]
