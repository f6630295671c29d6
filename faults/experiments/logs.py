"""A log that cannot be written: its disk is full, or whoever should read it stands still."""

import asyncio
import fcntl
import os
from collections.abc import Generator
from contextlib import contextmanager, suppress

from experiments.declare import Experiment, Trial
from experiments.disks import fill, small_disk
from stage.checks import check_all, count_of
from stage.homes import Home, Stopwatch, lived_in
from stage.members import Community, community
from stage.processes import Process, ready_again
from stage.waiting import Violation, until

_STOPS_WITHIN = 25.0
_LOST = "log_lines_lost_total"


async def _full(trial: Trial) -> None:
    async with small_disk(1) as disk, lived_in(trial.furnished) as home:
        house = home.process("up")
        house.log = disk / "log"
        await house.start()
        async with community(home, trial.chance) as everybody:
            ballast = fill(disk)
            await _has_much_to_say(trial, everybody, home)
            ballast.unlink()
            await _has_much_to_say(trial, everybody, home)
            await check_all(everybody)
            lost = await count_of(house, _LOST)
            said = house.log.read_text("utf-8", "replace")
            if not lost or "log lines were lost" not in said:
                raise Violation("evidence", f"{lost:g} lines were lost, and the log says {said!r}")
            trial.note(f"{everybody.written} writes, {lost:g} lines lost and spoken of")


async def _unread(trial: Trial) -> None:
    with _stuck_pipe() as pipe:
        async with lived_in(trial.furnished) as home:
            house = home.process("up")
            house.says_to = pipe
            await house.start()
            async with community(home, trial.chance) as everybody:
                await _has_much_to_say(trial, everybody, home)
                await check_all(everybody)
                trial.note(f"{everybody.written} writes")
            await _stops(trial, house)


async def _has_much_to_say(trial: Trial, everybody: Community, home: Home) -> None:
    """The database crashes while members write, and they go on as if there were a log."""
    async with everybody.living(at_once=3, pause=0.02):
        await asyncio.sleep(trial.chance.uniform(0.3, 0.8))
        home.database.crash()
        await asyncio.sleep(0.2)  # a crash takes a moment to be one
        await ready_again(home.house, trial.within(15))
        before = len(everybody.ledger.done)
        await until(
            lambda: len(everybody.ledger.done) > before + 5,
            "members writing",
            within=trial.within(15),
            promise="others stay served",
        )


async def _stops(trial: Trial, house: Process) -> None:
    watch = Stopwatch()
    code = await house.stop()
    if code != 0 or watch.seconds > trial.within(_STOPS_WITHIN):
        raise Violation("a clean end", f"it ended with {code} after {watch.seconds:.0f} s")
    trial.note(f"ended in {watch.seconds:.1f} s")


@contextmanager
def _stuck_pipe() -> Generator[int]:
    """The end to write to of a pipe that is full already and is never read."""
    reading, writing = os.pipe()
    flags = fcntl.fcntl(writing, fcntl.F_GETFL)
    fcntl.fcntl(writing, fcntl.F_SETFL, flags | os.O_NONBLOCK)
    with suppress(BlockingIOError):
        while True:
            os.write(writing, b"before\n" * 500)
    with suppress(BlockingIOError):
        while True:
            os.write(writing, b"\n")
    fcntl.fcntl(writing, fcntl.F_SETFL, flags)
    try:
        yield writing
    finally:
        os.close(writing)
        os.close(reading)


EXPERIMENTS = [
    Experiment(
        name="log-full",
        title="the disk of the log is full, and has room again",
        promises=("others stay served", "durability", "evidence"),
        run=_full,
        in_short=False,
        proofs=("tests/telemetry/test_lines_lost.py",),
    ),
    Experiment(
        name="log-unread",
        title="the log goes to a pipe that nobody reads",
        promises=("others stay served", "durability", "a clean end"),
        run=_unread,
        in_short=False,
        proofs=("tests/telemetry/test_lines_lost.py",),
    ),
]
