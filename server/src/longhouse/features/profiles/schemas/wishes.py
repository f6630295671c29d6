"""What members send."""

from typing import Annotated, Literal
from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType
from msgspec import Meta as Bounds

from longhouse.features.profiles.model import Preferences
from longhouse.features.profiles.policy.visibility import Level
from longhouse.kernel.http import Body, Part


class InterestWish(Body):
    """One of the list by its id, or own words."""

    id: Annotated[str, Bounds(max_length=60)] | None = None
    label: Annotated[str, Bounds(max_length=200)] | None = None


class PlaceWish(Body):
    city_id: Annotated[int, Bounds(ge=0, lt=1 << 31)]


class VisibilityWish(Part):
    display_name: Level | UnsetType = UNSET
    avatar: Level | UnsetType = UNSET
    banner: Level | UnsetType = UNSET
    bio: Level | UnsetType = UNSET
    gender: Level | UnsetType = UNSET
    pronouns: Level | UnsetType = UNSET
    location: Level | UnsetType = UNSET
    interests: Level | UnsetType = UNSET
    activity: Level | UnsetType = UNSET
    connections: Level | UnsetType = UNSET
    follows: Level | UnsetType = UNSET
    showcase: Level | UnsetType = UNSET
    last_active: Level | UnsetType = UNSET


class ProfilePatch(Part):
    display_name: str | UnsetType | None = UNSET
    bio: str | UnsetType | None = UNSET
    gender: str | UnsetType | None = UNSET
    pronouns: str | UnsetType | None = UNSET
    location: PlaceWish | UnsetType | None = UNSET
    interests: list[InterestWish] | UnsetType = UNSET
    avatar_media_id: UUID | UnsetType | None = UNSET
    banner_media_id: UUID | UnsetType | None = UNSET
    visibility: VisibilityWish | UnsetType = UNSET
    showcase_visibility: Annotated[dict[str, Level], Bounds(max_length=50)] | UnsetType = UNSET
    hide_profile: bool | UnsetType = UNSET
    onboarded: bool | UnsetType = UNSET


class SettingsPatch(Part):
    theme: Literal["system", "light", "dark"] | UnsetType = UNSET
    text_size: Literal["small", "normal", "large"] | UnsetType = UNSET
    reduce_motion: bool | UnsetType = UNSET
    locale: str | UnsetType = UNSET
    timezone: str | UnsetType = UNSET


class ItemWish(Body):
    entity_id: UUID
    note: str | None = None


class ShelfWish(Body):
    items: Annotated[list[ItemWish], Bounds(max_length=50)]


class MemberSettings(msgspec.Struct, kw_only=True):
    theme: Literal["system", "light", "dark"]
    text_size: Literal["small", "normal", "large"]
    reduce_motion: bool
    locale: str
    timezone: str


class OneSettings(msgspec.Struct):
    settings: MemberSettings


def settings_of(preferences: Preferences) -> MemberSettings:
    return MemberSettings(**msgspec.structs.asdict(preferences))
