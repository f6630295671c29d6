"""Writing down what an admin does to a comment: whose it was, and never what stood in it."""

from longhouse.features.identity import api as identity
from longhouse.features.responses.model import HeldComment
from longhouse.kernel.db import Tx
from longhouse.kernel.principal import Principal


async def record(tx: Tx, principal: Principal, held: HeldComment, act: str) -> None:
    author = await identity.find(tx, held.author_id)
    await identity.record_act(
        tx,
        principal,
        act,
        target_type="comment",
        target_id=held.id,
        target_label=author.username if author else None,
        details={"post_id": str(held.post_id)},
    )
