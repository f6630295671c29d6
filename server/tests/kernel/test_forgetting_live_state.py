"""After a restore what Redis knew of the house is gone, and nothing else that is in it."""

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec
import pytest

from longhouse.kernel.adapters.live_redis import RedisLive
from longhouse.kernel.adapters.live_redis.forget import forget_everything
from longhouse.kernel.errors import Unavailable
from longhouse.kernel.live import Message
from support.redis_server import RedisServer


@pytest.fixture
def redis() -> Iterator[RedisServer]:
    server = RedisServer()
    server.start()
    yield server
    server.remove()


async def test_whoever_was_listening_cannot_resume(redis: RedisServer) -> None:
    redis.command("SET", "of-somebody-else", "stays")
    live = RedisLive(redis.url)
    await live.start()
    try:
        message = Message(
            event_id=uuid.uuid4(),
            type="said",
            data=msgspec.Raw(b"{}"),
            timestamp=datetime(2026, 11, 21, tzinfo=UTC),
        )
        before = await live.publish("room:1", message)
        assert await live.replay("room:1", before) == []
        await forget_everything(redis.url)
        assert await live.replay("room:1", before) is None
        assert (await live.position("room:1")).epoch != before.epoch
    finally:
        await live.stop()
    assert redis.command("GET", "of-somebody-else") == b"stays"


async def test_a_redis_that_is_not_there_is_said_to_be_so(redis: RedisServer) -> None:
    redis.kill()
    with pytest.raises(Unavailable, match="Redis could not be emptied"):
        await forget_everything(redis.url)
