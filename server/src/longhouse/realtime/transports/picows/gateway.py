"""Listens for sockets, and sends them away when it stops."""

import asyncio
import gc
import socket

from longhouse.kernel.http.arrivals import Arrivals
from longhouse.kernel.http.operations import Operations
from longhouse.realtime.core import Realtime
from longhouse.realtime.transports.picows.front import Front, Reception

_BACKLOG = 4_096
_RARELY = (10_000, 50, 50)


class Gateway:
    def __init__(
        self, realtime: Realtime, arrivals: Arrivals, operations: Operations, *, secure: bool
    ) -> None:
        """`secure` says that members reach the house by https, and nobody else does."""
        self._realtime = realtime
        self._reception = Reception(realtime, arrivals, operations, secure=secure)
        self._server: asyncio.Server | None = None

    async def start(self, listening: socket.socket) -> None:
        # What has been built by now stays as long as the process. A socket brings about fifty
        # objects and leaves no cycles: looking through those of ten thousand again and again would
        # keep all of them waiting.
        gc.collect()
        gc.freeze()
        gc.set_threshold(*_RARELY)
        self._server = await asyncio.get_running_loop().create_server(
            lambda: Front(self._reception), sock=listening, backlog=_BACKLOG
        )

    async def stop(self) -> None:
        """Take nobody in any more, send those who are here away, and wait until they have left."""
        if self._server is not None:
            self._server.close()
        await self._realtime.move_on()
        for front in list(self._reception.fronts):
            front.give_up()
