"""Thousands of browsers that only listen, each so small that one machine can be all of them."""

import asyncio
import random
from collections import Counter
from collections.abc import Sequence
from typing import Any

import msgspec
import picows

from stage.homes import PUBLIC, Key
from stage.waiting import Violation, until

_AT_ONCE = 100
_HANDSHAKE_SECONDS = 30


class Crowd:
    """Each comes back by itself from where it was; `jitter` is within how many seconds."""

    def __init__(
        self, port: int, keys: Sequence[Key], topic: str, chance: random.Random, *, jitter: float
    ) -> None:
        self.topic = topic
        self.chance = chance
        self.jitter = jitter
        self.reread = 0
        """How often somebody was told to read again instead of getting what they missed."""
        self.wrong: list[str] = []
        self.refusals: Counter[str] = Counter()
        """Why somebody had to try again."""
        self._url = f"ws://127.0.0.1:{port}/api/v1/ws"
        self._keys = keys
        self._gate = asyncio.Semaphore(_AT_ONCE)
        self._all: list[Listener] = []
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def inside(self) -> int:
        return sum(one.inside for one in self._all)

    @property
    def heard(self) -> int:
        return sum(one.heard for one in self._all)

    def member(self) -> "Listener":
        """One more of them, who has not come yet."""
        self._all.append(Listener(self))
        return self._all[-1]

    async def come(self, count: int, within: float) -> float:
        for number in range(count):
            listener = self.member()
            key = self._keys[number % len(self._keys)]
            self._tasks.append(asyncio.create_task(self._stay(listener, key)))
        return await self.all_back(within)

    async def all_back(self, within: float) -> float:
        return await until(
            lambda: self.inside == len(self._all), "everybody listening", within=within
        )

    async def check_even(self, within: float = 30.0) -> None:
        """Everybody ends at the same place, and nobody has missed or heard twice."""

        def even() -> bool:
            return len({(one.epoch, one.offset) for one in self._all}) == 1

        await until(even, "all having heard the last", within=within, promise="no silent gap")
        if self.wrong:
            raise Violation("no silent gap, no double", f"{len(self.wrong)}: {self.wrong[0]}")

    async def leave(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for one in self._all:
            one.leave()

    async def _stay(self, listener: "Listener", key: Key) -> None:
        headers = {"Origin": PUBLIC, "Cookie": f"session_id={key.session}"}
        while True:
            try:
                async with self._gate:
                    await picows.ws_connect(  # pyright: ignore[reportUnknownMemberType] -- its keyword arguments have no types
                        lambda: listener,
                        self._url,
                        extra_headers=headers,
                        read_buffer_init_size=4096,
                        websocket_handshake_timeout=_HANDSHAKE_SECONDS,
                    )
                    async with asyncio.timeout(_HANDSHAKE_SECONDS):
                        await listener.settled.wait()
                await listener.gone.wait()
            except (OSError, TimeoutError, picows.WSError) as error:
                self.refusals[f"{type(error).__name__} {error}"[:90]] += 1
                listener.leave()
            await asyncio.sleep(self.chance.uniform(0, self.jitter))


class Listener(picows.WSListener):
    def __init__(self, crowd: Crowd) -> None:
        self.epoch: str = ""
        self.offset: int = -1
        self.heard = 0
        self.inside = False
        self.settled = asyncio.Event()
        self.gone = asyncio.Event()
        self._crowd = crowd
        self._transport: picows.WSTransport | None = None

    def leave(self) -> None:
        self.inside = False
        if self._transport is not None:
            self._transport.disconnect()

    def on_ws_connected(self, transport: picows.WSTransport) -> None:
        self._transport = transport
        self.settled.clear()
        self.gone.clear()
        since = {"epoch": self.epoch, "offset": self.offset} if self.epoch else None
        ask = {"type": "subscribe", "id": 1, "data": {"topics": {self._crowd.topic: since}}}
        transport.send(picows.WSMsgType.TEXT, msgspec.json.encode(ask))

    def on_ws_disconnected(self, transport: picows.WSTransport) -> None:
        self.inside = False
        self.settled.set()
        self.gone.set()

    def on_ws_frame(self, transport: picows.WSTransport, frame: picows.WSFrame) -> None:
        if frame.msg_type == picows.WSMsgType.CLOSE:
            transport.disconnect()
            return
        if frame.msg_type != picows.WSMsgType.TEXT:
            return
        for line in frame.get_payload_as_bytes().splitlines():
            self.take(msgspec.json.decode(line))

    def take(self, said: dict[str, Any]) -> None:
        if said["type"] in ("reply", "resynced"):
            stands = said["data"][self._crowd.topic] if said["type"] == "reply" else said["data"]
            if "code" in stands:
                self.leave()
                return
            here = (stands["epoch"], stands["offset"])
            if stands.get("recovered"):
                if here != (self.epoch, self.offset):
                    self._crowd.wrong.append(f"recovered to {here}, heard up to {self.offset}")
            elif self.epoch:
                self._crowd.reread += 1
            self.epoch, self.offset = here
            self.inside = True
            self.settled.set()
        elif said.get("topic") == self._crowd.topic and "offset" in said:
            if self.offset >= 0 and said["offset"] != self.offset + 1:
                self._crowd.wrong.append(f"{said['offset']} came after {self.offset}")
            self.offset = said["offset"]
            self.heard += 1
