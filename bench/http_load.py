"""The load of the HTTP benches, in a process of its own.

Either as many requests as will be answered, each connection sending its next when it has had an
answer; or a fixed number a second, whatever becomes of them, each timed from the moment at which
it was due. Messages may be of several kinds, which are then told apart. Reads its orders as JSON from standard input and writes what it saw to standard output.
"""

import asyncio
import sys
import time
from collections import deque

import msgspec
import uvloop

from http_client import Connection
from machine import pin, used_by_database, used_seconds
from numbers_of import percentile

_GRACE_SECONDS = 10.0
# uvloop counts in milliseconds; less than one would be a busy loop.
_TICK = 0.002


class Order(msgspec.Struct, frozen=True, kw_only=True):
    core: int
    server_pid: int
    database_pid: int
    port: int
    messages: list[bytes]
    """Sent one after the other, and from the beginning again where there are too few."""
    kinds: list[int] = []
    """Of each message, where they are told apart."""
    accepted: int = 200
    connections: int
    warm_seconds: float
    seconds: float
    per_second: float | None = None
    """How many are due a second; None for as many as will be answered."""


class Times(msgspec.Struct, frozen=True):
    requests: int
    p50_ms: float
    p95_ms: float
    worst_ms: float


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    due: int
    """How many should have been answered while it was measured."""
    requests: int
    refused: int
    per_second: float
    p50_ms: float
    p95_ms: float
    p99_ms: float
    worst_ms: float
    server_us: float
    """Processor time of the server, without its database, for one request."""
    database_us: float
    generator_busy: float
    """The share of its core that the generator itself used."""
    answer_bytes: int
    sent: int
    """How many were sent in all, before, while and after it was measured."""
    by_kind: list[Times] = []

    @property
    def lost(self) -> int:
        return self.due - self.requests


class Load:
    def __init__(self, order: Order) -> None:
        self._order = order
        self._sent = 0
        self._seconds: list[float] = []
        self._kinds: list[int] = []
        """Of each of these, where they are told apart."""
        self._refused = 0
        self._answered = 0
        """While it was measured, whenever it was due: what the processor time is divided by."""
        self._from = self._until = 0.0
        self._stopped = False
        self._answer_bytes = 0
        self._connections: list[Connection] = []
        self._asked: dict[Connection, int] = {}
        self._free: deque[Connection] = deque()
        self._waiting: deque[float] = deque()

    async def run(self) -> Seen:
        order = self._order
        loop = asyncio.get_running_loop()
        for _ in range(order.connections):
            self._connections.append(await self._connect(loop))
        self._from = time.perf_counter() + order.warm_seconds
        self._until = self._from + order.seconds
        measured = asyncio.create_task(self._measure())
        due = await (self._flood() if order.per_second is None else self._pace(order.per_second))
        server, database, busy = await measured
        self._stopped = True
        lost = sum(connection.lost for connection in self._connections)
        for connection in self._connections:
            connection.close()
        count = max(1, self._answered)
        return Seen(
            due=len(self._seconds) if due is None else due,
            requests=len(self._seconds),
            refused=self._refused + lost,
            per_second=len(self._seconds) / order.seconds,
            p50_ms=percentile(self._seconds, 50) * 1000,
            p95_ms=percentile(self._seconds, 95) * 1000,
            p99_ms=percentile(self._seconds, 99) * 1000,
            worst_ms=max(self._seconds, default=0.0) * 1000,
            server_us=server / count * 1e6,
            database_us=database / count * 1e6,
            generator_busy=busy / order.seconds,
            answer_bytes=self._answer_bytes,
            sent=self._sent,
            by_kind=[self._times(kind) for kind in sorted(set(order.kinds))],
        )

    def _times(self, kind: int) -> Times:
        seconds = [s for s, k in zip(self._seconds, self._kinds, strict=True) if k == kind]
        return Times(
            requests=len(seconds),
            p50_ms=percentile(seconds, 50) * 1000,
            p95_ms=percentile(seconds, 95) * 1000,
            worst_ms=max(seconds, default=0.0) * 1000,
        )

    async def _flood(self) -> None:
        for connection in self._connections:
            self._send(connection, time.perf_counter())
        await asyncio.sleep(max(0.0, self._until - time.perf_counter()))

    async def _pace(self, per_second: float) -> int:
        """Send what is due, then wait for what is still under way; how many were due."""
        began, due, measured = time.perf_counter(), 0, 0
        self._free.extend(self._connections)
        while (now := time.perf_counter()) < self._until:
            while (at := began + due / per_second) <= now:
                due += 1
                measured += self._from <= at < self._until
                if self._free:
                    self._send(self._free.popleft(), at)
                else:
                    self._waiting.append(at)
            await asyncio.sleep(_TICK)
        deadline = self._until + _GRACE_SECONDS
        while len(self._free) < len(self._connections) and time.perf_counter() < deadline:  # noqa: ASYNC110 -- also waits for what never comes
            await asyncio.sleep(0.01)
        return measured

    async def _measure(self) -> tuple[float, float, float]:
        """Processor time of the server, of its database, and of this process."""
        order = self._order
        await asyncio.sleep(self._from - time.perf_counter())
        server, database = used_seconds(order.server_pid), used_by_database(order.database_pid)
        busy = time.process_time()
        await asyncio.sleep(self._until - time.perf_counter())
        return (
            used_seconds(order.server_pid) - server,
            used_by_database(order.database_pid) - database,
            time.process_time() - busy,
        )

    def _send(self, connection: Connection, due: float) -> None:
        index = self._sent % len(self._order.messages)
        self._sent += 1
        self._asked[connection] = index
        connection.send(self._order.messages[index], due)

    async def _connect(self, loop: asyncio.AbstractEventLoop) -> Connection:
        paced, kinds = self._order.per_second is not None, self._order.kinds

        def answered(status: int, due: float, body: bytes) -> None:
            if self._stopped:
                return
            now = time.perf_counter()
            self._answered += self._from <= now < self._until
            # With a rate it counts when it was due, without one when it was answered.
            if status != self._order.accepted:
                self._refused += 1
            elif self._from <= (due if paced else now) < self._until:
                self._seconds.append(now - due)
                if kinds:
                    self._kinds.append(kinds[self._asked[connection]])
                self._answer_bytes = len(body)
            if not paced:
                self._send(connection, now)
            elif self._waiting:
                self._send(connection, self._waiting.popleft())
            else:
                self._free.append(connection)

        connection = Connection(answered)
        await loop.create_connection(lambda: connection, "127.0.0.1", self._order.port)
        return connection


def main() -> None:
    order = msgspec.json.decode(sys.stdin.buffer.read(), type=Order)
    pin(order.core)
    seen = uvloop.run(Load(order).run())
    sys.stdout.buffer.write(msgspec.json.encode(seen))


if __name__ == "__main__":
    main()
