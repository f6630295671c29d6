"""The live port as another process sees it: one line that lags behind, and questions that overtake it.

It stands for Redis in tests that want to choose the order of things: what is published or
signalled lies in the line of each process until the test lets it arrive, while replays and
positions are answered from what is already there. The line can be cut, as a connection can.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any

from longhouse.kernel.adapters.live_memory import MemoryLive
from longhouse.kernel.live import Delivery, Hear, Message, Position, Receive, Resumed


class LaggingLive:
    name = "memory"

    def __init__(self, shared: MemoryLive, lags: Iterator[int]) -> None:
        self._shared = shared
        self._lags = lags
        self._line: deque[Callable[[], None]] = deque()
        self._listening: dict[tuple[str, Receive], Receive] = {}
        self._resumed: list[Resumed] = []
        self._cut = False

    @property
    def waiting(self) -> int:
        return len(self._line)

    def arrive(self, most: int) -> None:
        """Let the next of what is on its way arrive."""
        for _ in range(min(most, len(self._line))):
            self._line.popleft()()

    def lose_next(self) -> None:
        self._line.popleft()

    def cut(self) -> None:
        """What is on its way is lost, and so is what follows."""
        self._cut = True
        self._line.clear()

    def begin_anew(self, topic: str) -> None:
        """What a Redis does that is emptied while it runs: listeners stay, the rest is gone."""
        state = self._shared._topics.get(topic)  # pyright: ignore[reportPrivateUsage] -- as it says
        if state is not None:
            state.epoch, state.offset = state.epoch + "'", 0
            state.window.clear()
            state.told.clear()

    def mend(self) -> None:
        if self._cut:
            self._cut = False
            for resumed in self._resumed:
                resumed()

    async def start(self) -> None: ...

    async def stop(self) -> None: ...

    async def check(self) -> None: ...

    async def publish(
        self, topic: str, message: Message, *, after: Position | None = None
    ) -> Position:
        return await self._shared.publish(topic, message, after=after)

    async def position(self, topic: str) -> Position:
        await self._travel()
        position = await self._shared.position(topic)
        await self._travel()
        return position

    async def replay(self, topic: str, since: Position) -> list[Delivery] | None:
        await self._travel()
        missed = await self._shared.replay(topic, since)
        await self._travel()
        return missed

    async def listen(self, topic: str, receive: Receive) -> Position:
        await self._travel()
        while self._cut:
            await asyncio.sleep(0)

        def put(delivery: Delivery) -> None:
            self._put(lambda: self._hand_on(topic, receive, delivery))

        self._listening[(topic, receive)] = put
        position = await self._shared.listen(topic, put)
        await self._travel()
        return position

    async def unlisten(self, topic: str, receive: Receive) -> None:
        put = self._listening.pop((topic, receive))
        await self._shared.unlisten(topic, put)

    async def signal(self, channel: str, payload: bytes) -> None:
        await self._shared.signal(channel, payload)

    async def hear(self, channel: str, hear: Hear) -> None:
        await self._shared.hear(channel, lambda payload: self._put(lambda: hear(payload)))

    async def unhear(self, channel: str, hear: Hear) -> None: ...

    def on_gap(self, resumed: Resumed) -> None:
        self._resumed.append(resumed)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._shared, name)

    def _hand_on(self, topic: str, receive: Receive, delivery: Delivery) -> None:
        if (topic, receive) in self._listening:
            receive(delivery)

    def _put(self, arrival: Callable[[], None]) -> None:
        if not self._cut:
            self._line.append(arrival)

    async def _travel(self) -> None:
        for _ in range(next(self._lags)):
            await asyncio.sleep(0)
