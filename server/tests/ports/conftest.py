"""The implementations of each port, so that one suite holds for all of them."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

import pytest

from longhouse.kernel.adapters.live_memory import MemoryLive
from longhouse.kernel.adapters.live_redis import RedisLive
from longhouse.kernel.live import Live
from support.clocks import FakeClock
from support.redis_server import RedisServer
from support.waiting import until


class LiveKind:
    """One implementation of the live port, and how time passes for it."""

    def __init__(
        self, make: Callable[[int, float], Live], pass_time: Callable[[float], Awaitable[None]]
    ) -> None:
        self._make = make
        self.pass_time = pass_time
        self._started: list[Live] = []

    async def start(self, *, window_messages: int = 256, window_seconds: float = 300.0) -> Live:
        live = self._make(window_messages, window_seconds)
        await live.start()
        self._started.append(live)
        return live

    async def stop_all(self) -> None:
        for live in self._started:
            await live.stop()


@pytest.fixture(scope="session")
def shared_redis() -> Iterator[RedisServer]:
    server = RedisServer()
    server.start()
    yield server
    server.remove()


@pytest.fixture
def redis_server(shared_redis: RedisServer) -> RedisServer:
    """The session's Redis, emptied."""
    shared_redis.command("FLUSHALL")
    return shared_redis


@pytest.fixture
def own_redis() -> Iterator[RedisServer]:
    """A Redis that this test may break."""
    server = RedisServer()
    server.start()
    yield server
    server.thaw()
    server.remove()


def _memory() -> LiveKind:
    clock = FakeClock()

    async def pass_time(seconds: float) -> None:
        clock.advance(seconds)

    def make(window_messages: int, window_seconds: float) -> Live:
        return MemoryLive(clock, window_messages=window_messages, window_seconds=window_seconds)

    return LiveKind(make, pass_time)


def _redis(server: RedisServer) -> LiveKind:
    async def pass_time(seconds: float) -> None:
        server.command("SET", "test:passing", "", "PX", int(seconds * 1000) + 5)
        await until(lambda: not server.command("EXISTS", "test:passing"))

    def make(window_messages: int, window_seconds: float) -> Live:
        return RedisLive(server.url, window_messages=window_messages, window_seconds=window_seconds)

    return LiveKind(make, pass_time)


@pytest.fixture(params=["memory", "redis"])
async def kind(request: pytest.FixtureRequest) -> AsyncIterator[LiveKind]:
    if request.param == "memory":
        kind = _memory()
    else:
        kind = _redis(request.getfixturevalue("redis_server"))
    yield kind
    await kind.stop_all()


@pytest.fixture
async def live(kind: LiveKind) -> Live:
    return await kind.start()
