"""The load of the canvas bench, in a process of its own: a crowd on one canvas that also speaks.

Reads its orders as JSON from standard input and writes what it saw as JSON to standard output.
"""

import asyncio
import re
import sys
import time

import msgspec
import picows
import uvloop

from board import Marks, Phase, Tally
from machine import allow_many_files, pin, resident_bytes, used_seconds
from numbers_of import percentile

_AT_ONCE = 40
_GRACE_SECONDS = 5.0
_WARM_MESSAGES = 50
_NUMBER = re.compile(rb'"payload":"w(\d+)"')
_TOPIC = "canvas:default"


class Order(msgspec.Struct, frozen=True, kw_only=True):
    core: int
    server_pid: int
    port: int
    headers: list[dict[str, str]]
    """Of each member, who comes with one socket."""
    per_second: float
    seconds: float


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    sockets: int
    tally: Tally
    refused: int
    """What was said and not taken."""
    sent_per_second: float
    delivered_per_second: float
    p50_ms: float
    p99_ms: float
    worst_ms: float
    """From the moment at which each word was due."""
    frames_per_message: float
    server_us_per_delivery: float
    server_busy: float
    server_bytes_per_socket: float
    generator_busy: float


class Crowd:
    def __init__(self, order: Order) -> None:
        self._order = order
        self._people: list[Somebody] = []
        self.phase: Phase | None = None
        self.messages = 0
        self.refused = 0
        self._said = 0

    async def run(self) -> Seen:
        order = self._order
        memory = resident_bytes(order.server_pid)
        await self._enter()
        per_socket = (resident_bytes(order.server_pid) - memory) / len(self._people)
        await self._speak(_WARM_MESSAGES, order.per_second)
        self.messages = self.refused = 0
        server, busy = used_seconds(order.server_pid), time.process_time()
        begun = time.perf_counter()
        phase = await self._speak(int(order.per_second * order.seconds), order.per_second)
        took = time.perf_counter() - begun
        used = used_seconds(order.server_pid) - server
        busy = time.process_time() - busy
        self._check_all_here()
        for one in self._people:
            one.leave()
        return Seen(
            sockets=len(self._people),
            tally=phase.tally,
            refused=self.refused,
            sent_per_second=phase.published / order.seconds,
            delivered_per_second=phase.tally.received / max(order.seconds, phase.last_at - begun),
            p50_ms=percentile(phase.latencies, 50) * 1000,
            p99_ms=percentile(phase.latencies, 99) * 1000,
            worst_ms=max(phase.latencies, default=0.0) * 1000,
            frames_per_message=phase.tally.received / max(1, self.messages),
            server_us_per_delivery=used / max(1, phase.tally.received) * 1e6,
            server_busy=used / took,
            server_bytes_per_socket=per_socket,
            generator_busy=busy / took,
        )

    async def _enter(self) -> None:
        gate = asyncio.Semaphore(_AT_ONCE)

        async def one(headers: dict[str, str]) -> None:
            async with gate:
                somebody = Somebody(self)
                await picows.ws_connect(  # pyright: ignore[reportUnknownMemberType] -- its keyword arguments have no types
                    lambda: somebody,
                    f"ws://127.0.0.1:{self._order.port}/api/v1/ws",
                    extra_headers=headers,
                    websocket_handshake_timeout=60,
                )
                await asyncio.wait_for(somebody.here, timeout=60)
                self._people.append(somebody)

        await asyncio.gather(*(one(headers) for headers in self._order.headers))
        # Everybody has been told of everybody once nothing has come for a moment.
        heard = -1
        while heard != self.messages:
            heard = self.messages
            await asyncio.sleep(0.5)

    async def _speak(self, count: int, per_second: float) -> Phase:
        """Each word by the next member, when it is due, whatever has become of those before."""
        phase = Phase(self._said, len(self._people) - 1, lambda: None)
        for one in self._people:
            one.marks = Marks()
        self.phase = phase
        begun = time.perf_counter()
        for turn in range(count):
            due = begun + turn / per_second
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            phase.publish(due)
            self._people[self._said % len(self._people)].say(self._said)
            self._said += 1
        said_at = time.perf_counter()
        # What comes late is not lost, and says so by its latency.
        while not phase.complete() and time.perf_counter() < _until(said_at, phase):  # noqa: ASYNC110 -- also waits for what never comes
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.3)
        return phase

    def _check_all_here(self) -> None:
        gone = [one.gone for one in self._people if one.gone is not None]
        if gone:
            raise RuntimeError(f"{len(gone)} sockets were closed, the first with: {gone[0]}")


