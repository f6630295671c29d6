"""What notifications keep, as the rest of the feature reads it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal, NewType
from uuid import UUID

import msgspec

from longhouse.kernel.ids import UserId

NotificationId = NewType("NotificationId", UUID)
SubscriptionId = NewType("SubscriptionId", UUID)
PushId = NewType("PushId", UUID)

Type = Literal[
    "new_post",
    "new_comment",
    "mention",
    "reaction",
    "follow",
    "friend_request",
    "friend_accepted",
]
Channel = Literal["in_app", "push", "email"]
Batching = Literal["instant", "hourly", "daily"]
TYPES: Sequence[Type] = (
    "new_post",
    "new_comment",
    "mention",
    "reaction",
    "follow",
    "friend_request",
    "friend_accepted",
)


class Channels(msgspec.Struct, frozen=True, kw_only=True):
    """On which ways a member hears of a type."""

    in_app: bool = True
    push: bool = True
    email: bool = False

    @property
    def any(self) -> bool:
        return self.in_app or self.push or self.email


class QuietHours(msgspec.Struct, frozen=True, kw_only=True):
    """From `start` to `end` where the member lives, over midnight if `end` is the earlier."""

    enabled: bool = False
    start: str = "22:00"
    end: str = "07:00"


class Preferences(msgspec.Struct, frozen=True, kw_only=True):
    types: Mapping[Type, Channels] = msgspec.field(default_factory=dict[Type, Channels])
    """What was never chosen is missing."""
    quiet_hours: QuietHours = QuietHours()
    email_batching: Batching = "hourly"

    def of(self, kind: Type) -> Channels:
        return self.types.get(kind, DEFAULTS[kind])


DEFAULTS: Mapping[Type, Channels] = {
    "new_post": Channels(),
    "new_comment": Channels(),
    "mention": Channels(),
    "reaction": Channels(push=False),
    "follow": Channels(),
    "friend_request": Channels(),
    "friend_accepted": Channels(),
}


class NotificationRow(msgspec.Struct, frozen=True, kw_only=True):
    """A notification as its member may see it, with those of its causes that they may see."""

    id: NotificationId
    type: Type
    created_at: datetime
    updated_at: datetime
    read_at: datetime | None
    post_id: UUID | None
    comment_id: UUID | None
    section_id: UUID | None
    section_name: str | None
    section_type: str | None
    username: str
    """The member's own name, around which a mention is shown."""
    content: str | None
    people: str
    """JSON: who did it, the newest first, one for each act."""
    actor_count: int
    count: int


class Did(msgspec.Struct, frozen=True, array_like=True):
    """One act in `people`."""

    id: UserId
    username: str
    display_name: str | None
    emoji: str | None = None
    avatar_id: UUID | None = None


class SectionNews(msgspec.Struct, frozen=True, kw_only=True):
    """What is new for a member in a section."""

    id: UUID
    name: str
    type: str
    count: int
    post_id: UUID
    created_at: datetime
    content: str
    actor_count: int
    people: Sequence[Did]


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """What is the same for the whole list of a member."""

    unread: int
    """Rows; each section with news counts as one more."""
    timezone: str | None
    sections: str | None
    """JSON: the news of sections."""


class SubscriptionRow(msgspec.Struct, frozen=True, kw_only=True):
    """A browser that takes pushes."""

    id: SubscriptionId
    device: str
    session_id: UUID
    created_at: datetime
