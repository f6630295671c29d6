"""The one connection of a process on which Redis tells it what happens.

Owns: the loop that reads it, the loop that pings it, and reconnecting with growing, random pauses.
Promises: `join` returns when Redis has confirmed; what is told is handed on synchronously and in
order; after an interruption `resumed` is called when every channel is confirmed again, and only
then is anything that arrived meanwhile handed on.
"""

import asyncio
import logging
import random
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol, cast

from redis.exceptions import RedisError

# Subscribed from the start, so that the connection is always in the mode in which a ping is
# answered in the same shape.
_ALWAYS = b"longhouse:alive"
# Together the longest time until a half-open connection is noticed.
PING_EVERY = 3.0
DEAD_AFTER = 6.0
_LONGEST_PAUSE = 5.0
_AT_ONCE = 500
# Whatever is told or confirmed is three things: its kind, its channel, and what is said of it.
_PARTS = 3

_log = logging.getLogger(__name__)


class Connection(Protocol):
    """What this file needs of a connection."""

    async def connect(self) -> None: ...
    async def disconnect(self, nowait: bool = False) -> None: ...
    async def send_command(self, *args: bytes) -> None: ...
    async def listen(self, hear: Callable[[object], None]) -> None:
        """Hand on whatever comes; raises when the connection ends."""
        ...


class Subscriber:
    def __init__(
        self,
        make_connection: Callable[[], Connection],
        handle: Callable[[bytes, bytes], None],
        resumed: Callable[[], None],
        *,
        ping_every: float = PING_EVERY,
        dead_after: float = DEAD_AFTER,
    ) -> None:
        self._make_connection = make_connection
        self._handle = handle
        self._resumed = resumed
        self._ping_every = ping_every
        self._dead_after = dead_after
        self._joined: dict[bytes, asyncio.Future[None]] = {}
        self._unconfirmed: Counter[bytes] = Counter()
        self._connection: Connection | None = None
        self._held: list[tuple[bytes, bytes]] | None = None
        self._heard_at = 0.0
        self._task: asyncio.Task[None] | None = None

    @property
    def connected(self) -> bool:
        return self._connection is not None

    async def start(self) -> None:
        self._joined[_ALWAYS] = asyncio.get_running_loop().create_future()
        self._task = asyncio.create_task(self._run(), name="redis subscriber")
        await asyncio.shield(self._joined[_ALWAYS])

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
            self._task = None

    async def join(self, channel: bytes) -> None:
        """Return once everything published to the channel from now on will be handed on."""
        confirmed = self._joined.get(channel)
        if confirmed is None:
            confirmed = self._joined[channel] = asyncio.get_running_loop().create_future()
            await self._send(b"SUBSCRIBE", channel)
        # The future is shared by all who wait; one that gives up must not cancel it for the rest.
        await asyncio.shield(confirmed)

    async def part(self, channel: bytes) -> None:
        if self._joined.pop(channel, None) is not None:
            await self._send(b"UNSUBSCRIBE", channel)

    async def _send(self, command: bytes, *channels: bytes) -> None:
        """Without a connection there is nothing to do: the next one subscribes to all."""
        connection = self._connection
        if connection is None:
            return
        if command == b"SUBSCRIBE":
            self._unconfirmed.update(channels)
        # When sending fails the reading loop fails as well and starts again.
        with suppress(RedisError, OSError):
            await connection.send_command(command, *channels)

    async def _run(self) -> None:
        pause = 0.1
        interrupted = False
        while True:
            connection = self._make_connection()
            try:
                await connection.connect()
                await self._begin(connection, interrupted)
                pause = 0.1
                await self._serve(connection)
            except (RedisError, OSError, TimeoutError) as error:
                _log.warning("The subscribing connection to Redis broke: %s", error)
            finally:
                self._connection = None
                with suppress(RedisError, OSError, TimeoutError):
                    await connection.disconnect(nowait=True)
            interrupted = interrupted or self._joined[_ALWAYS].done()
            # Random, so that a hundred processes do not return in the same instant.
            await asyncio.sleep(random.uniform(pause / 2, pause))  # noqa: S311 -- not a secret
            pause = min(pause * 2, _LONGEST_PAUSE)

    async def _begin(self, connection: Connection, interrupted: bool) -> None:
        self._unconfirmed.clear()
        self._held = [] if interrupted else None
        self._heard_at = time.monotonic()
        self._connection = connection
        channels = list(self._joined)
        for start in range(0, len(channels), _AT_ONCE):
            await self._send(b"SUBSCRIBE", *channels[start : start + _AT_ONCE])

    async def _serve(self, connection: Connection) -> None:
        """Read until the connection breaks or falls silent; always ends by raising."""
        reading = asyncio.create_task(connection.listen(self._take))
        pinging = asyncio.create_task(self._ping(connection))
        try:
            await asyncio.wait((reading, pinging), return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (reading, pinging):
                task.cancel()
            outcomes = await asyncio.gather(reading, pinging, return_exceptions=True)
        for outcome in outcomes:
            if isinstance(outcome, Exception):
                raise outcome

    def _take(self, answer: object) -> None:
        self._heard_at = time.monotonic()
        if not isinstance(answer, list):
            return
        parts = cast("list[bytes]", answer)
        # No `match`: it takes a microsecond for what comes, the most frequent thing there is.
        if len(parts) != _PARTS:
            return
        kind, channel, payload = parts
        if kind == b"message":
            if self._held is None:
                self._handle(channel, payload)
            else:
                self._held.append((channel, payload))
        elif kind == b"subscribe":
            self._confirm(channel)

    def _confirm(self, channel: bytes) -> None:
        self._unconfirmed[channel] -= 1
        if self._unconfirmed[channel] > 0:
            # It was left and joined again meanwhile; only the last confirmation counts.
            return
        del self._unconfirmed[channel]
        confirmed = self._joined.get(channel)
        if self._held is not None and not self._unconfirmed:
            held, self._held = self._held, None
            self._resumed()
            for message in held:
                self._handle(*message)
        if confirmed is not None and not confirmed.done():
            confirmed.set_result(None)

    async def _ping(self, connection: Connection) -> None:
        """A half-open connection gives no error, only silence."""
        while True:
            await asyncio.sleep(self._ping_every)
            if time.monotonic() - self._heard_at > self._dead_after:
                raise TimeoutError(f"nothing heard for {self._dead_after:g} seconds")
            await connection.send_command(b"PING")
