"""Whom each listener may not see: kept beside the subscription, read again when something about it
is told."""

from collections.abc import Awaitable, Callable

from longhouse.kernel.db import Read
from longhouse.kernel.gatherings import HiddenFrom, sight_topic
from longhouse.kernel.ids import UserId
from longhouse.kernel.live import Delivery, Live
from longhouse.realtime.background import Background
from longhouse.realtime.subscription import Subscription
from longhouse.realtime.topics import OpenRead

Changed = Callable[[Subscription, frozenset[str]], Awaitable[None]]


class Sight:
    def __init__(self, live: Live, background: Background, read: OpenRead) -> None:
        self._live = live
        self._background = background
        self._read = read
        self._kept: dict[UserId, dict[Subscription, HiddenFrom]] = {}
        self._changed: list[Changed] = []
        live.on_gap(self._look_again_at_all)

    def on_change(self, changed: Changed) -> None:
        """Call after a listener sees other people than before, with whom they did not see."""
        self._changed.append(changed)

    async def watch(self, subscription: Subscription, hidden_from: HiddenFrom) -> None:
        """Listening comes before reading, so that nothing that changes meanwhile is missed: whoever
        watches looks next, and forgets at the end."""
        user_id = subscription.connection.principal.user_id
        kept = self._kept.setdefault(user_id, {})
        kept[subscription] = hidden_from
        if len(kept) == 1:
            await self._live.listen(sight_topic(user_id), self._told)

    async def look(self, read: Read, subscription: Subscription) -> None:
        user_id = subscription.connection.principal.user_id
        hidden_from = self._kept.get(user_id, {}).get(subscription)
        if hidden_from is not None:
            found = await hidden_from(read, user_id)
            subscription.hidden = frozenset(str(one) for one in found)

    def forget(self, subscription: Subscription) -> None:
        user_id = subscription.connection.principal.user_id
        kept = self._kept.get(user_id, {})
        if kept.pop(subscription, None) is not None and not kept:
            del self._kept[user_id]
            self._background.spawn(self._live.unlisten(sight_topic(user_id), self._told))

    def _told(self, delivery: Delivery) -> None:
        user_id = delivery.topic.partition(":")[2]
        for one in [one for one in self._kept if str(one) == user_id]:
            self._background.spawn(self._look_again(one))

    def _look_again_at_all(self) -> None:
        for user_id in list(self._kept):
            self._background.spawn(self._look_again(user_id))

    async def _look_again(self, user_id: UserId) -> None:
        for subscription in list(self._kept.get(user_id, ())):
            before = subscription.hidden
            async with self._read() as read:
                await self.look(read, subscription)
            if subscription.hidden != before and not subscription.ended:
                for changed in self._changed:
                    await changed(subscription, before)
