"""Several processes on one port, and the one that leads them.

The leader listens, and each process takes who comes from the same queue: one that ends leaves
nobody waiting in a queue of its own. Each holds a line to the leader, on which it says that it is
ready; when the line is cut the leader has died, and it stops as if it had been told to.
"""

import argparse
import asyncio
import logging
import signal
import socket
import sys
from asyncio.subprocess import DEVNULL, Process
from contextlib import suppress
from typing import Any

log = logging.getLogger(__name__)

_READY = b"ready"
_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 30.0
# What a process has to do after its requests are done.
_STOPPING_SECONDS = 20.0


class CrewError(Exception):
    """What a person should know of a process that would not start, or not stop."""


class Leader:
    """The leader, as one of its processes knows it."""

    def __init__(self, line: int) -> None:
        self._line = socket.socket(fileno=line)
        self._line.setblocking(False)

    def follow(self, stop: asyncio.Event) -> None:
        """Say that we are ready, and stop when the leader is gone."""
        self._line.send(_READY)
        loop = asyncio.get_running_loop()

        def cut() -> None:
            loop.remove_reader(self._line)
            stop.set()

        loop.add_reader(self._line, cut)


class Crew:
    def __init__(self, arguments: argparse.Namespace, listening: socket.socket) -> None:
        listening.listen(2048)
        self._count: int = arguments.workers
        self._listening = listening
        flags = {"--data": arguments.data, "--host": arguments.host, "--port": arguments.port}
        self._command = [sys.executable, "-m", "longhouse", "serve", "--fd"]
        self._command.append(str(listening.fileno()))
        for flag, value in flags.items():
            self._command += [] if value is None else [flag, str(value)]
        self._members = [_Member(number, self._command, listening) for number in range(self._count)]
        self._keeping: list[asyncio.Task[None]] = []
        self._renewing: asyncio.Task[None] | None = None

    async def begin(self, stop: asyncio.Event) -> None:
        """Start all; returns when all are ready, or it is to stop. Raises when one will not."""
        self._keeping = [asyncio.create_task(one.keep()) for one in self._members]
        ready = asyncio.create_task(self._all_ready())
        stopping = asyncio.create_task(stop.wait())
        waiting: list[asyncio.Task[Any]] = [ready, stopping, *self._keeping]
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        ready.cancel()
        stopping.cancel()
        if any(task.done() for task in self._keeping) and not stop.is_set():
            await self._end(_STOPPING_SECONDS)
            raise CrewError("A process ended before it was ready, so none is kept.")
        asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, self._renew)

    async def end(self, *, within: float) -> None:
        """Stop all; raises when one had to be killed or did not end as it should."""
        if self._renewing is not None:
            self._renewing.cancel()
        codes = await self._end(within + _STOPPING_SECONDS)
        if any(codes):
            raise CrewError("Not every process stopped as it should.")

    async def _all_ready(self) -> None:
        for member in self._members:
            await member.ready.wait()

    async def _end(self, within: float) -> list[int]:
        codes = await asyncio.gather(*(one.end(within) for one in self._members))
        for task in self._keeping:
            task.cancel()
        await asyncio.gather(*self._keeping, return_exceptions=True)
        return codes

    def _renew(self) -> None:
        if self._renewing is None or self._renewing.done():
            self._renewing = asyncio.create_task(self._renew_all())

    async def _renew_all(self) -> None:
        """One after the other, so that the others take who comes."""
        for member in self._members:
            await member.renew()


class _Member:
    """One process of the crew, whichever it is at the moment."""

    def __init__(self, number: int, command: list[str], listening: socket.socket) -> None:
        self.ready = asyncio.Event()
        self._number = number
        self._command = command
        self._listening = listening
        self._process: Process | None = None
        self._wanted = True
        self._begun = False
        """Whether it was ready once: then what ends it is no reason to give up."""
        self._renewed = False

    async def keep(self) -> None:
        """Start it again whenever it ends; returns when it would not even begin."""
        loop = asyncio.get_running_loop()
        pause = _FIRST_PAUSE
        while self._wanted:
            began = loop.time()
            code = await self._run()
            if not self._begun or not self._wanted:
                return
            if self._renewed:
                self._renewed = False
                continue
            log.error("process %d ended with %d and is started again", self._number, code)
            if loop.time() - began > _LONGEST_PAUSE:
                pause = _FIRST_PAUSE
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)

    async def renew(self) -> None:
        """End it and return when the next one is ready."""
        self.ready.clear()
        self._renewed = True
        self._signal(signal.SIGTERM)
        await self.ready.wait()

    async def end(self, within: float) -> int:
        self._wanted = False
        process = self._process
        if process is None:
            return 0
        self._signal(signal.SIGTERM)
        try:
            async with asyncio.timeout(within):
                code = await process.wait()
        except TimeoutError:
            log.warning("process %d did not stop and is killed", self._number)
            self._signal(signal.SIGKILL)
            return await process.wait()
        # One that has only just been started ends of it at once, and had nothing to finish.
        return 0 if code == -signal.SIGTERM else code

    async def _run(self) -> int:
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        with ours:
            with theirs:
                line = theirs.fileno()
                self._process = process = await asyncio.create_subprocess_exec(
                    *self._command,
                    *("--leader", str(line)),
                    stdin=DEVNULL,
                    pass_fds=(self._listening.fileno(), line),
                    # Ctrl-C is for the leader, who stops them in order.
                    start_new_session=True,
                )
            if not self._wanted:
                self._signal(signal.SIGTERM)
            # An answer is its word, or nothing because it has ended.
            if await asyncio.get_running_loop().sock_recv(ours, len(_READY)):
                self._begun = True
                self.ready.set()
            code = await process.wait()
        self._process = None
        return code

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None:
            with suppress(ProcessLookupError):
                self._process.send_signal(number)
