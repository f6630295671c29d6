"""What happens to canvases. What is said on them is no event: it is told and gone."""

from uuid import UUID

from longhouse.kernel.events import Event
from longhouse.kernel.ids import UserId


class CanvasMade(Event, frozen=True, kw_only=True):
    canvas_id: UUID
    owner_id: UserId


class CanvasRenamed(Event, frozen=True, kw_only=True):
    canvas_id: UUID
    owner_id: UserId


class CanvasRemoved(Event, frozen=True, kw_only=True):
    canvas_id: UUID
    owner_id: UserId
