"""What profiles keep."""

from datetime import datetime
from typing import Literal

import msgspec

from longhouse.features.graph import api as graph
from longhouse.kernel.ids import UserId


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """A member as everybody may know them."""

    id: UserId
    username: str
    display_name: str | None
    bio: str | None
    created_at: datetime


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """The row of a member who has said something."""

    user_id: UserId
    display_name: str | None
    bio: str | None


class Preferences(msgspec.Struct, frozen=True, kw_only=True):
    """How the house looks to a member; what was never chosen follows the device."""

    theme: Literal["system", "light", "dark"] = "system"
    text_size: Literal["small", "normal", "large"] = "normal"
    reduce_motion: bool = False
    locale: str = "en"
    timezone: str = "UTC"


class Seen(msgspec.Struct, frozen=True):
    """Somebody with the eyes of somebody else."""

    profile: Profile
    relationship: graph.Relationship
    standing: graph.Standing | None
    """None for whom nobody follows and who follows nobody."""
