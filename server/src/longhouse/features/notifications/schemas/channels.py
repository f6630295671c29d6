"""How members want to hear, and the browsers that take pushes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType
from msgspec import Meta as Bounds

from longhouse.features.notifications.model import (
    TYPES,
    Batching,
    Channels,
    Preferences,
    QuietHours,
    SubscriptionRow,
    Type,
)
from longhouse.kernel.http import Body, Part
from longhouse.kernel.ids import SessionId


class TypesShown(msgspec.Struct):
    new_post: Channels
    new_comment: Channels
    mention: Channels
    reaction: Channels
    follow: Channels
    friend_request: Channels
    friend_accepted: Channels


class PreferencesShown(msgspec.Struct):
    types: TypesShown
    quiet_hours: QuietHours
    email_batching: Batching


class OnePreferences(msgspec.Struct):
    preferences: PreferencesShown


class ChannelsPatch(Part):
    in_app: bool | UnsetType = UNSET
    push: bool | UnsetType = UNSET
    email: bool | UnsetType = UNSET


class TypesPatch(Part):
    new_post: ChannelsPatch | UnsetType = UNSET
    new_comment: ChannelsPatch | UnsetType = UNSET
    mention: ChannelsPatch | UnsetType = UNSET
    reaction: ChannelsPatch | UnsetType = UNSET
    follow: ChannelsPatch | UnsetType = UNSET
    friend_request: ChannelsPatch | UnsetType = UNSET
    friend_accepted: ChannelsPatch | UnsetType = UNSET


class QuietPatch(Part):
    enabled: bool | UnsetType = UNSET
    start: str | UnsetType = UNSET
    end: str | UnsetType = UNSET


class PreferencesPatch(Part):
    types: TypesPatch | UnsetType = UNSET
    quiet_hours: QuietPatch | UnsetType = UNSET
    email_batching: Batching | UnsetType = UNSET


class SectionSubscription(msgspec.Struct):
    section_id: UUID
    subscribed: bool


class OneSectionSubscription(msgspec.Struct):
    subscription: SectionSubscription


class SectionSubscriptions(msgspec.Struct):
    subscriptions: Sequence[SectionSubscription]


class PushKey(msgspec.Struct):
    key: str
    """An uncompressed point in base64url, as `PushManager.subscribe` takes it."""


_KeyText = Annotated[str, Bounds(max_length=200)]


class PushKeysWish(Body):
    p256dh: _KeyText
    auth: _KeyText


class PushWish(Body):
    endpoint: str
    keys: PushKeysWish


class PushSubscription(msgspec.Struct, kw_only=True):
    id: UUID
    device: str
    created_at: datetime
    current: bool
    """Whether it is that of the browser that asks."""


class OnePushSubscription(msgspec.Struct):
    subscription: PushSubscription


class PushSubscriptions(msgspec.Struct):
    subscriptions: Sequence[PushSubscription]


class UnsubscribeWish(Body):
    token: Annotated[str, Bounds(max_length=500)] | None = None
    """In the body, or in the address where a mail program asks."""


class Unsubscribed(msgspec.Struct):
    type: Type


class OneUnsubscribed(msgspec.Struct):
    unsubscribed: Unsubscribed


def preferences_of(preferences: Preferences) -> PreferencesShown:
    return PreferencesShown(
        types=TypesShown(**{kind: preferences.of(kind) for kind in TYPES}),
        quiet_hours=preferences.quiet_hours,
        email_batching=preferences.email_batching,
    )


def subscription_of(row: SubscriptionRow, session_id: SessionId) -> PushSubscription:
    return PushSubscription(
        id=row.id,
        device=row.device,
        created_at=row.created_at,
        current=row.session_id == session_id,
    )
