"""Who is at a gathering: told as they come and go, and whole to each newcomer.

Every process enters its own listeners on the live port and refreshes them; what a process leaves
behind when it dies is over after a while, and each process tells its listeners who has gone
missing.
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
    attended_key,
    list_attendants,
)
from longhouse.kernel.live import Live
from longhouse.realtime.background import Background
from longhouse.realtime.connection import Connection
from longhouse.realtime.protocol import signal_frame
from longhouse.realtime.sight import Sight
from longhouse.realtime.signals import JOINED, LEFT, Signals
from longhouse.realtime.subscription import Subscription
from longhouse.realtime.timers import Timer, Timers
from longhouse.realtime.topics import OpenRead

# Of the time after which somebody is over who is not heard of.
_REFRESHES = 5
_LOOKS = 10
# What is said of somebody may hold what ends, such as the address of a picture.
_DESCRIBE_EVERY = 1200.0

_encode = msgspec.json.Encoder().encode


class _Here:
    """One listener of this process at a gathering."""

    __slots__ = ("described_at", "entry", "member", "refreshed_at", "subscription")

    def __init__(
        self, subscription: Subscription, member: str, entry: Attendant, now: float
    ) -> None:
        self.subscription = subscription
        self.member = member
        self.entry = entry
        self.refreshed_at = now
        self.described_at = now


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
        signals: Signals,
        sight: Sight,
        timers: Timers,
        background: Background,
        read: OpenRead,
        stay_seconds: float,
    ) -> None:
        self._kinds = {gathering.kind: gathering for gathering in kinds}
        self._live = live
        self._signals = signals
        self._sight = sight
        self._timers = timers
        self._background = background
        self._read = read
        self._stay_seconds = stay_seconds
        self._process = secrets.token_hex(8)
        self._numbers = itertools.count()
        self._here: dict[Subscription, _Here] = {}
        self._known: dict[str, dict[str, Attendant]] = {}
        """Who was at each topic when this process last looked."""
        self._timer: Timer | None = None
        sight.on_change(self._see_anew)

    async def prepare(self, subscription: Subscription) -> None:
        """Before the first frame: whom the newcomer may not see, and how the others see them."""
        gathering = self._gathering_of(subscription)
        if gathering is None or subscription.ended:
            return
        principal = subscription.connection.principal
        try:
            await self._sight.watch(subscription, gathering.hidden_from)
            async with self._read() as read:
                await self._sight.look(read, subscription)
                who = await gathering.describe(read, principal)
        except BaseException:
            self._sight.forget(subscription)
            raise
        entry = Attendant(str(principal.user_id), msgspec.Raw(_encode(who)))
        member = f"{self._process}.{next(self._numbers)}"
        self._here[subscription] = _Here(subscription, member, entry, self._timers.monotonic())
        if subscription.ended:
            self.left(subscription)

    def entered(self, subscription: Subscription) -> None:
        here = self._here.get(subscription)
        if here is not None:
            self._background.spawn(self._enter(here))
            if self._timer is None:
                self._timer = self._look_later()

    def left(self, subscription: Subscription) -> None:
        here = self._here.pop(subscription, None)
        if here is not None:
            self._sight.forget(subscription)
            self._background.spawn(self._leave(here))

    def beaten(self, connection: Connection) -> None:
        now = self._timers.monotonic()
        for subscription in connection.subscriptions.values():
            here = self._here.get(subscription)
            if here is not None and now - here.refreshed_at >= self._stay_seconds / _REFRESHES:
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
                    JOINED,
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
                await self._signals.tell(topic, LEFT, _Left(user_id), by=user_id)
        except Unavailable:
            # What stays behind is over in a while.
            return

    async def _refresh(self, here: _Here) -> None:
        try:
            await self._touch(here)
            await self._describe_anew(here)
        except Unavailable:
            return

    async def _describe_anew(self, here: _Here) -> None:
        gathering, now = self._gathering_of(here.subscription), self._timers.monotonic()
        if gathering is None or now - here.described_at < _DESCRIBE_EVERY:
            return
        async with self._read() as read:
            who = await gathering.describe(read, here.subscription.connection.principal)
        here.described_at = now
        here.entry = Attendant(here.entry.user_id, msgspec.Raw(_encode(who)))

    async def _touch(self, here: _Here) -> None:
        key = attendance_key(here.subscription.topic)
        await self._live.touch(key, here.member, _encode(here.entry), self._stay_seconds)
        kind, topic = here.subscription.topic.partition(":")[0], here.subscription.topic
        await self._live.touch(attended_key(kind), topic, b"", self._stay_seconds)
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
        self._timer = self._look_later() if topics else None

    def _look_later(self) -> Timer:
        return self._timers.call_later(self._stay_seconds / _LOOKS, self._look)

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
            self._tell_all(listeners, user_id, LEFT, _Left(user_id))
        for user_id in now.keys() - before.keys():
            self._tell_all(listeners, user_id, JOINED, _Joined(now[user_id].who))

    async def _see_anew(self, subscription: Subscription, before: frozenset[str]) -> None:
        if subscription not in self._here:
            return
        hidden = subscription.hidden
        for one in await list_attendants(self._live, subscription.topic):
            if one.user_id in hidden - before:
                self._tell_one(subscription, LEFT, _Left(one.user_id))
            elif one.user_id in before - hidden:
                self._tell_one(subscription, JOINED, _Joined(one.who))

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
