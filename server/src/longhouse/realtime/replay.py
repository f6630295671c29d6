"""Subscribing: from a position or from now, without a gap and without a duplicate.

The order of the steps is the whole of it, and why is written in `withdrawals`. While the pieces are
fetched the subscription is held, so that what is published meanwhile waits behind what was missed.
"""

from collections.abc import Mapping, Sequence

from longhouse.kernel.live import Live, Position
from longhouse.realtime.attendance import Attendance
from longhouse.realtime.connection import Connection
from longhouse.realtime.errors import InvalidFrame, NotYours, TooManyTopics
from longhouse.realtime.hub import Hub
from longhouse.realtime.lobbies import Lobbies
from longhouse.realtime.metrics import Metrics
from longhouse.realtime.protocol import (
    Place,
    Subscribe,
    Unsubscribe,
    refusal,
    reply_frame,
)
from longhouse.realtime.replays import Replays
from longhouse.realtime.settings import RealtimeSettings
from longhouse.realtime.subscription import Subscription
from longhouse.realtime.timers import Timers
from longhouse.realtime.topics import Rights
from longhouse.realtime.turns import Turns
from longhouse.realtime.withdrawals import Withdrawals

# The connections to the live port are no more than half as many.
_SUBSCRIBE_AT_ONCE = 64


class _Making:
    """A subscription on its way, and what has been fetched for it."""

    __slots__ = ("asked", "missed", "stands", "subscription")

    def __init__(self, subscription: Subscription, asked: Position | None) -> None:
        self.subscription = subscription
        self.asked = asked
        self.stands: Position | None = None
        """Where the client will stand once it has what it missed; None when that is gone."""
        self.missed: Sequence[bytes] = ()


