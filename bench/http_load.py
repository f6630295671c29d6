"""The load of the HTTP bench, in a process of its own: as many requests as will be answered.

Reads its orders as JSON from standard input and writes what it saw as JSON to standard output.
"""

import asyncio
import sys
import time

import msgspec
import uvloop

from http_client import Connection, request
from machine import pin, used_seconds
from numbers_of import percentile


class Order(msgspec.Struct, frozen=True):
    core: int
    server_pid: int
    port: int
    path: str
    headers: dict[str, str]
    connections: int
    warm_seconds: float
    seconds: float


class Seen(msgspec.Struct, frozen=True):
    requests: int
    refused: int
    per_second: float
    p50_ms: float
    p95_ms: float
    p99_ms: float
    server_us: float
    """Processor time of the server, without its database, for one request."""
    generator_busy: float
    """The share of its core that the generator itself used."""
    answer_bytes: int


class Load:
    def __init__(self, order: Order) -> None:
        self._order = order
        self._message = request("GET", order.path, order.headers)
        self._seconds: list[float] = []
        self._refused = 0
        self._measuring = False
        self._stopped = False
        self._answer_bytes = 0
        self._connections: list[Connection] = []

    async def run(self) -> Seen:
        loop = asyncio.get_running_loop()
        for _ in range(self._order.connections):
            self._connections.append(await self._connect(loop))
        for connection in self._connections:
            connection.send(self._message)
        await asyncio.sleep(self._order.warm_seconds)
        self._measuring = True
        begun, busy = time.perf_counter(), time.process_time()
        server = used_seconds(self._order.server_pid)
        await asyncio.sleep(self._order.seconds)
        self._measuring = False
        took, used = time.perf_counter() - begun, time.process_time() - busy
        served = used_seconds(self._order.server_pid) - server
        self._stopped = True
        lost = sum(connection.lost for connection in self._connections)
        for connection in self._connections:
            connection.close()
        return Seen(
            requests=len(self._seconds),
            refused=self._refused + lost,
            per_second=len(self._seconds) / took,
            p50_ms=percentile(self._seconds, 50) * 1000,
            p95_ms=percentile(self._seconds, 95) * 1000,
            p99_ms=percentile(self._seconds, 99) * 1000,
            server_us=served / max(1, len(self._seconds)) * 1e6,
            generator_busy=used / took,
            answer_bytes=self._answer_bytes,
        )

    async def _connect(self, loop: asyncio.AbstractEventLoop) -> Connection:
        def answered(status: int, seconds: float, body: bytes) -> None:
            if self._stopped:
                return
            if status != 200:
                self._refused += 1
            elif self._measuring:
                self._seconds.append(seconds)
                self._answer_bytes = len(body)
            connection.send(self._message)

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
