"""Starts what a process is made of, in order, keeps its loops going, and stops it in reverse.

Owns: every long-running task of the process. Nothing else may start one.
Promises: what was started is stopped, also when a later start fails; a loop that ends with an
error is started again after a growing pause and the error is logged; stopping takes no longer
than each part was given.
Never does: hide that a loop keeps failing: `check` raises while one is down.
"""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field

from longhouse.kernel.errors import Unavailable

log = logging.getLogger(__name__)

_FIRST_PAUSE = 0.5
# A database that goes away again and again must not be waited for longer than it was gone.
_LONGEST_PAUSE = 5.0
# What ran for so long was well, and begins anew when it fails.
_WELL_AFTER = 30.0
_GRACE = 10.0


@dataclass(slots=True)
class _Part:
    name: str
    stop: Callable[[], Awaitable[None]]


@dataclass(slots=True)
class Supervisor:
    _parts: list[_Part] = field(default_factory=list[_Part])
    _down: set[str] = field(default_factory=set[str])

    async def start(
        self,
        name: str,
        start: Callable[[], Awaitable[None]],
        stop: Callable[[], Awaitable[None]],
    ) -> None:
        """Start a part now; its `stop` is called when the process ends, newest part first."""
        await start()
        self._parts.append(_Part(name, stop))

    def on_stop(self, name: str, stop: Callable[[], Awaitable[None]]) -> None:
        """Something that is started already and is to be stopped with the rest."""
        self._parts.append(_Part(name, stop))

    def loop(
        self,
        name: str,
        run: Callable[[], Awaitable[None]],
        stop: Callable[[], None] | None = None,
    ) -> None:
        """Keep `run` going. `stop` asks it to end by itself; without one it is cancelled."""
        task = asyncio.create_task(self._keep(name, run), name=name)

        async def end() -> None:
            # A loop that is down is only waiting for its next try, and hears nothing.
            if stop is not None and name not in self._down:
                stop()
                await asyncio.wait({task}, timeout=_GRACE)
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

        self._parts.append(_Part(name, end))

    async def stop(self) -> None:
        while self._parts:
            part = self._parts.pop()
            try:
                await part.stop()
            except Exception:
                log.exception("%s did not stop cleanly", part.name)

    def check(self) -> None:
        if self._down:
            raise Unavailable(f"Not running: {', '.join(sorted(self._down))}.")

    async def _keep(self, name: str, run: Callable[[], Awaitable[None]]) -> None:
        pause = _FIRST_PAUSE
        while True:
            began = asyncio.get_running_loop().time()
            try:
                await run()
            except Exception:
                self._down.add(name)
                log.exception("%s failed and is started again", name)
            else:
                return
            if asyncio.get_running_loop().time() - began > _WELL_AFTER:
                pause = _FIRST_PAUSE
            await asyncio.sleep(pause * random.uniform(0.8, 1.2))  # noqa: S311 -- jitter, no secret
            pause = min(pause * 2, _LONGEST_PAUSE)
            self._down.discard(name)
