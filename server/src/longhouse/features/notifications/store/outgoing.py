"""What waits to go out: pushes, each with its next attempt, and mails, each with its time."""

from datetime import datetime
from uuid import UUID

from longhouse.kernel.db import Tx
from longhouse.kernel.ids import UserId


async def add(tx: Tx, user_id: UserId, kind: str, about_id: UUID, due_at: datetime) -> list[UUID]:
    """One for each browser of a member; what waits there about the same already is that one."""
    return await tx.values(
        UUID,
        """
        INSERT INTO notifications.outgoing_push AS o
            (id, subscription_id, user_id, kind, about_id, created_at, next_attempt_at)
        SELECT gen_random_uuid(), b.id, b.user_id, $2, $3, $4, $5
        FROM notifications.push_subscription AS b WHERE b.user_id = $1
        ON CONFLICT (subscription_id, kind, about_id) DO UPDATE SET kind = o.kind
        RETURNING id
        """,
        user_id,
        kind,
        about_id,
        tx.now,
        due_at,
    )