class Somebody(picows.WSListener):
    def __init__(self, crowd: Crowd) -> None:
        self.marks = Marks()
        self.here: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.gone: str | None = None
        self._crowd = crowd
        self._transport: picows.WSTransport | None = None
        self._leaving = False

    def say(self, number: int) -> None:
        data = {
            "topic": _TOPIC,
            "payload": f"w{number}",
            "position": {"x": number % 997 + 0.5, "y": -(number % 499) - 0.25},
        }
        frame = {"type": "chat", "id": number, "data": data}
        assert self._transport is not None
        self._transport.send(picows.WSMsgType.TEXT, msgspec.json.encode(frame))

    def leave(self) -> None:
        self._leaving = True
        if self._transport is not None:
            self._transport.disconnect()

    def on_ws_connected(self, transport: picows.WSTransport) -> None:
        self._transport = transport

    def on_ws_disconnected(self, transport: picows.WSTransport) -> None:
        if self._leaving:
            return
        self.gone = self.gone or "nothing said"
        if not self.here.done():
            self.here.set_exception(RuntimeError(f"closed at the door: {self.gone}"))

    def on_ws_frame(self, transport: picows.WSTransport, frame: picows.WSFrame) -> None:
        if frame.msg_type == picows.WSMsgType.CLOSE:
            self.gone = f"{frame.get_close_code()} {frame.get_close_message()!r}"
            transport.disconnect()
            return
        if frame.msg_type != picows.WSMsgType.TEXT:
            return
        message = frame.get_payload_as_bytes()
        crowd = self._crowd
        crowd.messages += 1
        if not self.here.done():
            self._arrive(transport, message)
            return
        phase = crowd.phase
        if phase is None:
            return
        if b'"type":"reply"' in message or b'"type":"error"' in message:
            self._answered(message, phase)
            return
        now = time.perf_counter()
        for number in _NUMBER.findall(message):
            phase.got(self.marks, int(number), now)

    def _answered(self, message: bytes, phase: Phase) -> None:
        """What one said oneself is answered; in the same message others may be heard."""
        now = time.perf_counter()
        for line in message.splitlines():
            said = msgspec.json.decode(line)
            if said["type"] == "chat":
                phase.got(self.marks, int(said["data"]["payload"][1:]), now)
            elif said["type"] == "error":
                self._crowd.refused += 1

    def _arrive(self, transport: picows.WSTransport, message: bytes) -> None:
        for line in message.splitlines():
            said = msgspec.json.decode(line)
            if said["type"] == "hello":
                ask = {"type": "subscribe", "id": 0, "data": {"topics": {_TOPIC: None}}}
                transport.send(picows.WSMsgType.TEXT, msgspec.json.encode(ask))
            elif said["type"] == "user_sync":
                self.here.set_result(None)
            elif said["type"] == "error":
                self.here.set_exception(RuntimeError(f"refused: {said}"))


def _until(said_at: float, phase: Phase) -> float:
    return max(said_at, phase.last_at) + _GRACE_SECONDS


def main() -> None:
    order = msgspec.json.decode(sys.stdin.buffer.read(), type=Order)
    pin(order.core)
    allow_many_files()
    sys.stdout.buffer.write(msgspec.json.encode(uvloop.run(Crowd(order).run())))


if __name__ == "__main__":
    main()
