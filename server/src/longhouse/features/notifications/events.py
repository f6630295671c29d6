"""What happens to what members are told of."""

from uuid import UUID

from longhouse.kernel.events import Event
from longhouse.kernel.ids import UserId


class Notified(Event, frozen=True, kw_only=True):
    """A notification is new, has another cause, or has lost one."""

    notification_id: UUID
    user_id: UserId


class NotificationMarked(Event, frozen=True, kw_only=True):
    """Read, or taken for unread again."""

    notification_id: UUID
    user_id: UserId


class NotificationRemoved(Event, frozen=True, kw_only=True):
    notification_id: UUID
    user_id: UserId


class AllRead(Event, frozen=True, kw_only=True):
    user_id: UserId


class PreferencesChosen(Event, frozen=True, kw_only=True):
    user_id: UserId


class SectionJoined(Event, frozen=True, kw_only=True):
    user_id: UserId
    section_id: UUID


class SectionLeft(Event, frozen=True, kw_only=True):
    user_id: UserId
    section_id: UUID
