"""The realtime core of one process, built in order.

    withdrawals = Withdrawals(live, LoopTimers(clock))   # its `withdraw` is the house's `Withdraw`
    realtime = Realtime(
        live=live, timers=LoopTimers(clock), settings=settings, metrics=telemetry.metrics,
        topics=Topics(kinds, db.read), withdrawals=withdrawals, secrets=secrets,
        authenticate=authenticate, confirm=confirm, origin_allowed=origins.allows,
        gatherings=gatherings, read=db.read, tracer=telemetry.tracer,
    )
    await withdrawals.start()     # after the live port, before the first request
    await realtime.start()
    socket = SocketApp(realtime)  # an ASGI application for `/api/v1/ws`
    await realtime.shutdown()     # before the server closes its sockets
    await realtime.stop()

A process that serves no sockets takes only `Withdrawals`, to end rights.
"""

from collections.abc import Awaitable, Callable, Sequence

from longhouse.kernel.gatherings import Gathering
from longhouse.kernel.live import Live
from longhouse.kernel.principal import Principal
from longhouse.kernel.telemetry.traces import Tracer, Untraced
from longhouse.realtime.attendance import Attendance
from longhouse.realtime.background import Background
from longhouse.realtime.connection import Connection, Shared
from longhouse.realtime.crowd import Crowd
from longhouse.realtime.door import Door, OriginAllowed, Scope
from longhouse.realtime.errors import CloseCode
from longhouse.realtime.heartbeat import Heartbeat
from longhouse.realtime.hub import Confirm, Hub
from longhouse.realtime.lobbies import Lobbies
from longhouse.realtime.longpoll import LongPoll, SignsCursors
from longhouse.realtime.metrics import Metrics
from longhouse.realtime.presence import Presence
from longhouse.realtime.protocol import (
    Frames,
    Ping,
    Subscribe,
    Typing,
    Unsubscribe,
    reply_frame,
)
from longhouse.realtime.replay import Subscribing
from longhouse.realtime.settings import RealtimeSettings
from longhouse.realtime.sight import Sight
from longhouse.realtime.signals import Signals
from longhouse.realtime.speeches import Speeches
from longhouse.realtime.tickets import Tickets
from longhouse.realtime.timers import Timers
from longhouse.realtime.topics import OpenRead, Rights
from longhouse.realtime.turns import RightsInTurn, Turns
from longhouse.realtime.typing import TypingTeller
from longhouse.realtime.withdrawals import Withdrawals

# Of the connections to the database (16 by default) half are left to whoever else needs one.
_ASK_AT_ONCE = 8
GOODBYE = "Server shutting down"


class Realtime:
    def __init__(
        self,
        *,
        live: Live,
        timers: Timers,
        settings: RealtimeSettings,
        metrics: Metrics,
        topics: Rights,
        withdrawals: Withdrawals,
        secrets: SignsCursors,
        authenticate: Callable[[Scope], Awaitable[Principal | None]],
        confirm: Confirm,
        origin_allowed: OriginAllowed,
        gatherings: Sequence[Gathering],
        read: OpenRead,
        tracer: Tracer | None = None,
    ) -> None:
        self.timers = timers
        self.settings = settings
        self.frames = Frames()
        self._background = Background()
        asking = Turns(_ASK_AT_ONCE)
        confirm, authenticate = asking.each(confirm), asking.each(authenticate)
        rights = RightsInTurn(topics, asking)
        shared = Shared(timers, settings, self.frames, metrics, tracer or Untraced())
        self.hub = Hub(live, shared, rights, confirm, self._background)
        withdrawals.heed(self.hub)
        self.tickets = Tickets(live)
        self.door = Door(
            self.hub,
            withdrawals,
            self.tickets,
            authenticate=authenticate,
            confirm=confirm,
            origin_allowed=origin_allowed,
            crowd=Crowd(settings.sockets_per_address),
            most_of_member=settings.sockets_per_member,
            metrics=metrics,
        )
        self.signals = Signals(live, self.hub, timers, metrics, self._background)
        sight = Sight(live, self._background, read)
        stay = settings.attendance_seconds
        self._attendance = Attendance(
            gatherings, live, self.signals, sight, timers, self._background, read, stay
        )
        self._lobbies = Lobbies(
            gatherings, live, self.hub, self.signals, sight, timers, self._background, read, stay
        )
        self.hub.on_leave(self._attendance.left)
        self.hub.on_leave(self._lobbies.left)
        subscribing = Subscribing(
            self.hub,
            live,
            rights,
            withdrawals,
            timers,
            metrics,
            settings,
            self._attendance,
            self._lobbies,
        )
        self.longpoll = LongPoll(self.door, subscribing, secrets, timers, settings.poll_seconds)
        self.presence = Presence(live, self.hub, self._background)
        self._heartbeat = Heartbeat(timers, settings.heartbeat_seconds)
        self._heartbeat.on_beat(self.presence.beaten)
        self._heartbeat.on_beat(self._attendance.beaten)
        self.hub.watch(self._heartbeat.arrived, lambda _: None)
        self.hub.watch(self.presence.arrived, self.presence.left)
        typing = TypingTeller(self.signals, timers)
        self.frames.register(Subscribe, subscribing.handle)
        self.frames.register(Unsubscribe, subscribing.leave)
        self.frames.register(Typing, typing.handle)
        self.frames.register(Ping, _answer_ping)
        speeches = Speeches(self.frames, self.signals, timers)
        for gathering in gatherings:
            speeches.take(gathering)

    async def start(self) -> None:
        await self.signals.start()

    async def shutdown(self) -> None:
        """Every client is told to come back; returns when they have left or time is over."""
        await self.hub.shutdown(
            CloseCode.GOING_AWAY, GOODBYE, within=self.settings.shutdown_seconds
        )

    async def move_on(self) -> None:
        """Every client is told to resume elsewhere, one after the other, so that a gateway's
        thousands do not all knock at its neighbour in the same instant."""
        await self.hub.shutdown(
            CloseCode.RESUME,
            GOODBYE,
            over=self.settings.leave_seconds,
            within=self.settings.shutdown_seconds,
        )

    async def stop(self) -> None:
        self._heartbeat.stop()
        self._attendance.stop()
        self._lobbies.stop()
        await self.signals.stop()
        await self._background.stop()


async def _answer_ping(connection: Connection, frame: Ping) -> None:
    connection.reply(reply_frame(frame.id, {}))
