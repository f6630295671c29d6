"""Who is at a gathering: told as they come and go, and whole to each newcomer.

Every process enters its own listeners on the live port and refreshes them; what a process leaves
behind when it dies is over after five minutes, and each process tells its listeners who has gone
missing. Whom a listener may not see is kept beside the subscription, and read again when something
about it is told.
"""

import itertools
import secrets
from collections.abc import Iterable

import msgspec

from longhouse.kernel.errors import Unavailable
from longhouse.kernel.gatherings import (
    Attendant,
    Gathering,
    attendance_key,
    list_attendants,
    sight_topic,
)
from longhouse.kernel.ids import UserId
from longhouse.kernel.live import Delivery, Live
from longhouse.realtime.background import Background
from longhouse.realtime.connection import Connection
from longhouse.realtime.hub import Hub
from longhouse.realtime.protocol import signal_frame
from longhouse.realtime.signals import Signals
from longhouse.realtime.subscription import Subscription
from longhouse.realtime.timers import Timer, Timers
from longhouse.realtime.topics import OpenRead

STAY_SECONDS = 300.0
_REFRESH_EVERY = 60.0
_LOOK_EVERY = 30.0

_encode = msgspec.json.Encoder().encode


class _Here:
    """One listener of this process at a gathering."""

    __slots__ = ("entry", "member", "refreshed_at", "subscription")

    def __init__(
        self, subscription: Subscription, member: str, entry: Attendant, now: float
    ) -> None:
        self.subscription = subscription
        self.member = member
        self.entry = entry
        self.refreshed_at = now


class _Joined(msgspec.Struct, frozen=True):
    user: msgspec.Raw


class _Left(msgspec.Struct, frozen=True):
    user_id: str


class _Everybody(msgspec.Struct, frozen=True):
    users: list[msgspec.Raw]


