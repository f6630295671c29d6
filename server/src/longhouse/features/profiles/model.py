"""What profiles keep."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Literal

import msgspec

from longhouse.features.graph import api as graph
from longhouse.kernel.db import Read
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


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """How much somebody has published and said, as far as the viewer may know."""

    post_count: int = 0
    comment_count: int = 0


CountWritten = Callable[[Read, UserId, UserId], Awaitable[Written]]
"""How much a viewer may know of that an author has written; filled by who keeps posts and
comments."""


async def nothing_written(_read: Read, _viewer: UserId, _author: UserId) -> Written:
    """The answer of a house in which nothing can be published."""
    return Written()


class Seen(msgspec.Struct, frozen=True):
    """Somebody with the eyes of somebody else."""

    profile: Profile
    relationship: graph.Relationship
    standing: graph.Standing | None
    """None for whom nobody follows and who follows nobody."""
    written: Written
