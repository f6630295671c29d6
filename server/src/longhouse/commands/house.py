"""`up`, `serve` and `worker`: run until told to stop, then stop cleanly."""

import argparse
import asyncio
import signal
import sys

from longhouse.app import Longhouse
from longhouse.features.identity import api as identity
from longhouse.kernel.config import Config
from longhouse.kernel.http.serve import Listener
from longhouse.kernel.settings import HouseSettings, HttpSettings
from longhouse.realtime.settings import RealtimeSettings
from longhouse.realtime.transports.asgi import ws_options


async def up(config: Config, _arguments: argparse.Namespace) -> None:
    await _serve(Longhouse(config, frozenset({"http", "jobs"})))


async def serve(config: Config, _arguments: argparse.Namespace) -> None:
    await _serve(Longhouse(config, frozenset({"http"})))


async def work(config: Config, _arguments: argparse.Namespace) -> None:
    stop = _stop_signal()
    longhouse = Longhouse(config, frozenset({"jobs"}))
    await longhouse.open()
    try:
        _say("Longhouse takes jobs.")
        await stop.wait()
    finally:
        await longhouse.close()


async def _serve(longhouse: Longhouse) -> None:
    stop = _stop_signal()
    await longhouse.open()
    try:
        listener = _listener(longhouse)
        listening = asyncio.create_task(listener.run())
        await listener.started()
        _say(f"\n  Longhouse is ready at {longhouse.public_url}\n")
        await _greet_first_admin(longhouse)
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait({listening, stopping}, return_when=asyncio.FIRST_COMPLETED)
        _say("\n  Stopping: saying goodbye to those inside.")
        await longhouse.say_goodbye()
        listener.stop()
        await listening
    finally:
        await longhouse.close()


def _listener(longhouse: Longhouse) -> Listener:
    settings = longhouse.config.get(HouseSettings)
    http = longhouse.config.get(HttpSettings)
    return Listener(
        longhouse.asgi,
        host=settings.host,
        port=settings.port,
        drain=http.drain_seconds,
        sockets=ws_options(longhouse.config.get(RealtimeSettings)),
    )


async def _greet_first_admin(longhouse: Longhouse) -> None:
    async with longhouse.db.transaction() as tx:
        link = await identity.issue_first_admin_link(longhouse.house, tx)
    if link is not None:
        _say(f"  Open this link once to become its first admin:\n  {link}\n")


def _stop_signal() -> asyncio.Event:
    """Set by the first Ctrl-C or SIGTERM; the second one ends the process at once."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def heard() -> None:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, heard)
    return stop


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
