"""Writing down what an admin does to a comment: whose it was, and never what stood in it."""

from longhouse.features.identity import api as identity
from longhouse.features.identity.events import ActRecorded
from longhouse.features.responses.model import HeldComment
from longhouse.kernel import audit
from longhouse.kernel.db import Tx
from longhouse.kernel.principal import Principal


async def record(tx: Tx, principal: Principal, held: HeldComment, act: str) -> None:
    author = await identity.find(tx, held.author_id)
    entry_id = await audit.record(
        tx,
        principal,
        act,
        target_type="comment",
        target_id=held.id,
        target_label=author.username if author else None,
        details={"post_id": str(held.post_id)},
    )
    tx.emit(ActRecorded(entry_id=entry_id))
