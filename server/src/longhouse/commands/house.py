"""`up`, `serve` and `worker`: run until told to stop, then stop cleanly."""

import argparse
import asyncio
import errno
import socket
import sys
from contextlib import suppress

from longhouse.app import Longhouse
from longhouse.commands.crew import Crew, Leader
from longhouse.commands.stopping import stop_signal
from longhouse.features.identity import api as identity
from longhouse.kernel.config import Config, ConfigError
from longhouse.kernel.http.serve import Listener, bind
from longhouse.kernel.settings import HouseSettings, HttpSettings, LiveSettings
from longhouse.kernel.telemetry.lines import Lines
from longhouse.realtime.settings import RealtimeSettings
from longhouse.realtime.transports.asgi import ws_options

_HEARD_WITHIN = 0.5


async def up(config: Config, _arguments: argparse.Namespace) -> None:
    await _serve(Longhouse(config, frozenset({"http", "jobs"})), listening_socket(config, None))


async def serve(config: Config, arguments: argparse.Namespace) -> None:
    if arguments.workers > 1:
        await _serve_by_many(config, arguments)
        return
    leader = None if arguments.leader is None else Leader(arguments.leader)
    listening = listening_socket(config, arguments.fd)
    await _serve(Longhouse(config, frozenset({"http"})), listening, leader)


async def work(config: Config, _arguments: argparse.Namespace) -> None:
    stop = stop_signal()
    longhouse = Longhouse(config, frozenset({"jobs"}))
    await longhouse.open()
    try:
        say("Longhouse takes jobs.")
        await stop.wait()
    finally:
        await longhouse.close()


def listening_socket(config: Config, passed: int | None) -> socket.socket:
    if passed is None:
        settings = config.get(HouseSettings)
        try:
            return bind(settings.host, settings.port)
        except OSError as error:
            raise ConfigError(_why_not_here(settings, error)) from error
    try:
        listening = socket.socket(fileno=passed)
    except OSError as error:
        raise ConfigError(
            f"No socket was passed as number {passed}. --fd takes that of one which somebody else "
            "has opened, for systemd 3; --port lets the house open its own."
        ) from error
    listening.setblocking(False)
    return listening


def _why_not_here(settings: HouseSettings, error: OSError) -> str:
    at = f"port {settings.port} of {settings.host}"
    if error.errno == errno.EADDRINUSE:
        return f"Something else listens on {at} already. LONGHOUSE_PORT or --port chooses another."
    if error.errno == errno.EACCES:
        return f"This user may not listen on {at}. LONGHOUSE_PORT or --port chooses another."
    return f"Cannot listen on {at}: {error.strerror}. LONGHOUSE_HOST and LONGHOUSE_PORT say where."


def say(text: str) -> None:
    """A word to whoever has started the house; that nobody takes it must not hold the house up."""
    lines = Lines(sys.stdout)
    with suppress(OSError):
        lines.put(text)
    lines.stop(within=_HEARD_WITHIN)


async def _serve(
    longhouse: Longhouse, listening: socket.socket, leader: Leader | None = None
) -> None:
    stop = stop_signal()
    await longhouse.open()
    try:
        listener = Listener(
            longhouse.asgi,
            listening,
            drain=longhouse.config.get(HttpSettings).drain_seconds,
            sockets=ws_options(longhouse.config.get(RealtimeSettings)),
        )
        running = asyncio.create_task(listener.run())
        await listener.started()
        if leader is None:
            await _greet(longhouse)
        else:
            leader.follow(stop)
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if leader is None:
            say("\n  Stopping: saying goodbye to those inside.")
        await longhouse.say_goodbye()
        await listener.stop()
        await running
    finally:
        await longhouse.close()


async def _serve_by_many(config: Config, arguments: argparse.Namespace) -> None:
    if config.get(LiveSettings).backend == "memory":
        raise ConfigError(
            "Processes that serve together hear of each other through Redis. To run "
            f"{arguments.workers} of them, set LONGHOUSE_LIVE_BACKEND=redis and "
            "LONGHOUSE_LIVE_REDIS_URL."
        )
    stop = stop_signal()
    with listening_socket(config, arguments.fd) as listening:
        # Migrates once for all, and holds a database in the data folder while one of them is down.
        longhouse = Longhouse(config)
        await longhouse.open()
        try:
            crew = Crew(arguments, listening)
            await crew.begin(stop)
            if not stop.is_set():
                await _greet(longhouse)
            await stop.wait()
            say("\n  Stopping: saying goodbye to those inside.")
            await crew.end(within=config.get(HttpSettings).drain_seconds)
        finally:
            await longhouse.close()


async def _greet(longhouse: Longhouse) -> None:
    say(f"\n  Longhouse is ready at {longhouse.public_url}\n")
    async with longhouse.db.transaction() as tx:
        link = await identity.issue_first_admin_link(longhouse.house, tx)
    if link is not None:
        say(f"  Open this link once to become its first admin:\n  {link}\n")
