"""The withdrawal of rights, so that nothing committed after it is delivered to who had them.

A withdrawal has two phases. `begin` is told to every process when the work of a transaction is done
and its commit not yet sent; each process then holds what the right allowed and lets nobody newly
in. `settle` follows the commit or the rollback: the right is ended, or what was held is let go.

Why nothing committed after the withdrawal gets out. Let W be the commit of the withdrawal and E an
event whose commit comes after W. `begin` was signalled before W, and E is published after its own
commit, so on the live port the signal comes before the delivery of E. Every process hears signals
and deliveries on one line and in that order, so it holds the subscriptions that W meets before E
reaches it, and after `settle` they are gone. What does not come on that line is treated thus:

- A subscription that is being made is registered, held, before its right is asked for. Had `begin`
  come earlier, the maker waits until it has settled, so the question is asked after W. If it comes
  later, it finds the subscription and holds it. What is replayed to it is read before the right is
  asked for: if E is in it, W was committed before the question, and the answer is no.
- A connection that is being admitted has its session read while it watches for withdrawals of the
  member; if one began or settled meanwhile, the session is read again before the connection is
  registered, and the registering takes no turn of the event loop.
- A process that was cut off may have missed `begin`. The port tells it so before handing on
  anything newer; it holds every subscription, catches up, asks for every session and right again,
  and only then lets go. What a fan-out replays for any other reason is treated the same way.
- A process that cannot be told anything (its line is cut, and it has not noticed) hears no
  delivery either, for there is only one line. When `begin` cannot be signalled at all, the
  transaction does not commit.

All of this rests on sessions and rights being read from the database that commits; a replica that
lags behind it would answer from before W.

A `begin` that is not settled in time ends what it holds, and the client is told to come back. The
way in stays closed for as long as a forgotten transaction may stay open, because the commit may
still come.
"""

import asyncio
import logging
import secrets
from collections.abc import Generator
from contextlib import contextmanager
from itertools import chain
from typing import Literal, Protocol

import msgspec

from longhouse.kernel.db import Tx
from longhouse.kernel.errors import Unavailable
from longhouse.kernel.live import Live
from longhouse.kernel.push import Withdrawal
from longhouse.realtime.timers import Timer, Timers, wait_within

CHANNEL = "withdrawals"
_SETTLES_WITHIN = 5.0
# The database ends a transaction that lies idle for 60 seconds.
_FORGOTTEN_AFTER = 70.0

_log = logging.getLogger(__name__)


class Heeds(Protocol):
    """Who has to act when a right ends."""

    def freeze(self, freeze_id: str, withdrawal: Withdrawal) -> None:
        """The right is about to end: let nothing through that it allowed."""
        ...

    def thaw(self, freeze_id: str) -> None:
        """It did not end after all."""
        ...

    def end(self, freeze_id: str, withdrawal: Withdrawal, *, certain: bool) -> None:
        """It has ended, or nobody has said in time whether it has."""
        ...

    def interrupted(self) -> None:
        """Withdrawals may have been missed."""
        ...


class Watch:
    """Whether a right of a member has begun or settled to end since the watch began."""

    __slots__ = ("disturbed",)

    def __init__(self) -> None:
        self.disturbed = False


class _Phase(msgspec.Struct, frozen=True):
    origin: str
    freeze_id: str
    phase: Literal["begin", "committed", "rolled_back"]
    withdrawal: Withdrawal


class _Freeze:
    __slots__ = ("overdue", "settled", "timer", "withdrawal")

    def __init__(self, withdrawal: Withdrawal, timer: Timer) -> None:
        self.withdrawal = withdrawal
        self.timer = timer
        self.overdue = False
        self.settled: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def meets(self, session_id: str, topic: str | None) -> bool:
        mine = self.withdrawal
        return mine.session_id in (None, session_id) and mine.topic in (None, topic)


_encode = msgspec.json.Encoder().encode
_decoder = msgspec.json.Decoder(_Phase)


