"""What a restored house remembers of it: up to which event the outside has been told already."""

from datetime import datetime

from longhouse.kernel.db import Tx
from longhouse.kernel.ids import new_id


async def note_restored(tx: Tx, made_at: datetime) -> None:
    """Events that waited in the backup happened before it, and so does everything that they cause."""
    await tx.execute(
        """
        INSERT INTO kernel.restoration (id, made_at, restored_at, last_event)
        VALUES ($1, $2, $3, (SELECT id FROM kernel.outbox ORDER BY id DESC LIMIT 1))
        """,
        new_id(),
        made_at,
        tx.now,
    )


async def was_told_before(tx: Tx) -> bool:
    """Whether what this transaction answers happened before the house was restored. Then members
    find it inside, and nothing goes out a second time."""
    if tx.cause is None:
        return False
    return bool(
        await tx.value(
            bool,
            "SELECT EXISTS (SELECT FROM kernel.restoration WHERE last_event >= $1)",
            tx.cause,
        )
    )
