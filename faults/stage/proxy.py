"""A proxy of bytes between two who trust each other, and everything that a network can do to them."""

import asyncio
import socket
import struct
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

Watch = Callable[[bytes], bool]
_CHUNK = 65_536
# Closing with this set sends a reset instead of saying goodbye.
_RESET = struct.pack("ii", 1, 0)


class Proxy:
    """Listens on a port of this machine and passes on to an address, a port or a Unix socket."""

    def __init__(self, upstream: int | Path) -> None:
        self.port = 0
        self.passed = 0
        """How many connections have been let through."""
        self.lost_replies = 0
        self.delay = 0.0
        """Seconds by which each piece is late, either way."""
        self.loses_reply_to: Watch | None = None
        """Asked about each piece on its way up: whether it is passed on and its sender cut off
        before the reply, so that they never learn what became of it."""
        self._upstream = upstream
        self._server: asyncio.Server | None = None
        self._open: set[_Pair] = set()
        self.flows = asyncio.Event()
        self.flows.set()

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def remove(self) -> None:
        if self._server is not None:
            self._server.close()
        self.flows.set()
        self.cut()
        await asyncio.sleep(0)

    def cut(self) -> None:
        """Every connection ends with a reset."""
        for pair in list(self._open):
            pair.reset()

    def swallow(self) -> None:
        """From now on nothing passes and nobody is told: a cable that was pulled."""
        self.flows.clear()

    def flow(self) -> None:
        self.flows.set()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            up_reader, up_writer = await self._connect()
        except OSError:
            writer.close()
            return
        self.passed += 1
        pair = _Pair(writer, up_writer)
        self._open.add(pair)
        try:
            await asyncio.gather(
                self._pass(reader, up_writer, pair, upwards=True),
                self._pass(up_reader, writer, pair, upwards=False),
            )
        except (OSError, RuntimeError, asyncio.CancelledError):
            # uvloop says in this way that the other end was closed meanwhile.
            pass
        finally:
            self._open.discard(pair)
            pair.close()

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if isinstance(self._upstream, Path):
            return await asyncio.open_unix_connection(str(self._upstream))
        return await asyncio.open_connection("127.0.0.1", self._upstream)

    async def _pass(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        pair: "_Pair",
        *,
        upwards: bool,
    ) -> None:
        while piece := await reader.read(_CHUNK):
            if self.delay:
                await asyncio.sleep(self.delay)
            await self.flows.wait()
            if upwards and self.loses_reply_to is not None and self.loses_reply_to(piece):
                writer.write(piece)
                await writer.drain()
                self.lost_replies += 1
                pair.reset_client()
                # Time for the other side to do what it was asked before it hears that nobody waits.
                await asyncio.sleep(0.3)
                pair.close()
                return
            writer.write(piece)
            await writer.drain()
        pair.close()


class _Pair:
    """The two ends of one connection."""

    def __init__(self, client: asyncio.StreamWriter, upstream: asyncio.StreamWriter) -> None:
        self._client = client
        self._upstream = upstream

    def reset(self) -> None:
        self.reset_client()
        self._upstream.close()

    def reset_client(self) -> None:
        connection: socket.socket | None = self._client.get_extra_info("socket")
        if connection is not None:
            with suppress(OSError):
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        self._client.transport.abort()

    def close(self) -> None:
        self._client.close()
        self._upstream.close()
