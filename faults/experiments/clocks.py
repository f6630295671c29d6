"""Clocks that are wrong, that step, and that come to a day which most years do not have."""

import asyncio
import time
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from experiments.declare import Experiment, NotHere, Trial
from stage.checks import (
    check_all,
    check_kept,
    check_no_fault,
    check_quiet,
    check_whole,
    measures,
)
from stage.clocks import NOTICED_WITHIN, WrongClock, find_library
from stage.homes import GENERAL, NAMES, Home, lived_in
from stage.listeners import check_converged, listening
from stage.members import Community, community
from stage.processes import Process
from stage.waiting import Violation, until

_HOUR = 3600.0
# Not whole minutes, so that what is due at whole ones is due at another moment.
_STEP_BACK = -317.0
_QUIET_SECONDS = 4.0
# Of one processor, by a process that nobody asks for anything.
_BUSY = 0.5
_ONCE_IN = 45.0
_PROOFS = (
    "tests/identity/test_one_time_codes.py",
    "tests/identity/test_sessions.py",
    "tests/kernel/test_limits.py",
    "tests/kernel/test_schedules_in_time.py",
    "tests/notifications/test_quiet_hours.py",
)


async def _differ(trial: Trial) -> None:
    """One server and one worker are an hour ahead, then an hour behind."""
    _check_library()
    async with lived_in(trial.furnished) as home:
        wrong = _clock_of(home)
        wrong.set(_HOUR)
        await home.share()
        processes = await asyncio.gather(
            *(home.open(role) for role in ("serve", "worker")),
            *(home.open(role, **wrong.settings()) for role in ("serve", "worker")),
        )
        async with community(home, trial.chance) as everybody:
            everybody.renews_tokens = True
            schedules = asyncio.create_task(_watch_schedules(home))
            async with listening(everybody, ("ada", "ben", "carla"), GENERAL) as listeners:
                for ahead in (_HOUR, -_HOUR):
                    wrong.set(ahead)
                    await _sees_time(everybody, processes[2], ahead)
                    async with everybody.living(at_once=4, pause=0.03):
                        await asyncio.sleep(trial.pick(10, 2))
                    await check_all(everybody)
                    await check_converged(listeners)
            await _check_processes(processes)
            await _finish(schedules)
            trial.note(f"{everybody.written} writes, {everybody.renewed} tokens taken anew")


async def _steps_back(trial: Trial) -> None:
    """The clock of all processes goes back while members write, that of the database does not."""
    _check_library()
    async with lived_in(trial.furnished) as home:
        wrong = _clock_of(home)
        wrong.set(0)
        await home.share()
        settings = wrong.settings()
        processes = await asyncio.gather(
            *(home.open(role, **settings) for role in ("serve", "serve", "worker"))
        )
        async with community(home, trial.chance) as everybody:
            everybody.renews_tokens = True
            schedules = asyncio.create_task(_watch_schedules(home))
            async with listening(everybody, ("ada", "ben", "carla"), GENERAL) as listeners:
                async with everybody.living(at_once=4, pause=0.1):
                    for ahead in (_STEP_BACK, 0.0, _STEP_BACK):
                        wrong.set(ahead)
                        await _sees_time(everybody, processes[0], ahead)
                        # Somebody's minute has to begin meanwhile.
                        await asyncio.sleep(trial.pick(30, 2))
                await check_all(everybody)
                await check_converged(listeners)
            await _check_processes(processes)
            runs = await _finish(schedules)
            trial.note(f"{everybody.written} writes, {runs} schedules kept, none twice")


async def _leap_day(trial: Trial) -> None:
    """A house that runs into the 29th of February, its own database with it."""
    _check_library()
    async with lived_in(trial.furnished) as home:
        wrong = _clock_of(home)
        leap = _next_leap_day(datetime.now(UTC))
        before = leap - timedelta(seconds=25)
        wrong.set((before - datetime.now(UTC)).total_seconds())
        house = await home.open("up", **wrong.settings())
        everybody = Community(home, trial.chance)
        everybody.renews_tokens = True
        try:
            # Whoever was signed in before has not been here for years.
            everybody.members = [await everybody.sign_in(name) for name in NAMES[:4]]
            async with listening(everybody, NAMES[:2], GENERAL) as listeners:
                async with everybody.living(at_once=3, pause=0.05):
                    await until(
                        lambda: _day_of(everybody, leap), "the 29th of February", within=120
                    )
                    await asyncio.sleep(2)
                await check_all(everybody)
                # A day later the keys of before stand for nothing any more.
                wrong.set(
                    (leap + timedelta(days=1, seconds=-5) - datetime.now(UTC)).total_seconds()
                )
                async with everybody.living(at_once=3, pause=0.05):
                    await until(
                        lambda: _day_of(everybody, leap + timedelta(days=1)),
                        "the 1st of March",
                        within=120,
                    )
                    await asyncio.sleep(1)
                await check_quiet(home.database)
                await check_kept(home.database, everybody.ledger)
                await check_whole(home.database)
                check_no_fault(everybody)
                await check_converged(listeners)
            await _check_processes([house])
            trial.note(f"{everybody.written} writes around {leap:%Y-%m-%d}")
        finally:
            await everybody.leave()