class Attendance:
    def __init__(
        self,
        kinds: Iterable[Gathering],
        live: Live,
        hub: Hub,
        signals: Signals,
        timers: Timers,
        background: Background,
        read: OpenRead,
    ) -> None:
        self._kinds = {gathering.kind: gathering for gathering in kinds}
        self._live = live
        self._hub = hub
        self._signals = signals
        self._timers = timers
        self._background = background
        self._read = read
        self._process = secrets.token_hex(8)
        self._numbers = itertools.count()
        self._here: dict[Subscription, _Here] = {}
        self._known: dict[str, dict[str, Attendant]] = {}
        """Who was at each topic when this process last looked."""
        self._watched: dict[UserId, int] = {}
        self._timer: Timer | None = None
        live.on_gap(self._look_again_at_all)

    async def prepare(self, subscription: Subscription) -> None:
        """Before the first frame: whom the newcomer may not see. Listening comes before reading,
        so that nothing that changes meanwhile is missed."""
        gathering = self._gathering_of(subscription)
        if gathering is None or subscription.ended:
            return
        user_id = subscription.connection.principal.user_id
        await self._watch(user_id)
        try:
            async with self._read() as read:
                hidden = await gathering.hidden_from(read, user_id)
                who = await gathering.describe(read, subscription.connection.principal)
        except BaseException:
            self._background.spawn(self._unwatch(user_id))
            raise
        subscription.hidden = frozenset(str(one) for one in hidden)
        entry = Attendant(str(user_id), msgspec.Raw(_encode(who)))
        member = f"{self._process}.{next(self._numbers)}"
        self._here[subscription] = _Here(subscription, member, entry, self._timers.monotonic())
        if subscription.ended:
            self.left(subscription)

    def entered(self, subscription: Subscription) -> None:
        here = self._here.get(subscription)
        if here is not None:
            self._background.spawn(self._enter(here))
            if self._timer is None:
                self._timer = self._timers.call_later(_LOOK_EVERY, self._look)

    def left(self, subscription: Subscription) -> None:
        here = self._here.pop(subscription, None)
        if here is not None:
            self._background.spawn(self._leave(here))
            self._background.spawn(self._unwatch(subscription.connection.principal.user_id))

    def beaten(self, connection: Connection) -> None:
        now = self._timers.monotonic()
        for subscription in connection.subscriptions.values():
            here = self._here.get(subscription)
            if here is not None and now - here.refreshed_at >= _REFRESH_EVERY:
                here.refreshed_at = now
                self._background.spawn(self._refresh(here))

    def stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    async def _enter(self, here: _Here) -> None:
        subscription, entry = here.subscription, here.entry
        topic = subscription.topic
        try:
            await self._touch(here)
            present = await self._live.present(attendance_key(topic))
            others = [
                found
                for member, value in present.items()
                if member != here.member and (found := _decoder.decode(value))
            ]
            everybody = {one.user_id: one for one in (*others, entry)}
            self._known[topic] = everybody
            shown = [
                one.who for one in everybody.values() if one.user_id not in subscription.hidden
            ]
            self._tell_one(subscription, "user_sync", _Everybody(shown))
            if all(one.user_id != entry.user_id for one in others):
                await self._signals.tell(
                    topic,
                    "user_joined",
                    _Joined(entry.who),
                    by=entry.user_id,
                    but_connection=subscription.connection.id,
                )
        except Unavailable:
            # The next refresh enters them, and the next look tells of them.
            return

    async def _leave(self, here: _Here) -> None:
        topic, user_id = here.subscription.topic, here.entry.user_id
        try:
            await self._live.leave(attendance_key(topic), here.member)
            rest = await list_attendants(self._live, topic)
            if all(one.user_id != user_id for one in rest):
                await self._signals.tell(topic, "user_left", _Left(user_id), by=user_id)
        except Unavailable:
            # What stays behind is over in five minutes.
            return

    async def _refresh(self, here: _Here) -> None:
        try:
            await self._touch(here)
        except Unavailable:
            return

    async def _touch(self, here: _Here) -> None:
        key = attendance_key(here.subscription.topic)
        await self._live.touch(key, here.member, _encode(here.entry), STAY_SECONDS)
        if here.subscription.ended:
            # They left while the port was being told.
            await self._live.leave(key, here.member)

    # Who has gone without a word

    def _look(self) -> None:
        topics = {subscription.topic for subscription in self._here}
        for topic in set(self._known) - topics:
            del self._known[topic]
        for topic in topics:
            self._background.spawn(self._compare(topic))
        self._timer = self._timers.call_later(_LOOK_EVERY, self._look) if topics else None

    async def _compare(self, topic: str) -> None:
        """What came and went since the last look. Most of it was told before, and is no news to a
        client that has heard it."""
        try:
            now = {one.user_id: one for one in await list_attendants(self._live, topic)}
        except Unavailable:
            return
        before = self._known.get(topic, {})
        self._known[topic] = now
        listeners = [one for one in self._here if one.topic == topic]
        for user_id in before.keys() - now.keys():
            self._tell_all(listeners, user_id, "user_left", _Left(user_id))
        for user_id in now.keys() - before.keys():
            self._tell_all(listeners, user_id, "user_joined", _Joined(now[user_id].who))

    # Who may see whom

    def _sight_changed(self, delivery: Delivery) -> None:
        user_id = delivery.topic.partition(":")[2]
        self._background.spawn(self._look_again(user_id))

    def _look_again_at_all(self) -> None:
        for user_id in list(self._watched):
            self._background.spawn(self._look_again(str(user_id)))

    async def _look_again(self, user_id: str) -> None:
        for here in [one for one in self._here.values() if one.entry.user_id == user_id]:
            gathering = self._gathering_of(here.subscription)
            if gathering is None:
                continue
            async with self._read() as read:
                found = await gathering.hidden_from(
                    read, here.subscription.connection.principal.user_id
                )
            await self._see_anew(here.subscription, frozenset(str(one) for one in found))

    async def _see_anew(self, subscription: Subscription, hidden: frozenset[str]) -> None:
        before, subscription.hidden = subscription.hidden, hidden
        for one in await list_attendants(self._live, subscription.topic):
            if one.user_id in hidden - before:
                self._tell_one(subscription, "user_left", _Left(one.user_id))
            elif one.user_id in before - hidden:
                self._tell_one(subscription, "user_joined", _Joined(one.who))

    async def _watch(self, user_id: UserId) -> None:
        self._watched[user_id] = self._watched.get(user_id, 0) + 1
        if self._watched[user_id] == 1:
            await self._live.listen(sight_topic(user_id), self._sight_changed)

    async def _unwatch(self, user_id: UserId) -> None:
        self._watched[user_id] -= 1
        if self._watched[user_id] == 0:
            del self._watched[user_id]
            await self._live.unlisten(sight_topic(user_id), self._sight_changed)

    # Telling

    def _tell_one(self, subscription: Subscription, type_: str, data: msgspec.Struct) -> None:
        if not subscription.ended:
            frame = self._frame(subscription.topic, type_, data)
            subscription.connection.send(frame, self._timers.monotonic())

    def _tell_all(
        self, listeners: list[Subscription], about: str, type_: str, data: msgspec.Struct
    ) -> None:
        now = self._timers.monotonic()
        for subscription in listeners:
            if not subscription.ended and about not in subscription.hidden:
                subscription.connection.send(self._frame(subscription.topic, type_, data), now)

    def _frame(self, topic: str, type_: str, data: msgspec.Struct) -> bytes:
        return signal_frame(type_, topic, msgspec.Raw(_encode(data)), self._timers.now())

    def _gathering_of(self, subscription: Subscription) -> Gathering | None:
        return self._kinds.get(subscription.topic.partition(":")[0])


_decoder = msgspec.json.Decoder(Attendant)
