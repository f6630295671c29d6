"""Members who have nothing to do with what is done to a house, and should not feel much of it."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from experiments.declare import Trial
from stage.checks import Bounds, check_served
from stage.members import Community
from stage.processes import Process

_FACTOR = 4.0
_FLOOR = 1.0


@asynccontextmanager
async def bystanders(
    trial: Trial, everybody: Community, house: Process, *, megabytes: int, files: int
) -> AsyncGenerator[None]:
    """They write before the block and during it; the house may not hold much more afterwards."""
    async with everybody.living(at_once=2, pause=0.05):
        await asyncio.sleep(1)
        calm = [seconds for _, seconds in everybody.latencies]
        everybody.latencies.clear()
        bounds = Bounds(house)
        yield
        trial.note(bounds.check(megabytes=megabytes, files=files))
        served = [seconds for _, seconds in everybody.latencies]
        trial.note(check_served(calm, served, factor=_FACTOR, floor=trial.within(_FLOOR)))
