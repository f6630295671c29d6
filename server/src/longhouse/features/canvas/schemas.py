"""Shapes of canvases on the wire, over HTTP and on the socket."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType
from msgspec import Meta as Bounds

from longhouse.features.canvas.model import Somebody
from longhouse.kernel.http import Body, Part
from longhouse.kernel.ids import UserId
from longhouse.kernel.paging import Meta

Topic = Annotated[str, Bounds(min_length=8, max_length=64, pattern=r"^canvas:[a-z0-9-]+$")]
DraftId = Annotated[str, Bounds(min_length=1, max_length=40)]


class CanvasWish(Body):
    name: str


class CanvasPatch(Part):
    name: str | UnsetType = UNSET


class Canvas(msgspec.Struct, kw_only=True):
    id: str
    """`default` for the one of the house."""
    name: str | None
    owner: Somebody | None
    people: Sequence[Somebody]
    """Who is there, as far as the reader may see them; the first few."""
    people_count: int
    created_at: datetime | None


class OneCanvas(msgspec.Struct):
    canvas: Canvas
    message_bytes: int
    """How large one message there may be."""


class CanvasPage(msgspec.Struct):
    canvases: Sequence[Canvas]
    meta: Meta


class CanvasTold(msgspec.Struct, kw_only=True):
    id: str
    name: str
    owner: Somebody
    created_at: datetime


class OneCanvasTold(msgspec.Struct):
    canvas: CanvasTold


class CanvasIdTold(msgspec.Struct):
    canvas_id: UUID


class CanvasPeopleTold(msgspec.Struct):
    """Who is at a canvas, as far as the listener may see them."""

    canvas_id: str
    people: Sequence[msgspec.Raw]
    """The first few, each `Somebody`."""
    people_count: int


class CanvasesChanged(msgspec.Struct):
    """Something has changed that not everybody may see: read the list again."""


# On the socket


class Position(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    x: float
    y: float


class Chat(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    topic: Topic
    payload: str
    position: Position
    draft_id: DraftId | None = None
    """Of the growing words that this message ends."""


class ChatUpdate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words as they grow; none at all when they were given up."""

    topic: Topic
    draft_id: DraftId
    payload: str
    position: Position


class Move(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    topic: Topic
    position: Position


class ChatTold(msgspec.Struct, frozen=True, kw_only=True):
    id: UUID
    user_id: UserId
    username: str
    payload: str
    position: Position
    draft_id: str | None


class ChatUpdateTold(msgspec.Struct, frozen=True, kw_only=True):
    user_id: UserId
    username: str
    draft_id: str
    payload: str
    position: Position


class MoveTold(msgspec.Struct, frozen=True, kw_only=True):
    user_id: UserId
    position: Position
