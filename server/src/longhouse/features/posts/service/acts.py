"""Writing down what an admin does to a post.

The log is for ever and a post may be erased, so an entry says whose post it was and never what
stood in it.
"""

from longhouse.features.identity import api as identity
from longhouse.features.identity.events import ActRecorded
from longhouse.features.posts.model import Held
from longhouse.kernel import audit
from longhouse.kernel.db import Tx
from longhouse.kernel.principal import Principal


async def record(tx: Tx, principal: Principal, held: Held, act: str) -> None:
    author = await identity.find(tx, held.author_id)
    entry_id = await audit.record(
        tx,
        principal,
        act,
        target_type="post",
        target_id=held.id,
        target_label=author.username if author else None,
    )
    tx.emit(ActRecorded(entry_id=entry_id))