class Withdrawals:
    """Tells every process of a withdrawal and carries out what is told; one for each process."""

    def __init__(self, live: Live, timers: Timers) -> None:
        self._live = live
        self._timers = timers
        self._origin = secrets.token_hex(8)
        self._heeding: list[Heeds] = []
        self._freezes: dict[str, _Freeze] = {}
        # Under None what concerns everybody.
        self._of_member: dict[str | None, dict[str, _Freeze]] = {}
        self._watches: dict[str, set[Watch]] = {}

    async def start(self) -> None:
        self._live.on_gap(self._interrupted)
        await self._live.hear(CHANNEL, self._hear)

    async def stop(self) -> None:
        await self._live.unhear(CHANNEL, self._hear)
        for freeze in self._freezes.values():
            freeze.timer.cancel()

    def heed(self, listener: Heeds) -> None:
        self._heeding.append(listener)

    def withdraw(self, tx: Tx, withdrawal: Withdrawal) -> None:
        """End a right together with the transaction that ends it."""
        freeze_id = secrets.token_hex(8)
        told = False

        async def begin() -> None:
            nonlocal told
            told = True
            await self._tell(freeze_id, "begin", withdrawal)

        async def committed() -> None:
            await self._tell_settled(freeze_id, "committed", withdrawal)

        async def rolled_back() -> None:
            if told:
                await self._tell_settled(freeze_id, "rolled_back", withdrawal)

        tx.before_commit(begin)
        tx.after_commit(committed)
        tx.after_rollback(rolled_back)

    async def settled(self, user_id: str, session_id: str, topic: str | None) -> None:
        """Wait while a right of this member to this topic, or to anything, is about to end.

        It returns in the same turn of the event loop in which nothing is about to end.
        """
        while True:
            freezes = chain.from_iterable(
                self._of_member.get(whose, {}).values() for whose in (user_id, None)
            )
            freeze = next((one for one in freezes if one.meets(session_id, topic)), None)
            if freeze is None:
                return
            if not await wait_within(self._timers, freeze.settled, _SETTLES_WITHIN):
                raise Unavailable

    @contextmanager
    def watch(self, user_id: str) -> Generator[Watch]:
        watch = Watch()
        watches = self._watches.setdefault(user_id, set())
        watches.add(watch)
        try:
            yield watch
        finally:
            watches.discard(watch)
            if not watches:
                self._watches.pop(user_id, None)

    async def _tell(
        self,
        freeze_id: str,
        phase: Literal["begin", "committed", "rolled_back"],
        withdrawal: Withdrawal,
    ) -> None:
        """This process acts at once; the others when they hear of it."""
        told = _Phase(self._origin, freeze_id, phase, withdrawal)
        self._act(told)
        await self._live.signal(CHANNEL, _encode(told))

    async def _tell_settled(
        self, freeze_id: str, phase: Literal["committed", "rolled_back"], withdrawal: Withdrawal
    ) -> None:
        try:
            await self._tell(freeze_id, phase, withdrawal)
        except Unavailable:
            _log.warning("Other processes will notice by themselves that a withdrawal has settled")

    def _hear(self, payload: bytes) -> None:
        told = _decoder.decode(payload)
        if told.origin != self._origin:
            self._act(told)

    def _act(self, told: _Phase) -> None:
        for watch in self._watches.get(told.withdrawal.user_id or "", ()):
            watch.disturbed = True
        if told.phase == "begin":
            self._freeze(told.freeze_id, told.withdrawal)
            return
        self._unfreeze(told.freeze_id)
        for listener in self._heeding:
            if told.phase == "rolled_back":
                listener.thaw(told.freeze_id)
            else:
                listener.end(told.freeze_id, told.withdrawal, certain=True)

    def _freeze(self, freeze_id: str, withdrawal: Withdrawal) -> None:
        timer = self._timers.call_later(_SETTLES_WITHIN, lambda: self._overdue(freeze_id))
        freeze = self._freezes[freeze_id] = _Freeze(withdrawal, timer)
        self._of_member.setdefault(withdrawal.user_id, {})[freeze_id] = freeze
        for listener in self._heeding:
            listener.freeze(freeze_id, withdrawal)

    def _overdue(self, freeze_id: str) -> None:
        freeze = self._freezes[freeze_id]
        if freeze.overdue:
            self._unfreeze(freeze_id)
            return
        _log.warning("A withdrawal was not settled in time")
        freeze.overdue = True
        freeze.timer = self._timers.call_later(
            _FORGOTTEN_AFTER - _SETTLES_WITHIN, lambda: self._overdue(freeze_id)
        )
        for listener in self._heeding:
            listener.end(freeze_id, freeze.withdrawal, certain=False)

    def _unfreeze(self, freeze_id: str) -> None:
        freeze = self._freezes.pop(freeze_id, None)
        if freeze is None:
            return
        freeze.timer.cancel()
        of_member = self._of_member[freeze.withdrawal.user_id]
        del of_member[freeze_id]
        if not of_member:
            del self._of_member[freeze.withdrawal.user_id]
        if not freeze.settled.done():
            freeze.settled.set_result(None)

    def _interrupted(self) -> None:
        for watches in self._watches.values():
            for watch in watches:
                watch.disturbed = True
        for listener in self._heeding:
            listener.interrupted()
