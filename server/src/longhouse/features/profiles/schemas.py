"""Shapes of profiles on the wire."""

from datetime import datetime
from typing import Literal

import msgspec
from msgspec import UNSET, UnsetType

from longhouse.features.graph.api import Ties
from longhouse.features.profiles.model import Preferences, Profile
from longhouse.kernel.http import Part
from longhouse.kernel.ids import UserId


class ProfilePatch(Part):
    display_name: str | UnsetType | None = UNSET
    bio: str | UnsetType | None = UNSET


class SettingsPatch(Part):
    theme: Literal["system", "light", "dark"] | UnsetType = UNSET
    text_size: Literal["small", "normal", "large"] | UnsetType = UNSET
    reduce_motion: bool | UnsetType = UNSET
    locale: str | UnsetType = UNSET
    timezone: str | UnsetType = UNSET


class Person(msgspec.Struct, kw_only=True):
    """A member as any other member sees them."""

    id: UserId
    username: str
    display_name: str | None
    bio: str | None
    created_at: datetime


class Stats(msgspec.Struct, kw_only=True):
    follower_count: int
    following_count: int
    post_count: int
    comment_count: int
    friend_count: int


class PersonSeen(msgspec.Struct):
    user: Person
    stats: Stats
    relationship: Ties


class OnePerson(msgspec.Struct):
    user: Person


class MemberSettings(msgspec.Struct, kw_only=True):
    theme: Literal["system", "light", "dark"]
    text_size: Literal["small", "normal", "large"]
    reduce_motion: bool
    locale: str
    timezone: str


class OneSettings(msgspec.Struct):
    settings: MemberSettings


def person_of(profile: Profile) -> Person:
    return Person(**msgspec.structs.asdict(profile))


def settings_of(preferences: Preferences) -> MemberSettings:
    return MemberSettings(**msgspec.structs.asdict(preferences))