class Subscribing:
    def __init__(
        self,
        hub: Hub,
        live: Live,
        rights: Rights,
        withdrawals: Withdrawals,
        timers: Timers,
        metrics: Metrics,
        settings: RealtimeSettings,
        attendance: Attendance,
        lobbies: Lobbies,
    ) -> None:
        self._attendance = attendance
        self._lobbies = lobbies
        self._hub = hub
        self._rights = rights
        self._withdrawals = withdrawals
        self._timers = timers
        self._metrics = metrics
        self._most = settings.topics_per_connection
        self._replays = Replays(live)
        self._turns = Turns(_SUBSCRIBE_AT_ONCE)
        # What is replayed has to fit into the queue beside what goes on happening; a client that
        # missed more than that is better served by fetching anew.
        self._replay_bytes = settings.queue_bytes // 2

    async def handle(self, connection: Connection, frame: Subscribe) -> None:
        """Answer a `subscribe` frame: what was missed first, then where the client stands."""
        answer = await self.subscribe(connection, frame.data.topics, frame_id=frame.id)
        refused = [entry for entry in answer.values() if "code" in entry]
        if refused and len(refused) == len(answer):
            raise NotYours(details={"topics": sorted(answer)} if len(answer) > 1 else None)

    async def leave(self, connection: Connection, frame: Unsubscribe) -> None:
        for topic in frame.data.topics:
            subscription = connection.subscriptions.get(topic)
            if subscription is not None:
                self._hub.leave(subscription)
        connection.reply(reply_frame(frame.id, {}))

    async def subscribe(
        self, connection: Connection, places: Mapping[str, Place | None], frame_id: int | None
    ) -> dict[str, dict[str, object]]:
        """Listen to all of these; what was answered, topic by topic.

        Nothing is sent when every topic was refused.
        """
        if not places:
            raise InvalidFrame("Please name at least one topic.")
        new = [topic for topic in places if topic not in connection.subscriptions]
        if len(connection.subscriptions) + len(new) > self._most:
            raise TooManyTopics
        makings: list[_Making] = []
        room = self._replay_bytes
        try:
            async with self._turns.turn():
                for topic in new:
                    if self._rights.knows(topic):
                        making = await self._begin(connection, topic, places[topic], room)
                        makings.append(making)
                        room -= sum(len(frame) for frame in making.missed)
                await self._end_what_may_not(connection, makings)
            for making in makings:
                await self._attendance.prepare(making.subscription)
                await self._lobbies.prepare(making.subscription)
            await _held_by_us_alone(makings)
        except BaseException:
            for making in makings:
                self._hub.leave(making.subscription)
            raise
        return self._finish(connection, places, makings, frame_id)

    async def _begin(
        self, connection: Connection, topic: str, place: Place | None, room: int
    ) -> _Making:
        principal = connection.principal
        await self._withdrawals.settled(str(principal.user_id), str(principal.session_id), topic)
        # Registered in the same turn in which nothing was about to end: a withdrawal that begins
        # from now on finds it.
        subscription = Subscription(connection, topic)
        making = _Making(subscription, None if place is None else place.position())
        if connection.closed:
            subscription.end()
            return making
        connection.subscriptions[topic] = subscription
        self._metrics.subscribed()
        try:
            stands = await self._hub.join(subscription)
            subscription.begin(stands, stands.offset)
            await self._fetch_missed(making, room)
        except BaseException:
            self._hub.leave(subscription)
            raise
        return making

    async def _fetch_missed(self, making: _Making, room: int) -> None:
        asked, subscription = making.asked, making.subscription
        if asked is None or asked == subscription.position:
            making.stands = asked
            return
        missed = await self._replays.get(subscription.topic, asked, subscription.position)
        if missed is None or asked.epoch != subscription.epoch:
            # In the second case the topic has begun anew and the fan-out is yet to hear of it:
            # what it still has to tell would be taken for part of the new epoch.
            return
        if missed.size <= room:
            making.missed = missed.frames
            making.stands = missed.up_to

    async def _end_what_may_not(self, connection: Connection, makings: list[_Making]) -> None:
        """After what was missed has been read, not before; see `withdrawals`."""
        topics = [making.subscription.topic for making in makings]
        allowed = await self._rights.allowed(connection.principal, topics)
        for making in makings:
            if making.subscription.topic not in allowed:
                self._hub.leave(making.subscription)

    def _finish(
        self,
        connection: Connection,
        places: Mapping[str, Place | None],
        makings: list[_Making],
        frame_id: int | None,
    ) -> dict[str, dict[str, object]]:
        """One turn of the event loop, so that nothing comes between what is sent here."""
        now = self._timers.monotonic()
        by_topic = {making.subscription.topic: making for making in makings}
        answer: dict[str, dict[str, object]] = {}
        for topic, place in places.items():
            making = by_topic.get(topic)
            if making is not None and not making.subscription.ended:
                answer[topic] = self._stand(making, now)
            elif making is None and topic in connection.subscriptions:
                answer[topic] = _already(connection.subscriptions[topic], place)
            else:
                answer[topic] = refusal(NotYours())
        if any("epoch" in entry for entry in answer.values()):
            connection.reply(reply_frame(frame_id, answer))
        for making in makings:
            making.subscription.release(now)
            self._attendance.entered(making.subscription)
        return answer

    def _stand(self, making: _Making, now: float) -> dict[str, object]:
        subscription, asked, stands = making.subscription, making.asked, making.stands
        if (
            asked is None
            or stands is None
            or subscription.resynced
            or self._lobbies.tells(subscription)
        ):
            subscription.begin(subscription.position, subscription.offset)
            position = _shown(subscription.position)
            return position if asked is None else position | {"recovered": False}
        for frame in making.missed:
            subscription.connection.send(frame, now)
        subscription.begin(stands, asked.offset)
        return _shown(stands) | {"recovered": True}


async def _held_by_us_alone(makings: list[_Making]) -> None:
    """A withdrawal that was rolled back must not leave its held frames behind the reply."""
    while held := [m.subscription for m in makings if m.subscription.held_by_another]:
        await held[0].held_by_maker_alone()


def _already(subscription: Subscription, place: Place | None) -> dict[str, object]:
    """It is listened to on this connection: all after `since` was sent or is about to be."""
    position = _shown(subscription.position)
    if place is None:
        return position
    sent = place.epoch == subscription.epoch and subscription.since <= place.offset
    return position | {"recovered": sent and place.offset <= subscription.offset}


def _shown(position: Position) -> dict[str, object]:
    return {"epoch": position.epoch, "offset": position.offset}
