"""What canvases keep, as the rest of the feature reads it."""

from datetime import datetime
from typing import NewType
from uuid import UUID

import msgspec

from longhouse.kernel.ids import UserId

CanvasId = NewType("CanvasId", UUID)

HOUSE = "default"
"""The id of the canvas of the whole house."""

FACES = 8
"""So many of those who are there are named in the list."""


class Canvas(msgspec.Struct, frozen=True, kw_only=True):
    id: CanvasId
    owner_id: UserId
    name: str
    created_at: datetime


class Somebody(msgspec.Struct, frozen=True, kw_only=True):
    """How members appear to each other on a canvas."""

    id: UserId
    username: str
    display_name: str | None
    avatar: str | None
    """The address of a small picture, good for a while."""
