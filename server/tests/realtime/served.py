"""A process of the house that listens, over each of its transports."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any, cast

import pytest
import uvicorn
from websockets.asyncio.client import connect

from longhouse.kernel.adapters.live_memory import MemoryLive
from longhouse.kernel.clock import SystemClock
from longhouse.kernel.http.arrivals import Arrivals
from longhouse.kernel.http.operations import Operations
from longhouse.kernel.http.visitor import parse_networks
from longhouse.realtime.door import Scope
from longhouse.realtime.settings import RealtimeSettings
from longhouse.realtime.timers import LoopTimers
from longhouse.realtime.transports.asgi import Receive, Send, SocketApp, ws_options
from longhouse.realtime.transports.picows import Gateway
from realtime.house import House, Members
from support.waiting import until

TRANSPORTS = ("uvicorn", "gateway")
LIMITS = RealtimeSettings(handshake_seconds=1, shutdown_seconds=2, leave_seconds=0.2)


class Running:
    def __init__(self, house: House, transport: str) -> None:
        self.house = house
        self.listening = socket.socket()
        self.listening.bind(("127.0.0.1", 0))
        port = self.listening.getsockname()[1]
        self.origin = f"http://127.0.0.1:{port}"
        self.url = f"ws://127.0.0.1:{port}/api/v1/ws"
        self.module = {"uvicorn": "asgi", "gateway": "picows.peer"}[transport]

    def connect(self, **headers: str) -> connect:
        return connect(self.url, additional_headers=headers, compression=None)


@asynccontextmanager
async def running_over(
    transport: str,
    members: Members,
    monkeypatch: pytest.MonkeyPatch,
    *,
    limits: RealtimeSettings = LIMITS,
    proxies: str = "",
) -> AsyncGenerator[Running]:
    """`proxies` are believed what they say of their clients."""
    timers = cast("Any", LoopTimers(SystemClock()))
    house = House(MemoryLive(timers), timers, members, limits)
    await house.start()
    running = Running(house, transport)
    arrivals = Arrivals(parse_networks(proxies))
    serve = (
        _by_uvicorn(running, monkeypatch, arrivals)
        if transport == "uvicorn"
        else by_gateway(running, arrivals=arrivals)
    )
    async with serve:
        yield running
    await house.stop()


@asynccontextmanager
async def by_gateway(
    running: Running, *, arrivals: Arrivals | None = None, secure: bool = False
) -> AsyncGenerator[Gateway]:
    operations = Operations(
        SystemClock(), checks={}, metrics=lambda: b"sockets 1\n", metrics_token=None
    )
    realtime = running.house.realtime
    gateway = Gateway(realtime, arrivals or Arrivals([]), operations, secure=secure)
    await gateway.start(running.listening)
    yield gateway
    await gateway.stop()


@asynccontextmanager
async def _by_uvicorn(
    running: Running, monkeypatch: pytest.MonkeyPatch, arrivals: Arrivals
) -> AsyncGenerator[None]:
    config = uvicorn.Config(
        cast("Any", _met(SocketApp(running.house.realtime), arrivals)),
        log_level="warning",
        lifespan="off",
        **cast("Any", ws_options(LIMITS)),
    )
    server = uvicorn.Server(config)
    # Signals belong to the test runner.
    monkeypatch.setattr(server, "capture_signals", contextlib.nullcontext)
    serving = asyncio.create_task(server.serve(sockets=[running.listening]))
    await until(lambda: server.started)
    yield
    await running.house.realtime.shutdown()
    server.should_exit = True
    await serving


def _met(app: SocketApp, arrivals: Arrivals) -> object:
    """As the edge hands a socket on."""

    async def meet(scope: Scope, receive: Receive, send: Send) -> None:
        peer = scope["client"][0]
        exchange = arrivals.meet(scope["headers"], peer=peer, scheme=scope["scheme"])
        exchange.place(cast("Any", scope))
        await app(scope, receive, send)

    return meet
