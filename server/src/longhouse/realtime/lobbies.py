"""Who is at which gathering, told to those who look at all of a kind.

What is told is the whole of it for one gathering, as far as the listener may see it: so it may come
late, twice or in another order. Whoever sees none of those who moved is told nothing, for that
something is told would tell them. What was missed, because a process died or was cut off, is found
by looking around now and then.
"""

from collections.abc import Iterable

import msgspec

from longhouse.kernel.errors import NotFound, Unavailable
from longhouse.kernel.gatherings import Attendant, Gathering, Lobby, attended_key, list_attendants
from longhouse.kernel.live import Live
from longhouse.realtime.background import Background
from longhouse.realtime.hub import Hub
from longhouse.realtime.protocol import signal_frame
from longhouse.realtime.sight import Sight
from longhouse.realtime.signals import Signals
from longhouse.realtime.subscription import Subscription
from longhouse.realtime.timers import Timer, Timers
from longhouse.realtime.topics import OpenRead

# At an eye's pace: a crowd that comes at once is told of together.
_TELL_AFTER = 0.3
# Of the time after which somebody is over who is not heard of.
_LOOKS = 10

_encode = msgspec.json.Encoder().encode


class Lobbies:
    def __init__(
        self,
        gatherings: Iterable[Gathering],
        live: Live,
        hub: Hub,
        signals: Signals,
        sight: Sight,
        timers: Timers,
        background: Background,
        read: OpenRead,
        stay_seconds: float,
    ) -> None:
        self._by_kind = {one.kind: one for one in gatherings if one.lobby is not None}
        self._by_topic = {
            one.lobby.topic: one for one in self._by_kind.values() if one.lobby is not None
        }
        self._live = live
        self._hub = hub
        self._sight = sight
        self._timers = timers
        self._background = background
        self._read = read
        self._look_every = stay_seconds / _LOOKS
        self._here: set[Subscription] = set()
        self._moved: dict[str, set[str]] = {}
        """Who came to a gathering or left it since it was last told."""
        self._known: dict[str, frozenset[str]] = {}
        """Who was at each gathering when it was last told."""
        self._timer: Timer | None = None
        signals.on_move(self._note)
        sight.on_change(self._see_anew)

    async def prepare(self, subscription: Subscription) -> None:
        """Before the first frame: whom the listener may not see."""
        gathering = self._by_topic.get(subscription.topic)
        if gathering is None or subscription.ended:
            return
        self._here.add(subscription)
        try:
            await self._sight.watch(subscription, gathering.hidden_from)
            async with self._read() as read:
                await self._sight.look(read, subscription)
        except BaseException:
            self.left(subscription)
            raise
        if subscription.ended:
            self.left(subscription)
        elif self._timer is None:
            self._timer = self._timers.call_later(self._look_every, self._look_around)

    def tells(self, subscription: Subscription) -> bool:
        """Whether something is told there that is kept nowhere: who comes back reads again."""
        return subscription in self._here

    def left(self, subscription: Subscription) -> None:
        if subscription in self._here:
            self._here.discard(subscription)
            self._sight.forget(subscription)

    def stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _note(self, topic: str, user_id: str) -> None:
        if not self._here or topic.partition(":")[0] not in self._by_kind:
            return
        if not self._moved:
            self._timers.call_later(_TELL_AFTER, self._tell_soon)
        self._moved.setdefault(topic, set()).add(user_id)

    def _tell_soon(self) -> None:
        moved, self._moved = self._moved, {}
        for topic, who in moved.items():
            self._background.spawn(self._tell(topic, frozenset(who)))

    async def _tell(self, topic: str, moved: frozenset[str]) -> None:
        lobby = self._by_kind[topic.partition(":")[0]].lobby
        if lobby is None or not self._hub.listeners(lobby.topic):
            return
        try:
            async with self._read() as read:
                host = await lobby.get_host(read, topic)
            present = await list_attendants(self._live, topic)
        except NotFound:
            self._known.pop(topic, None)
            return
        except Unavailable:
            # The next look around finds what was not told.
            return
        self._known[topic] = frozenset(one.user_id for one in present)
        told = _Told(lobby, topic, present, self._timers)
        now = self._timers.monotonic()
        for subscription in self._hub.listeners(lobby.topic):
            hidden = subscription.hidden
            if not subscription.held and str(host) not in hidden and not moved <= hidden:
                subscription.connection.send(told.to(hidden), now)

    def _look_around(self) -> None:
        self._timer = None
        if not self._here:
            self._known.clear()
            return
        for kind in self._by_kind:
            self._background.spawn(self._compare(kind))
        self._timer = self._timers.call_later(self._look_every, self._look_around)

    async def _compare(self, kind: str) -> None:
        try:
            attended = await self._live.present(attended_key(kind))
            for topic in {*attended, *(one for one in self._known if one.startswith(f"{kind}:"))}:
                now = {one.user_id for one in await list_attendants(self._live, topic)}
                moved = now ^ self._known.get(topic, frozenset())
                if moved:
                    await self._tell(topic, frozenset(moved))
                elif not now:
                    self._known.pop(topic, None)
        except Unavailable:
            return

    async def _see_anew(self, subscription: Subscription, _before: frozenset[str]) -> None:
        """All of what is shown may look otherwise now: it is to be read again."""
        if subscription in self._here:
            subscription.reset(subscription.position, self._timers.monotonic())


class _Told:
    """What is told of one gathering; made once for all who see everybody there."""

    def __init__(self, lobby: Lobby, topic: str, present: list[Attendant], timers: Timers) -> None:
        self._lobby = lobby
        self._topic = topic
        self._present = present
        self._at = timers.now()
        self._whole: bytes | None = None

    def to(self, hidden: frozenset[str]) -> bytes:
        if any(one.user_id in hidden for one in self._present):
            return self._frame([one.who for one in self._present if one.user_id not in hidden])
        if self._whole is None:
            self._whole = self._frame([one.who for one in self._present])
        return self._whole

    def _frame(self, people: list[msgspec.Raw]) -> bytes:
        data = msgspec.Raw(_encode(self._lobby.show(self._topic, people)))
        return signal_frame(self._lobby.told_as, self._lobby.topic, data, self._at)
