"""Listens: uvicorn in the event loop that everything else runs in."""

import asyncio
import contextlib
import gc
import logging
import socket
import time
from collections.abc import Generator, Mapping
from typing import Any

import uvicorn

from longhouse.kernel.http.doorkeeper import LOOK_EVERY, Doorkeeper, Visit

_BACKLOG = 2048
_KEEP_ALIVE = 75
_ON_ITS_WAY = 0.3


class _Server(uvicorn.Server):
    """Says when it is ready. Signals are the command line's business, which stops more than this."""

    def __init__(self, config: uvicorn.Config, ready: asyncio.Event) -> None:
        super().__init__(config)
        self._ready = ready
        self._doorkeeper = Doorkeeper(self.server_state.connections, time.monotonic)
        self._looked_at = time.monotonic()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        try:
            await super().startup(sockets)
        finally:
            self._ready.set()

    async def on_tick(self, counter: int) -> bool:
        now = time.monotonic()
        if now - self._looked_at >= LOOK_EVERY:
            self._looked_at = now
            self._doorkeeper.look()
        return await super().on_tick(counter)

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None]:
        yield


class Listener:
    def __init__(
        self, asgi: Any, listening: socket.socket, *, drain: int, sockets: Mapping[str, Any]
    ) -> None:
        """`sockets` is how the application for sockets wants uvicorn to be configured."""
        # uvicorn writes the address of each socket at this level, with its query string.
        logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
        self._socket = listening
        self._ready = asyncio.Event()
        self._server = _Server(
            uvicorn.Config(
                asgi,
                http=Visit,
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=False,
                backlog=_BACKLOG,
                timeout_keep_alive=_KEEP_ALIVE,
                timeout_graceful_shutdown=drain,
                **sockets,
            ),
            self._ready,
        )

    async def run(self) -> None:
        # What has been built by now stays as long as the process; without this it would be looked
        # through for rubbish again and again, which took a tenth of the time of a busy house.
        gc.collect()
        gc.freeze()
        await self._server.serve(sockets=[self._socket])

    async def stop(self) -> None:
        """Take nobody in any more; `run` returns when those inside are done or time is up.

        What was sent on connections that looked idle a moment ago is still read and answered: a
        proxy cannot know that we are about to hang up, and may not send a change twice.
        """
        for server in getattr(self._server, "servers", ()):
            server.close()
        await asyncio.sleep(_ON_ITS_WAY)
        self._server.should_exit = True

    async def started(self) -> None:
        """Return when the first visitor would be let in; at once when listening has failed."""
        await self._ready.wait()


def bind(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind((host, port))
    listening.setblocking(False)
    return listening
