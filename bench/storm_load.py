"""The load of the storm bench, in a process of its own: members who come back all at once.

Reads its orders as JSON from standard input. When all are connected it writes `ready`, waits for a
line that says how many events each has missed, and comes back; then it writes what it saw as JSON.
"""

import asyncio
import sys
import time
from itertools import pairwise
from typing import Any

import msgspec
import picows
import uvloop

from board import Tally
from machine import allow_many_files, pin
from numbers_of import percentile

_AT_ONCE = 50
# How long a member waits between two tries, as the client does at its shortest.
_PAUSE = 1.0
_PATIENCE = 120.0


class Order(msgspec.Struct, frozen=True, kw_only=True):
    core: int
    port: int
    sockets: int
    headers: list[dict[str, str]]
    """Of each member; the sockets are theirs by turns."""
    own_topics: list[str]
    """Of each member, in the same order."""
    shared_topic: str


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    sockets: int
    back: int
    caught_up: int
    """Who got each event that they had missed, once and in order."""
    unrecovered: int
    """Who was told to read anew."""
    tally: Tally
    """Over all that everybody had missed."""
    tries: int
    seconds: float
    """From the moment at which the gateway answered until the last had caught up."""
    p50_ms: float
    p99_ms: float
    """From a member's own successful try to having caught up."""
    generator_busy: float


class Storm:
    def __init__(self, order: Order) -> None:
        self.order = order
        self.missed = 0
        self.tries = 0
        self._members = [
            Member(
                self,
                order.headers[number % len(order.headers)],
                (order.own_topics[number % len(order.own_topics)], order.shared_topic),
            )
            for number in range(order.sockets)
        ]

    async def run(self) -> Seen:
        gate = asyncio.Semaphore(_AT_ONCE)

        async def enter(member: Member) -> None:
            async with gate:
                await member.connect()

        await asyncio.gather(*(enter(member) for member in self._members))
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        self.missed = int(await asyncio.to_thread(sys.stdin.readline))
        began, busy = time.perf_counter(), time.process_time()
        coming = [asyncio.create_task(member.come_back()) for member in self._members]
        await asyncio.wait(coming, timeout=_PATIENCE)
        generator_busy = (time.process_time() - busy) / (time.perf_counter() - began)
        for task in coming:
            task.cancel()
        return self._seen(began, generator_busy)

    def _seen(self, began: float, generator_busy: float) -> Seen:
        up = [member for member in self._members if member.caught_up_at]
        took = [(member.caught_up_at - member.tried_at) * 1000 for member in up]
        return Seen(
            sockets=len(self._members),
            back=sum(member.is_back for member in self._members),
            caught_up=len(up),
            unrecovered=sum(member.unrecovered for member in self._members),
            tally=self._tally(),
            tries=self.tries,
            seconds=max((member.caught_up_at for member in up), default=began) - began,
            p50_ms=percentile(took, 50),
            p99_ms=percentile(took, 99),
            generator_busy=generator_busy,
        )

    def _tally(self) -> Tally:
        tally = Tally(expected=self.missed * len(self._members))
        for member in self._members:
            heard = member.heard()
            wanted = member.wanted().intersection(heard)
            tally.received += len(wanted)
            tally.doubled += len(heard) - len(set(heard))
            tally.stray += len(set(heard)) - len(wanted)
            tally.out_of_order += sum(after < before for before, after in pairwise(heard))
        return tally


class Member(picows.WSListener):
    """One socket of one member."""

    def __init__(self, storm: Storm, headers: dict[str, str], topics: tuple[str, str]) -> None:
        self.tried_at = 0.0
        self.caught_up_at = 0.0
        self.is_back = False
        self.unrecovered = False
        self._storm = storm
        self._headers = headers
        self._topics = topics
        self._places: dict[str, Any] = dict.fromkeys(topics)
        self._missed: list[int] = []
        self._settled: asyncio.Future[None]

    def heard(self) -> list[int]:
        """Of the shared topic since the last try, in the order in which it came."""
        return self._missed

    def wanted(self) -> set[int]:
        since = self._places[self._topics[1]]["offset"]
        return set(range(since + 1, since + 1 + self._storm.missed))

    async def connect(self) -> None:
        self._settled = asyncio.get_running_loop().create_future()
        await picows.ws_connect(  # pyright: ignore[reportUnknownMemberType] -- its keyword arguments have no types
            lambda: self,
            f"ws://127.0.0.1:{self._storm.order.port}/api/v1/ws",
            extra_headers=self._headers,
            read_buffer_init_size=4096,
            websocket_handshake_timeout=60,
        )
        await self._settled

    async def come_back(self) -> None:
        while not self.is_back:
            self._storm.tries += 1
            self.tried_at = time.perf_counter()
            try:
                self._missed.clear()
                await self.connect()
            except (OSError, picows.WSError):
                await asyncio.sleep(_PAUSE)
            else:
                self.is_back = True

    def on_ws_connected(self, transport: picows.WSTransport) -> None:
        ask = {"type": "subscribe", "id": 1, "data": {"topics": self._places}}
        transport.send(picows.WSMsgType.TEXT, msgspec.json.encode(ask))

    def on_ws_disconnected(self, transport: picows.WSTransport) -> None:
        if not self._settled.done():
            self._settled.set_exception(ConnectionResetError())

    def on_ws_frame(self, transport: picows.WSTransport, frame: picows.WSFrame) -> None:
        if frame.msg_type == picows.WSMsgType.CLOSE:
            transport.disconnect()
        if frame.msg_type != picows.WSMsgType.TEXT:
            return
        for line in frame.get_payload_as_bytes().splitlines():
            said = msgspec.json.decode(line)
            if said["type"] == "reply":
                self._arrive(said["data"])
            elif said.get("topic") == self._topics[1] and "offset" in said:
                self._missed.append(said["offset"])

    def _arrive(self, places: dict[str, Any]) -> None:
        shared = places[self._topics[1]]
        if self._storm.missed:
            self.unrecovered = any(place.get("recovered") is False for place in places.values())
            if self._missed == sorted(self.wanted()):
                self.caught_up_at = time.perf_counter()
        else:
            self._places = {
                topic: {"epoch": place["epoch"], "offset": place["offset"]}
                for topic, place in places.items()
            }
        if not self._settled.done() and shared:
            self._settled.set_result(None)


def main() -> None:
    order = msgspec.json.decode(sys.stdin.buffer.readline(), type=Order)
    pin(order.core)
    allow_many_files()
    seen = uvloop.run(Storm(order).run())
    sys.stdout.write(msgspec.json.encode(seen).decode() + "\n")


if __name__ == "__main__":
    main()
