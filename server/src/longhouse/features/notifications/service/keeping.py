"""Keeping what members are told of, and taking it back.

Jobs come in any order, more than once, and several at a time. So whoever keeps or takes back
something for a member holds that member's lock and asks then how things are: of an act and its
undoing, the later of the two jobs sees both.
"""

from collections.abc import Awaitable, Callable
from uuid import UUID

from longhouse.features.notifications.events import NotificationRemoved, Notified
from longhouse.features.notifications.model import TYPES, Preferences, Type
from longhouse.features.notifications.service.sending import Sending
from longhouse.features.notifications.store import preferences, rows
from longhouse.features.notifications.store.causes import Concerned
from longhouse.kernel.db import Tx
from longhouse.kernel.ids import UserId
from longhouse.kernel.telemetry.metrics import Metrics

Find = Callable[[], Awaitable[list[Concerned]]]
Stands = Callable[[], Awaitable[bool]]


class Keeping:
    def __init__(self, sending: Sending, metrics: Metrics) -> None:
        self._sending = sending
        self._metrics = metrics

    async def keep(
        self, tx: Tx, cause_id: UUID, find: Find, *, comment_id: UUID | None = None
    ) -> None:
        """Tell those concerned of an act, each once. `find` says who they are now."""
        locked = {one.user_id for one in await find()}
        if not locked:
            return
        await rows.lock(tx, list(locked))
        told = await rows.list_told(tx, cause_id, list(locked))
        chosen = await preferences.get_many(tx, list(locked))
        for one in await find():
            if one.user_id in locked and one.user_id not in told:
                await self._keep(tx, cause_id, one, comment_id, chosen[one.user_id])

    async def take_back(self, tx: Tx, cause_id: UUID, owners: list[UserId], stands: Stands) -> None:
        """An act is undone: what was not read of it is as if it had not been. Unless it has been
        done again since, which `stands` says."""
        if not owners:
            return
        await rows.lock(tx, owners)
        if await stands():
            return
        touched = await rows.take_back(tx, cause_id, owners)
        await self._tidy(tx, touched)

    async def take_back_from_all(self, tx: Tx, cause_id: UUID, stands: Stands) -> None:
        await self.take_back(tx, cause_id, await rows.list_owners_of_cause(tx, cause_id), stands)

    async def tell_again(self, tx: Tx, touched: list[rows.Owned]) -> None:
        """What may be seen of them has changed."""
        for one in touched:
            if one.shown:
                tx.emit(Notified(notification_id=one.id, user_id=one.user_id))

    async def remove_post(self, tx: Tx, post_id: UUID) -> None:
        self._tell_removed(tx, await rows.list_about_post(tx, post_id))
        await rows.remove_about_post(tx, post_id)

    async def remove_comment(self, tx: Tx, comment_id: UUID) -> None:
        """Read or not: of what is gone for good nothing is left."""
        self._tell_removed(tx, await rows.list_about_comment(tx, comment_id))
        await self._tidy(tx, await rows.remove_about_comment(tx, comment_id))

    async def _keep(
        self,
        tx: Tx,
        cause_id: UUID,
        one: Concerned,
        comment_id: UUID | None,
        chosen: Preferences,
    ) -> None:
        kind = type_of(one.type)
        channels = chosen.of(kind)
        if not channels.any:
            return
        kept = await rows.add(
            tx,
            user_id=one.user_id,
            kind=kind,
            target_id=one.target_id,
            post_id=one.post_id,
            comment_id=one.comment_id,
            shown=channels.in_app,
        )
        await rows.add_cause(
            tx,
            kept.id,
            one.user_id,
            cause_id=cause_id,
            actor_id=one.actor_id,
            comment_id=comment_id,
            emoji=one.emoji,
        )
        if channels.in_app:
            tx.emit(Notified(notification_id=kept.id, user_id=one.user_id))
            self._metrics.notification_sent("in_app")
        if channels.push:
            await self._sending.push(tx, one.user_id, kept)
        if channels.email:
            await self._sending.mail(tx, one.user_id, kind, chosen.email_batching)

    async def _tidy(self, tx: Tx, touched: list[rows.Owned]) -> None:
        ids = [one.id for one in touched]
        gone = await rows.remove_empty(tx, ids)
        await rows.set_latest(tx, [one for one in ids if one not in gone])
        self._tell_removed(tx, [one for one in touched if one.id in gone])
        await self.tell_again(tx, [one for one in touched if one.id not in gone])

    def _tell_removed(self, tx: Tx, removed: list[rows.Owned]) -> None:
        for one in removed:
            if one.shown:
                tx.emit(NotificationRemoved(notification_id=one.id, user_id=one.user_id))


def type_of(name: str) -> Type:
    return next(kind for kind in TYPES if kind == name)
