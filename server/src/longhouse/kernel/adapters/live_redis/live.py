"""The live port, spoken to Redis."""

import asyncio
import logging
import math
import secrets
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, cast

from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import NoScriptError, RedisError

from longhouse.kernel.adapters.live_redis import scripts
from longhouse.kernel.adapters.live_redis.answers import Line
from longhouse.kernel.adapters.live_redis.listener import Listener, call_safely
from longhouse.kernel.adapters.live_redis.stored import decode, encode
from longhouse.kernel.adapters.live_redis.subscriber import (
    DEAD_AFTER,
    PING_EVERY,
    Subscriber,
)
from longhouse.kernel.errors import Unavailable
from longhouse.kernel.live import (
    Count,
    Delivery,
    Hear,
    Message,
    Moved,
    Position,
    Receive,
    Resumed,
)

_PREFIX = "longhouse:"
_TOPIC = b"longhouse:topic:"
_SIGNAL = b"longhouse:signal:"
# How long a topic that nobody uses keeps its epoch after its window has passed.
_HEAD_WINDOWS = 2

_log = logging.getLogger(__name__)


class RedisLive:
    name = "redis"

    def __init__(
        self,
        url: str,
        *,
        window_messages: int = 256,
        window_seconds: float = 300.0,
        answer_within: float = 4.0,
        ping_every: float = PING_EVERY,
        dead_after: float = DEAD_AFTER,
    ) -> None:
        self._window_messages = window_messages
        self._window_ms = math.ceil(window_seconds * 1000)
        self._head_ms = self._window_ms * _HEAD_WINDOWS
        self._answer_within = answer_within
        options: dict[str, Any] = {
            "protocol": 2,
            "retry": Retry(NoBackoff(), 0),
            "socket_connect_timeout": answer_within,
        }
        # A request that finds the pool empty waits its turn instead of opening without end.
        self._pool = _open_pool(
            url, max_connections=32, timeout=answer_within, socket_timeout=answer_within, **options
        )
        self._telling = _open_pool(url, socket_timeout=None, **options)
        # The stubs of redis-py leave its keyword arguments open; answers are cast where they are used.
        self._redis = cast("Any", Redis(connection_pool=self._pool))
        self._scripts = {
            source: self._redis.register_script(source).sha
            for source in vars(scripts).values()
            if isinstance(source, str) and "redis.call" in source
        }
        self._subscriber = Subscriber(
            lambda: Line(self._telling.make_connection()),
            self._tell,
            self._resume,
            ping_every=ping_every,
            dead_after=dead_after,
        )
        self._listeners: dict[str, list[Listener]] = {}
        self._hearers: dict[str, list[Hear]] = {}
        self._resumed: list[Resumed] = []
        self._keeping: asyncio.Task[None] | None = None

    async def start(self) -> None:
        try:
            await self._within(self._redis.ping())
            await self._within(self._subscriber.start())
        except Unavailable as refused:
            reason = str(refused.__cause__ or "").rstrip(".") or "it does not answer"
            raise Unavailable(
                f"Redis cannot be used: {reason}. Start it, or say by LONGHOUSE_LIVE_REDIS_URL "
                "where it is."
            ) from refused
        self._keeping = asyncio.create_task(self._keep_heads(), name="redis heads")

    async def stop(self) -> None:
        if self._keeping is not None:
            self._keeping.cancel()
            await asyncio.gather(self._keeping, return_exceptions=True)
        await self._subscriber.stop()
        await self._telling.aclose()
        await self._pool.aclose()

    async def check(self) -> None:
        await self._within(self._redis.ping())
        if not self._subscriber.connected:
            raise Unavailable("Redis answers, but nothing can be heard from it at the moment.")

    async def publish(
        self, topic: str, message: Message, *, after: Position | None = None
    ) -> Position:
        answer = await self._run(
            scripts.PUBLISH,
            [*_keys(topic), f"{_PREFIX}seen:{topic}:{message.event_id}"],
            [
                _new_epoch(),
                self._head_ms,
                encode(message),
                self._window_messages,
                self._window_ms,
                _TOPIC + topic.encode(),
                *(("*", 0) if after is None else (after.epoch, after.offset)),
            ],
        )
        *stands, moved = cast("list[bytes | int]", answer)
        if moved:
            raise Moved(_position(stands))
        return _position(stands)

    async def position(self, topic: str) -> Position:
        return _position(
            await self._run(scripts.POSITION, _keys(topic)[:1], [_new_epoch(), self._head_ms])
        )

    async def replay(self, topic: str, since: Position) -> list[Delivery] | None:
        answer = await self._run(
            scripts.REPLAY, _keys(topic), [since.epoch, since.offset, self._window_ms]
        )
        if answer is None:
            return None
        entries = cast("list[tuple[bytes, list[bytes]]]", answer)
        return [
            Delivery(
                topic, Position(since.epoch, int(entry_id.partition(b"-")[2])), decode(fields[1])
            )
            for entry_id, fields in reversed(entries)
        ]

    async def listen(self, topic: str, receive: Receive) -> Position:
        listener = Listener(receive)
        self._listeners.setdefault(topic, []).append(listener)
        try:
            await self._within(self._subscriber.join(_TOPIC + topic.encode()))
            position = await self.position(topic)
        except BaseException:
            await self._remove(topic, listener)
            raise
        listener.begin(position)
        return position

    async def unlisten(self, topic: str, receive: Receive) -> None:
        for listener in self._listeners.get(topic, ()):
            if listener.receive == receive:
                await self._remove(topic, listener)
                return

    async def signal(self, channel: str, payload: bytes) -> None:
        await self._within(self._redis.publish(_SIGNAL + channel.encode(), payload))

    async def hear(self, channel: str, hear: Hear) -> None:
        self._hearers.setdefault(channel, []).append(hear)
        await self._within(self._subscriber.join(_SIGNAL + channel.encode()))

    async def unhear(self, channel: str, hear: Hear) -> None:
        hearers = self._hearers.get(channel, [])
        if hear in hearers:
            hearers.remove(hear)
        if not hearers and self._hearers.pop(channel, None) is not None:
            await self._subscriber.part(_SIGNAL + channel.encode())

    def on_gap(self, resumed: Resumed) -> None:
        self._resumed.append(resumed)

    async def touch(self, key: str, member: str, value: bytes, ttl: float) -> bool:
        ms = math.ceil(ttl * 1000)
        return bool(await self._run(scripts.TOUCH, _presence(key), [member, value, ms]))

    async def leave(self, key: str, member: str) -> bool:
        return bool(await self._run(scripts.LEAVE, _presence(key), [member]))

    async def present(self, key: str) -> dict[str, bytes]:
        answer = cast("list[bytes]", await self._run(scripts.PRESENT, _presence(key), []))
        return {
            member.decode(): value for member, value in zip(answer[::2], answer[1::2], strict=True)
        }

    async def count(self, key: str, by: int, window: float) -> Count:
        ms = math.ceil(window * 1000)
        answer = await self._run(scripts.COUNT, [f"{_PREFIX}count:{key}"], [by, ms])
        value, left = cast("list[int]", answer)
        return Count(value, left / 1000)

    async def put(self, key: str, value: bytes, ttl: float) -> None:
        name = f"{_PREFIX}once:{key}"
        await self._within(self._redis.set(name, value, px=math.ceil(ttl * 1000)))

    async def take(self, key: str) -> bytes | None:
        answer = await self._within(self._redis.getdel(f"{_PREFIX}once:{key}"))
        return cast("bytes | None", answer)

    async def _run(
        self, source: str, keys: Sequence[str], args: Sequence[str | bytes | int]
    ) -> object:
        sha, count = self._scripts[source], len(keys)
        parts = cast("tuple[str, ...]", (*keys, *args))
        try:
            return await self._within(self._redis.evalsha(sha, count, *parts))
        except NoScriptError:
            # A restarted server has forgotten its scripts; running one by its text keeps it again.
            return await self._within(self._redis.eval(source, count, *parts))

    async def _within(self, asked: Awaitable[Any] | Any) -> Any:
        """Every question to Redis is answered in time or refused with a sentence."""
        try:
            async with asyncio.timeout(self._answer_within):
                return await asked
        except NoScriptError:
            raise
        except (RedisError, OSError, TimeoutError) as error:
            _log.warning("Redis did not answer: %s", error)
            raise Unavailable from error

    async def _remove(self, topic: str, listener: Listener) -> None:
        listeners = self._listeners.get(topic, [])
        if listener in listeners:
            listeners.remove(listener)
        if not listeners and self._listeners.pop(topic, None) is not None:
            await self._subscriber.part(_TOPIC + topic.encode())

    def _tell(self, channel: bytes, payload: bytes) -> None:
        if channel.startswith(_TOPIC):
            topic = channel[len(_TOPIC) :].decode()
            epoch, offset, stored = payload.split(b" ", 2)
            position = Position(epoch.decode(), int(offset))
            delivery = Delivery(topic, position, decode(stored))
            for listener in tuple(self._listeners.get(topic, ())):
                listener.give(delivery)
        elif channel.startswith(_SIGNAL):
            for hear in tuple(self._hearers.get(channel[len(_SIGNAL) :].decode(), ())):
                call_safely(hear, payload)

    def _resume(self) -> None:
        for resumed in self._resumed:
            call_safely(resumed)

    async def _keep_heads(self) -> None:
        """A topic that is listened to but silent keeps its epoch."""
        while True:
            await asyncio.sleep(self._window_ms / 1000)
            try:
                pipe = self._redis.pipeline(transaction=False)
                for topic in self._listeners:
                    pipe.pexpire(_keys(topic)[0], self._head_ms)
                await self._within(pipe.execute())
            except Unavailable:
                continue


def _open_pool(url: str, **options: Any) -> BlockingConnectionPool:
    from_url = cast("Callable[..., BlockingConnectionPool]", BlockingConnectionPool.from_url)
    return from_url(url, **options)


def _keys(topic: str) -> list[str]:
    return [f"{_PREFIX}head:{topic}", f"{_PREFIX}window:{topic}"]


def _presence(key: str) -> list[str]:
    return [f"{_PREFIX}present:{key}", f"{_PREFIX}until:{key}"]


def _new_epoch() -> str:
    return secrets.token_hex(6)


def _position(answer: object) -> Position:
    epoch, offset = cast("tuple[bytes, bytes | int]", answer)
    return Position(epoch.decode(), int(offset))
