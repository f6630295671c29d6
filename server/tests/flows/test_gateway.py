"""A gateway as its keeper meets it: refused where it could not work, started, stopped."""

import httpx
import pytest

from flows.conftest import MakeHouse
from support.redis_server import RedisServer
from support.running import NotStarted

pytestmark = [pytest.mark.slow, pytest.mark.two_processes]


async def test_a_gateway_without_redis_is_refused_with_a_sentence(house_of: MakeHouse) -> None:
    alone = house_of("gateway")
    with pytest.raises(NotStarted, match="LONGHOUSE_LIVE_BACKEND=redis"):
        await alone.start()
    assert await alone.stop() == 1


async def test_a_gateway_without_a_database_is_refused_with_a_sentence(
    house_of: MakeHouse, redis_server: RedisServer
) -> None:
    """It would start one of its own, which is empty, and let nobody in."""
    settings = {
        "LONGHOUSE_LIVE_BACKEND": "redis",
        "LONGHOUSE_LIVE_REDIS_URL": redis_server.url,
    }
    astray = house_of("gateway", settings)
    with pytest.raises(NotStarted, match="LONGHOUSE_DATABASE_URL"):
        await astray.start()
    assert await astray.stop() == 1
    assert not (astray.data / "postgres").exists()
    house = house_of("serve", settings)
    await house.start()
    await astray.start()
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{astray.port}") as client:
        ready = await client.get("/ready")
        assert ready.status_code == 200
        assert ready.json()["checks"].keys() >= {"database", "redis"}
        redis_server.kill()
        assert (await client.get("/ready")).status_code == 503
        assert (await client.get("/health")).status_code == 200
    redis_server.start()
    assert [await astray.stop(), await house.stop()] == [0, 0]
