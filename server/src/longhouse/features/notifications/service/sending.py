"""Putting what goes out into its queue, in the transaction in which it was caused."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from longhouse.features.notifications.model import Batching, Type
from longhouse.features.notifications.policy.batches import mail_due_at
from longhouse.features.notifications.service.reading import zone_of
from longhouse.features.notifications.store import outgoing
from longhouse.features.notifications.store.rows import Kept
from longhouse.kernel.backup.restored import was_told_before
from longhouse.kernel.db import Tx
from longhouse.kernel.ids import UserId
from longhouse.kernel.jobs import Job, enqueue

# One thing on which much happens at once buzzes once a minute.
_BETWEEN_PUSHES = timedelta(minutes=1)


class SendPush(msgspec.Struct, frozen=True):
    push_id: UUID


class Sending:
    def __init__(self, push_job: Job[SendPush]) -> None:
        self._push_job = push_job

    async def push(self, tx: Tx, user_id: UserId, kept: Kept) -> None:
        due = tx.now if kept.pushed_at is None else max(tx.now, kept.pushed_at + _BETWEEN_PUSHES)
        await self.push_about(tx, user_id, "notification", kept.id, due)

    async def push_about(
        self, tx: Tx, user_id: UserId, kind: outgoing.Kind, about_id: UUID, due: datetime
    ) -> Sequence[UUID]:
        """To each browser of a member; what is not due yet is sent by the clock."""
        if await was_told_before(tx):
            return []
        waiting = await outgoing.add(tx, user_id, kind, about_id, due)
        if due <= tx.now:
            for push_id in waiting:
                await enqueue(tx, self._push_job, SendPush(push_id))
        return waiting

    async def mail(self, tx: Tx, user_id: UserId, kind: Type, batching: Batching) -> None:
        if await was_told_before(tx):
            return
        zone = zone_of(await outgoing.get_timezone(tx, user_id))
        await outgoing.add_mail(tx, user_id, kind, mail_due_at(tx.now, batching, zone))
