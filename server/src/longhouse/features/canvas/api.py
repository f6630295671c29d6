"""What the composition root and the demonstration may ask of canvases."""

from collections.abc import Sequence
from datetime import datetime

from longhouse.features.canvas import policy, store
from longhouse.features.canvas.model import Canvas, CanvasId
from longhouse.features.canvas.service import canvas_topic
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.ids import UserId, new_id

__all__ = ["import_canvas", "list_topics_of"]

_MOST = 1000


async def list_topics_of(read: Read, owner: UserId) -> Sequence[str]:
    return [canvas_topic(canvas_id) for canvas_id in await store.list_ids_of(read, owner, _MOST)]


async def import_canvas(tx: Tx, owner_id: UserId, name: str, *, created_at: datetime) -> CanvasId:
    """A canvas of the past. Nothing is told, because nothing happens now."""
    canvas_id = CanvasId(new_id())
    await store.insert(
        tx,
        Canvas(
            id=canvas_id, owner_id=owner_id, name=policy.normal_name(name), created_at=created_at
        ),
    )
    return canvas_id
