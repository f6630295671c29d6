"""Forgetting: what is old, and everything of a member who is erased."""

from uuid import UUID

from longhouse.features.notifications.store.rows import remove_empty
from longhouse.kernel.db import Tx
from longhouse.kernel.ids import UserId


async def remove_old(tx: Tx, days: int, most: int) -> None:
    await tx.execute(
        """
        DELETE FROM notifications.notification WHERE id IN (
            SELECT id FROM notifications.notification
            WHERE updated_at < $1::timestamptz - make_interval(days => $2) LIMIT $3)
        """,
        tx.now,
        days,
        most,
    )


async def remove_of(tx: Tx, user_id: UserId) -> None:
    """Everything of a member, and everything that they caused."""
    await tx.execute("DELETE FROM notifications.notification WHERE user_id = $1", user_id)
    touched = await tx.values(
        UUID,
        "DELETE FROM notifications.cause WHERE actor_id = $1 RETURNING notification_id",
        user_id,
    )
    await remove_empty(tx, touched)
    await tx.execute("DELETE FROM notifications.preference WHERE user_id = $1", user_id)
    await tx.execute("DELETE FROM notifications.section_left WHERE user_id = $1", user_id)
    await tx.execute("DELETE FROM notifications.section_told WHERE user_id = $1", user_id)
    await tx.execute("DELETE FROM notifications.push_subscription WHERE user_id = $1", user_id)
    await tx.execute("DELETE FROM notifications.outgoing_mail WHERE user_id = $1", user_id)
