"""An event whose process died between its commit and its telling is told, and told once."""

import asyncio
import signal
import sys
from pathlib import Path

import asyncpg
import pytest

from longhouse.app import Longhouse
from longhouse.features.identity import api as identity
from longhouse.kernel.live import Position
from longhouse.kernel.settings import LiveSettings
from support.houses import configure
from support.redis_server import RedisServer
from support.running import environment
from support.waiting import until

pytestmark = [pytest.mark.slow, pytest.mark.two_processes]

_PROGRAM = Path(__file__).with_name("dies_between.py")
_TESTS = _PROGRAM.parents[1]


def house_on(database_url: str, redis: RedisServer, data: Path) -> Longhouse:
    settings = LiveSettings(backend="redis", redis_url=redis.url)
    return Longhouse(configure(database_url, data, settings), frozenset({"http"}))


async def told(house: Longhouse, topic: str) -> list[str]:
    """The kinds of everything that was ever told to a topic, from its beginning."""
    now = await house.house.live.position(topic)
    since = await house.house.live.replay(topic, Position(now.epoch, 0))
    assert since is not None
    return [delivery.message.type for delivery in since]


async def waiting(database_url: str) -> int:
    connection = await asyncpg.connect(database_url)
    try:
        return await connection.fetchval(
            "SELECT count(*) FROM kernel.outbox WHERE relayed_at IS NULL"
        )
    finally:
        await connection.close()


async def change_and_die(*arguments: str) -> int:
    paths = environment({})
    paths["PYTHONPATH"] += f":{_TESTS}"
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, str(_PROGRAM), *arguments), env=paths
    )
    async with asyncio.timeout(30):
        return await process.wait()


@pytest.mark.parametrize("moment", ["before", "after"])
async def test_who_dies_between_commit_and_telling_is_finished_by_the_next(
    database_url: str, redis_server: RedisServer, tmp_path: Path, moment: str
) -> None:
    first = house_on(database_url, redis_server, tmp_path)
    await first.open()
    async with first.db.transaction() as tx:
        ben = await identity.import_member(tx, username="ben", joined_at=tx.now)
    await first.close()

    ended = await change_and_die(database_url, redis_server.url, str(tmp_path), str(ben), moment)
    assert ended == -signal.SIGKILL
    assert await waiting(database_url) == 1, "the change was committed and not yet told"

    second = house_on(database_url, redis_server, tmp_path)
    await second.open()

    async def all_told() -> bool:
        return await waiting(database_url) == 0

    await until(all_told, within=20)
    assert await told(second, "site:admins") == ["member_changed"]
    assert sorted(await told(second, f"user:{ben}")) == ["profile_updated", "user_updated"]
    await second.close()
