"""A process that changes something and dies at a chosen moment of telling it.

It is started with the address of a database, that of a Redis, its data folder, who is changed, and
the moment: `before` the event
was told, or `after` it was told and before that was noted.
"""

import asyncio
import os
import signal
import sys
from pathlib import Path
from uuid import UUID

from longhouse.app import Longhouse
from longhouse.features.profiles import api as profiles
from longhouse.features.profiles.events import ProfileChanged
from longhouse.kernel.adapters.live_redis import RedisLive
from longhouse.kernel.ids import UserId
from longhouse.kernel.live import Message, Position
from longhouse.kernel.settings import LiveSettings
from support.houses import configure

_publish = RedisLive.publish


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


async def die_before(
    self: RedisLive, topic: str, message: Message, *, after: Position | None = None
) -> Position:
    die()
    raise AssertionError


async def die_after(
    self: RedisLive, topic: str, message: Message, *, after: Position | None = None
) -> Position:
    await _publish(self, topic, message, after=after)
    die()
    raise AssertionError


async def live_and_die(
    database_url: str, redis_url: str, data: str, user_id: str, moment: str
) -> None:
    settings = LiveSettings(backend="redis", redis_url=redis_url)
    config = configure(database_url, Path(data), settings)
    house = Longhouse(config, frozenset({"http"}))
    await house.open()
    RedisLive.publish = die_before if moment == "before" else die_after
    member = UserId(UUID(user_id))
    async with house.db.transaction() as tx:
        await profiles.import_profile(tx, member, display_name="Ben of the kitchen")
        tx.emit(ProfileChanged(user_id=member))
    await asyncio.sleep(30)


if __name__ == "__main__":
    asyncio.run(live_and_die(*sys.argv[1:]))
