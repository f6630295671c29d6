"""The load of the socket bench, in a process of its own: many readers and one who publishes.

Reads its orders as JSON from standard input and writes what it saw as JSON to standard output.
"""

import asyncio
import sys
import time
from collections.abc import Callable

import msgspec
import uvloop

from board import Phase, Tally
from machine import allow_many_files, pin, resident_bytes, used_seconds
from numbers_of import percentile
from publishing import WRITES, Publisher, RedisPublisher, SocketPublisher, WritePublisher
from readers import Readers

_GRACE_SECONDS = 5.0


class Order(msgspec.Struct, frozen=True, kw_only=True):
    core: int
    server_pid: int
    port: int
    sockets: int
    headers: list[dict[str, str]]
    """Of each who listens, by turns; the first is who writes."""
    topics: list[str] = []
    """What to listen to, by turns; nothing at a bare server."""
    bare_topics: int = 0
    write: str = ""
    """By what the house is made to tell something: a key of `WRITES`."""
    csrf_token: str = ""
    redis: str = ""
    """The socket of the Redis through which a gateway hears, instead of writing anything."""
    full_seconds: float
    steady_seconds: float
    steady_per_second: float
    in_flight: int = 32


class Full(msgspec.Struct, frozen=True):
    """As many as will go: the next is published when one has reached everybody."""

    tally: Tally
    published_per_second: float
    delivered_per_second: float
    server_us_per_publish: float
    frames_per_message: float
    generator_busy: float


class Steady(msgspec.Struct, frozen=True):
    """A fixed rate, timed from the moment at which each frame was due."""

    tally: Tally
    delivered_per_second: float
    p50_ms: float
    p99_ms: float
    worst_ms: float
    generator_busy: float


class Seen(msgspec.Struct, frozen=True):
    sockets: int
    frame_bytes: int
    connect_seconds: float
    server_bytes_per_socket: float
    full: Full
    steady: Steady | None


class Load:
    def __init__(self, order: Order) -> None:
        self._order = order
        self._readers = Readers(order.port, order.headers, order.topics, order.bare_topics)
        self._reached = order.sockets // self._readers.ways
        """How many hear each thing that is published."""
        self._publisher: Publisher

    async def run(self) -> Seen:
        order = self._order
        if not order.redis:
            self._publisher = await self._open_publisher()
        memory = resident_bytes(order.server_pid)
        begun = time.perf_counter()
        await self._readers.connect(order.sockets)
        connected = time.perf_counter() - begun
        per_socket = (resident_bytes(order.server_pid) - memory) / max(1, order.sockets)
        if order.redis:
            places = self._readers.places
            self._publisher = await RedisPublisher.open(order.redis, order.topics, places)
        await self._warm()
        full = await self._full()
        steady = await self._steady() if order.steady_seconds and order.sockets else None
        await self._readers.close()
        self._publisher.close()
        return Seen(
            sockets=order.sockets,
            frame_bytes=self._readers.frame_bytes,
            connect_seconds=connected,
            server_bytes_per_socket=per_socket,
            full=full,
            steady=steady,
        )

    async def _open_publisher(self) -> Publisher:
        order = self._order
        if not order.topics:
            return await SocketPublisher.open(order.port)
        headers = {**order.headers[0], "X-CSRF-Token": order.csrf_token}
        write = WRITES[order.write]
        return await WritePublisher.open(write, order.port, headers, order.in_flight)

    async def _warm(self) -> None:
        """A few frames that are not measured; they also show where the offsets stand."""
        phase = self._phase(lambda: None)
        for _ in range(3):
            phase.publish(time.perf_counter())
            await self._publisher.publish()
        await self._settle(phase)

    async def _full(self) -> Full:
        order = self._order
        free = asyncio.Semaphore(order.in_flight)
        phase = self._phase(free.release)
        messages = self._readers.messages
        server, busy = used_seconds(order.server_pid), time.process_time()
        begun = time.perf_counter()
        publishing: set[asyncio.Task[None]] = set()
        while time.perf_counter() - begun < order.full_seconds:
            try:
                await asyncio.wait_for(free.acquire(), timeout=10)
            except TimeoutError:
                break  # What is missing is counted as lost.
            phase.publish(time.perf_counter())
            task = asyncio.create_task(self._publish_one(free))
            publishing.add(task)
            task.add_done_callback(publishing.discard)
        await asyncio.gather(*publishing)
        await self._settle(phase)
        ended = phase.last_at if order.sockets else time.perf_counter()
        took = max(ended - begun, order.full_seconds)
        return Full(
            tally=phase.tally,
            published_per_second=phase.published / took,
            delivered_per_second=phase.tally.received / took,
            server_us_per_publish=(used_seconds(order.server_pid) - server)
            / max(1, phase.published)
            * 1e6,
            frames_per_message=phase.tally.received / max(1, self._readers.messages - messages),
            generator_busy=(time.process_time() - busy) / took,
        )

    async def _publish_one(self, free: asyncio.Semaphore) -> None:
        await self._publisher.publish()
        if self._order.sockets == 0:
            free.release()  # There is nobody whom it could reach.

    async def _steady(self) -> Steady:
        order = self._order
        phase = self._phase(lambda: None)
        due: asyncio.Queue[bool] = asyncio.Queue()
        # One after the other, so that the n-th frame is the n-th that was due.
        worker = asyncio.create_task(self._publish_in_order(due))
        begun, busy = time.perf_counter(), time.process_time()
        for number in range(int(order.steady_per_second * order.steady_seconds)):
            at = begun + number / order.steady_per_second
            await asyncio.sleep(max(0.0, at - time.perf_counter()))
            phase.publish(at)
            due.put_nowait(True)
        due.put_nowait(False)
        await worker
        await self._settle(phase)
        took = time.perf_counter() - begun
        return Steady(
            tally=phase.tally,
            delivered_per_second=phase.tally.received / took,
            p50_ms=percentile(phase.latencies, 50) * 1000,
            p99_ms=percentile(phase.latencies, 99) * 1000,
            worst_ms=max(phase.latencies, default=0.0) * 1000,
            generator_busy=(time.process_time() - busy) / took,
        )

    async def _publish_in_order(self, due: "asyncio.Queue[bool]") -> None:
        while await due.get():
            await self._publisher.publish()

    def _phase(self, delivered: Callable[[], None]) -> Phase:
        first = self._publisher.published + 1
        phase = Phase(first, self._reached, delivered, self._readers.ways)
        self._readers.begin(phase)
        return phase

    async def _settle(self, phase: Phase) -> None:
        """Wait for what is still under way, and a moment longer for what should not come."""
        deadline = time.perf_counter() + _GRACE_SECONDS
        while not phase.complete() and time.perf_counter() < deadline:  # noqa: ASYNC110 -- also waits for what never comes
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.1)
        self._readers.check_all_here()


def main() -> None:
    order = msgspec.json.decode(sys.stdin.buffer.read(), type=Order)
    pin(order.core)
    allow_many_files()
    seen = uvloop.run(Load(order).run())
    sys.stdout.buffer.write(msgspec.json.encode(seen))


if __name__ == "__main__":
    main()
