"""A backup that is made while members write, and a house that is made of it elsewhere."""

import asyncio
import sys

from experiments.declare import Experiment, Trial
from stage.checks import check_quiet, check_secrets, check_whole
from stage.homes import Home, Stopwatch
from stage.processes import environment
from stage.waiting import Violation, until


async def _restored(trial: Trial) -> None:
    async with trial.alone() as (home, everybody):
        house = home.house
        file = home.data.parent / "house.backup"
        async with everybody.living(at_once=4):
            await until(lambda: everybody.written > 30, "something being written")
            before = dict(everybody.ledger.done)
            watch = Stopwatch()
            await _run(home, "backup", "--data", str(home.data), str(file))
            trial.note(f"made in {watch.seconds:.1f} s, {file.stat().st_size >> 10} kB")
            await asyncio.sleep(0.5)
        check_secrets(home)
        await house.stop()
        elsewhere = Home(home.data.parent / "elsewhere", home.logs, home.keys, {})
        try:
            watch = Stopwatch()
            await _run(elsewhere, "restore", "--data", str(elsewhere.data), str(file))
            await elsewhere.open("up")
            trial.note(f"restored in {watch.seconds:.1f} s")
            await check_quiet(elsewhere.database)
            await check_whole(elsewhere.database)
            there = {
                row[0]
                for table in ("posts.post", "responses.comment", "responses.reaction")
                for row in await elsewhere.database.rows(f"SELECT id::text FROM {table}")
            }
            lost = [made for _, made in before.values() if made not in there]
            if lost:
                raise Violation("durability", f"{len(lost)} writes from before are not in it")
            trial.note(f"{len(before)} writes from before are there")
        finally:
            await elsewhere.remove()


async def _run(home: Home, *arguments: str) -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "longhouse", *arguments),
        env=environment(home.settings),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    if process.returncode != 0:
        raise Violation("recovery", f"{arguments[0]}: {said.decode()[-600:]}")


EXPERIMENTS = [
    Experiment(
        name="restored-elsewhere",
        title="a house is made of a backup that was written under load",
        promises=("all that was acknowledged before it", "nothing by half"),
        run=_restored,
        in_short=False,
    ),
]