def _check_library() -> None:
    if find_library() is None:
        raise NotHere("faketime is not installed")


def _clock_of(home: Home) -> WrongClock:
    return WrongClock(home.data.parent / "clock")


def _next_leap_day(now: datetime) -> datetime:
    year = now.year + 1
    while year % 4 or (year % 100 == 0 and year % 400):
        year += 1
    return datetime(year, 2, 29, tzinfo=UTC)


async def _day_of(everybody: Community, day: datetime) -> bool:
    """Whether what is written now is dated then."""
    return (await _written_at(everybody)).date() == day.date()


async def _sees_time(everybody: Community, process: Process, ahead: float) -> None:
    """Without this, nothing would have been tried."""
    await asyncio.sleep(NOTICED_WITHIN)

    async def there() -> bool:
        now = await _written_at(everybody, process.url)
        return abs(now.timestamp() - time.time() - ahead) < 60

    await until(there, f"a clock being {ahead:+.0f} s off", promise="the experiment")


async def _written_at(everybody: Community, door: str | None = None) -> datetime:
    """When the house says that it is, by its answer's own date."""
    url = door or everybody.doors()[0]
    answer = await everybody.client.get(f"{url}/health", timeout=30)
    return datetime.strptime(answer.headers["date"], "%a, %d %b %Y %H:%M:%S %Z").replace(tzinfo=UTC)


async def _check_processes(processes: list[Process]) -> None:
    """Nothing that they count is below nothing, and none is kept busy by its clock."""
    for process in processes:
        if process.role == "worker":
            continue
        for name, value in (await measures(process)).items():
            if value < 0:
                raise Violation("nothing negative", f"{name} is {value}")
    began = [one.processor_seconds() for one in processes]
    await asyncio.sleep(_QUIET_SECONDS)
    for one, before in zip(processes, began, strict=True):
        share = (one.processor_seconds() - before) / _QUIET_SECONDS
        if share > _BUSY:
            raise Violation("no storm of timers", f"{one.role} takes {share:.0%} of a processor")


async def _watch_schedules(home: Home) -> dict[str, list[float]]:
    """By name, when each was done; by the clock of the database, until cancelled."""
    seen: dict[str, list[float]] = {}
    try:
        while True:
            for name, at in await home.database.rows(
                "SELECT entrypoint, extract(epoch FROM last_run)::float8"
                " FROM jobs.pgqueuer_schedules WHERE last_run IS NOT NULL"
            ):
                times = seen.setdefault(name, [])
                if not times or at > times[-1]:
                    times.append(at)
            await asyncio.sleep(0.3)
    except asyncio.CancelledError:
        return seen


async def _finish(watching: "asyncio.Task[dict[str, list[float]]]") -> int:
    watching.cancel()
    seen = await watching
    for name, times in seen.items():
        for one, other in pairwise(times):
            if other - one < _ONCE_IN:
                raise Violation(
                    "nothing doubled", f"{name} was done again after {other - one:.0f} s"
                )
    return sum(len(times) for times in seen.values())


EXPERIMENTS = [
    Experiment(
        name="clocks-differ",
        title="one node of two is an hour ahead, then an hour behind",
        promises=("no gap", "convergence", "nothing negative", "no storm of timers"),
        run=_differ,
        in_short=False,
        proofs=_PROOFS,
    ),
    Experiment(
        name="clock-steps",
        title="the clock goes five minutes back while members write",
        promises=("no gap", "convergence", "nothing negative", "nothing doubled"),
        run=_steps_back,
        in_short=False,
        proofs=_PROOFS,
    ),
    Experiment(
        name="leap-day",
        title="a house runs into the 29th of February and out of it",
        promises=("durability", "no gap", "convergence", "nothing negative"),
        run=_leap_day,
        in_short=False,
        proofs=_PROOFS,
    ),
]
