"""What canvases do when a member is erased."""

from typing import Any

from longhouse.features.canvas import store
from longhouse.features.canvas.service import Canvases
from longhouse.features.identity.events import MemberErased
from longhouse.kernel.db import Tx
from longhouse.kernel.outbox import Subscriber

_MOST = 1000


def subscribers(canvases: Canvases) -> list[Subscriber[Any]]:
    async def remove(tx: Tx, event: MemberErased) -> None:
        for canvas_id in await store.list_ids_of(tx, event.user_id, _MOST):
            await canvases.take_away(tx, canvas_id, event.user_id)

    return [Subscriber("canvas.remove_of_erased", MemberErased, remove)]
