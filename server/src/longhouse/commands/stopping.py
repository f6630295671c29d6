"""How a process that runs until it is told to stop hears of it."""

import asyncio
import signal


def stop_signal() -> asyncio.Event:
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
