"""What happens to media."""

from uuid import UUID

from longhouse.kernel.events import Event
from longhouse.kernel.ids import UserId


class MediaReceived(Event, frozen=True, kw_only=True):
    media_id: UUID
    owner_id: UserId


class MediaProgressed(Event, frozen=True, kw_only=True):
    media_id: UUID
    owner_id: UserId


class MediaReady(Event, frozen=True, kw_only=True):
    media_id: UUID
    owner_id: UserId


class MediaFailed(Event, frozen=True, kw_only=True):
    media_id: UUID
    owner_id: UserId
    reason: str


class MediaQuarantined(Event, frozen=True, kw_only=True):
    media_id: UUID
    owner_id: UserId
    finding: str


class MediaDescribed(Event, frozen=True, kw_only=True):
    media_id: UUID
    owner_id: UserId


class MediaRemoved(Event, frozen=True, kw_only=True):
    media_id: UUID
    owner_id: UserId
