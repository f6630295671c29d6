"""Watching over the event loop, by what its thread works: not by what other processes take."""

import asyncio
import time


class Watch:
    """How long the event loop was kept from its other work, at the longest."""

    longest = 0.0

    async def __aenter__(self) -> "Watch":
        self._task = asyncio.create_task(self._tick())
        await asyncio.sleep(0.01)
        self.longest = 0.0
        return self

    async def __aexit__(self, *_: object) -> None:
        self._task.cancel()

    async def _tick(self) -> None:
        while True:
            before = time.thread_time()
            await asyncio.sleep(0.001)
            self.longest = max(self.longest, time.thread_time() - before)
