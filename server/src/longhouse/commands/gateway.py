"""`gateway`: take sockets, and nothing else, until told to stop."""

import argparse

from longhouse.app import Longhouse
from longhouse.commands.house import listening_socket, say
from longhouse.commands.stopping import stop_signal
from longhouse.kernel.config import Config, ConfigError
from longhouse.kernel.settings import DatabaseSettings, HouseSettings, LiveSettings


async def take_sockets(config: Config, arguments: argparse.Namespace) -> None:
    _check_not_alone(config)
    stop = stop_signal()
    with listening_socket(config, arguments.fd) as listening:
        longhouse = Longhouse(config, frozenset({"sockets"}))
        await longhouse.open()
        try:
            host, port = listening.getsockname()[:2]
            await longhouse.gateway.start(listening)
            say(f"Longhouse takes sockets at {host} port {port}.")
            await stop.wait()
            say("Stopping: sending those who listen to another gateway.")
            await longhouse.say_goodbye()
        finally:
            await longhouse.close()


def _check_not_alone(config: Config) -> None:
    """A gateway tells what others do, so there has to be a way to hear of it."""
    if config.get(LiveSettings).backend == "memory":
        raise ConfigError(
            "A gateway hears through Redis what it has to tell. Set LONGHOUSE_LIVE_BACKEND=redis "
            "and LONGHOUSE_LIVE_REDIS_URL, for it and for all that serve."
        )
    kept = config.get(HouseSettings).data / "postgres" / "PG_VERSION"
    if not config.get(DatabaseSettings).url and not kept.exists():
        raise ConfigError(
            "A gateway looks up sessions and rights in the house's database, and there is none in "
            f"{kept.parent.parent}. Set LONGHOUSE_DATABASE_URL, or --data to the house's folder."
        )
