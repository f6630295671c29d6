"""Sending pushes: taken one at a time, said as things are then, handed over with no transaction open.

What could not be handed over is tried again, later each time, for a day.
"""

import logging
from datetime import timedelta

import msgspec

from longhouse.features.notifications.model import Preferences
from longhouse.features.notifications.policy.batches import next_attempt
from longhouse.features.notifications.policy.quiet import quiet_until
from longhouse.features.notifications.service.composing import Composing, Payload
from longhouse.features.notifications.service.reading import zone_of
from longhouse.features.notifications.service.sending import Sending, SendPush
from longhouse.features.notifications.service.webpush.post import (
    Parcel,
    Posted,
    PushPost,
)
from longhouse.features.notifications.store import news, outgoing, preferences, rows, subscriptions
from longhouse.kernel import base64url
from longhouse.kernel.db import Database, Tx
from longhouse.kernel.jobs import Job, enqueue
from longhouse.kernel.telemetry.metrics import Metrics

log = logging.getLogger(__name__)

_DAY = 24 * 3600
_AT_ONCE = 500
_BETWEEN = timedelta(minutes=1)
_BETWEEN_NEWS = timedelta(hours=1)
_CALM = frozenset({"section", "summary"})


class Pushing:
    def __init__(
        self, db: Database, post: PushPost, composing: Composing, metrics: Metrics
    ) -> None:
        self._db = db
        self._post = post
        self._composing = composing
        self._metrics = metrics
        self.job = Job("notifications.send_push", SendPush, self._send, concurrency=16)

    async def send_due(self, tx: Tx) -> None:
        """A schedule: what has waited for its time, and what somebody died over."""
        for push_id in await outgoing.list_due(tx, _AT_ONCE):
            await enqueue(tx, self.job, SendPush(push_id))

    async def push_news(self, tx: Tx, sending: Sending) -> None:
        """A schedule: new posts of sections, of each at most once an hour for each member."""
        due = await news.list_due_pushes(tx, tx.now - _BETWEEN_NEWS, _AT_ONCE)
        for one in due:
            await sending.push_about(tx, one.user_id, "section", one.section_id, tx.now)
        await news.note_told(tx, due, "push")

    async def _send(self, tx: Tx, job: SendPush) -> None:
        push = await outgoing.claim(tx, job.push_id)
        if push is None:
            return
        if not push.is_open:
            await subscriptions.remove_gone(tx, push.subscription_id, push.endpoint)
            return
        chosen = await preferences.get(tx, push.user_id)
        if await self._held_back(tx, push, chosen):
            return
        payload = await self._composing.compose(tx, push, chosen)
        if payload is None:
            await outgoing.remove(tx, push.id)
            return

        async def hand_over() -> None:
            await self._hand_over(push, payload)

        tx.after_commit(hand_over)

    async def _held_back(self, tx: Tx, push: outgoing.Claimed, chosen: Preferences) -> bool:
        if push.kind == "test":
            return False
        zone = zone_of(await outgoing.get_timezone(tx, push.user_id))
        until = quiet_until(tx.now, chosen.quiet_hours, zone)
        if until is not None:
            await outgoing.hold_back(tx, push, until)
        return until is not None

    async def _hand_over(self, push: outgoing.Claimed, payload: Payload) -> None:
        parcel = Parcel(
            endpoint=push.endpoint,
            public_key=push.public_key,
            auth=push.auth,
            text=msgspec.json.encode(payload),
            topic=_topic(push),
            urgency="low" if push.kind in _CALM else "normal",
            seconds=_DAY,
        )
        async with self._db.read() as read:
            now = read.now
        posted = await self._post.post(parcel, now)
        async with self._db.transaction() as tx:
            await self._settle(tx, push, posted)

    async def _settle(self, tx: Tx, push: outgoing.Claimed, posted: Posted) -> None:
        match posted.outcome:
            case "taken":
                await outgoing.finish(tx, push, tx.now + _BETWEEN)
                if push.kind == "notification":
                    await rows.note_pushed(tx, push.about_id)
                self._metrics.notification_sent("push")
            case "gone":
                await subscriptions.remove_gone(tx, push.subscription_id, push.endpoint)
            case "later":
                again = next_attempt(tx.now, push.created_at, push.attempts, posted.retry_after)
                if again is None:
                    log.warning("a push was given up after a day: %s", posted.said)
                    await outgoing.remove(tx, push.id)
                else:
                    await outgoing.try_again(tx, push.id, again)
            case "refused":
                log.warning("a push was refused: %s", posted.said)
                await outgoing.remove(tx, push.id)


def _topic(push: outgoing.Claimed) -> str:
    """At most 32 characters of base64url; the same for what replaces each other."""
    return push.kind[0] + base64url.encode(push.about_id.bytes)
