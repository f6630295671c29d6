"""What is told live about notifications: to whom they are for, on every device."""

from collections.abc import Sequence
from uuid import UUID

from longhouse.features.identity.api import user_topic
from longhouse.features.notifications.events import (
    AllRead,
    NotificationMarked,
    NotificationRemoved,
    Notified,
    PreferencesChosen,
    SectionJoined,
    SectionLeft,
)
from longhouse.features.notifications.schemas.channels import (
    OnePreferences,
    OneSectionSubscription,
    SectionSubscription,
    preferences_of,
)
from longhouse.features.notifications.schemas.told import (
    MarkTold,
    NotificationTold,
    RemovalTold,
    UnreadCount,
)
from longhouse.features.notifications.service.reading import ReadingNotifications
from longhouse.features.notifications.store import preferences, sections
from longhouse.kernel.db import Read
from longhouse.kernel.ids import UserId
from longhouse.kernel.push import AnyPush, Push, Telling


def pushes(reading: ReadingNotifications) -> list[AnyPush]:
    views = _Views(reading)
    return [
        Push(Notified, views.notified),
        Push(NotificationMarked, views.marked),
        Push(NotificationRemoved, views.removed),
        Push(AllRead, views.all_read),
        Push(PreferencesChosen, _chosen),
        Push(SectionJoined, _subscription_changed),
        Push(SectionLeft, _subscription_changed),
    ]


class _Views:
    """What has become of notifications, each time with how many are unread."""

    def __init__(self, reading: ReadingNotifications) -> None:
        self._reading = reading

    async def notified(self, read: Read, event: Notified) -> Sequence[Telling]:
        found = await self._reading.find(read, event.user_id, event.notification_id)
        unread = await self._reading.count_unread(read, event.user_id)
        if found is None:
            return [_removed(event.user_id, event.notification_id, unread)]
        told = NotificationTold(found, unread)
        return [Telling(user_topic(event.user_id), "notification", told)]

    async def marked(self, read: Read, event: NotificationMarked) -> Sequence[Telling]:
        found = await self._reading.find(read, event.user_id, event.notification_id)
        # The news of a section that was read is not there any more.
        told = MarkTold(
            event.notification_id,
            read.now if found is None else found.read_at,
            await self._reading.count_unread(read, event.user_id),
        )
        return [Telling(user_topic(event.user_id), "notification_changed", told)]

    async def removed(self, read: Read, event: NotificationRemoved) -> Sequence[Telling]:
        unread = await self._reading.count_unread(read, event.user_id)
        return [_removed(event.user_id, event.notification_id, unread)]

    async def all_read(self, read: Read, event: AllRead) -> Sequence[Telling]:
        told = UnreadCount(await self._reading.count_unread(read, event.user_id))
        return [Telling(user_topic(event.user_id), "notifications_read", told)]


def _removed(user_id: UserId, notification_id: UUID, unread: int) -> Telling:
    told = RemovalTold(notification_id, unread)
    return Telling(user_topic(user_id), "notification_removed", told)


async def _chosen(read: Read, event: PreferencesChosen) -> Sequence[Telling]:
    chosen = await preferences.get(read, event.user_id)
    told = OnePreferences(preferences_of(chosen))
    return [Telling(user_topic(event.user_id), "preferences_updated", told)]


async def _subscription_changed(
    read: Read, event: SectionJoined | SectionLeft
) -> Sequence[Telling]:
    heard = await sections.hears(read, event.user_id, event.section_id)
    told = OneSectionSubscription(SectionSubscription(event.section_id, heard))
    return [Telling(user_topic(event.user_id), "subscription_changed", told)]
