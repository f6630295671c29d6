"""Emptying what a house keeps in Redis, and nothing else that is there."""

from typing import Any, cast

from redis.asyncio import Redis
from redis.exceptions import RedisError

from longhouse.kernel.errors import Unavailable

_OURS = "longhouse:*"
_AT_ONCE = 1000


async def forget_everything(url: str) -> None:
    make = cast("Any", Redis)
    redis = make.from_url(url)
    try:
        keys: list[bytes] = []
        async for key in redis.scan_iter(match=_OURS, count=_AT_ONCE):
            keys.append(key)
            if len(keys) >= _AT_ONCE:
                await redis.unlink(*keys)
                keys.clear()
        if keys:
            await redis.unlink(*keys)
    except RedisError as error:
        raise Unavailable(f"Redis could not be emptied: {error}. Run it again.") from error
    finally:
        await redis.aclose()
