"""Keeping notifications and their causes. Whoever does it for a member holds that member's lock."""

from collections.abc import Sequence
from uuid import UUID

import msgspec

from longhouse.features.notifications.model import NotificationId
from longhouse.kernel.db import Tx
from longhouse.kernel.ids import UserId, new_id

# Of one act, how many members may be told at once that something is gone.
_MOST_TOLD = 1000


class Owned(msgspec.Struct, frozen=True, kw_only=True):
    id: NotificationId
    user_id: UserId
    shown: bool


async def lock(tx: Tx, user_ids: Sequence[UserId]) -> None:
    """What changes of one member's notifications changes one after the other, and nobody waits for
    anybody in a circle. What a statement after this one sees holds until the commit."""
    await tx.execute(
        """
        SELECT pg_advisory_xact_lock(80, hashtext(o.id::text))
        FROM (SELECT DISTINCT u.id FROM unnest($1::uuid[]) AS u (id) ORDER BY u.id) AS o
        """,
        list(user_ids),
    )


async def list_told(tx: Tx, cause_id: UUID, user_ids: Sequence[UserId]) -> set[UserId]:
    """Those for whom a cause is kept already."""
    return {
        UserId(user_id)
        for user_id in await tx.values(
            UUID,
            """
            SELECT user_id FROM notifications.cause
            WHERE cause_id = $1 AND user_id = ANY($2::uuid[])
            """,
            cause_id,
            list(user_ids),
        )
    }


async def add(
    tx: Tx,
    *,
    user_id: UserId,
    kind: str,
    target_id: UUID,
    post_id: UUID | None,
    comment_id: UUID | None,
    shown: bool,
) -> NotificationId:
    """The row that is alike and has not been read, or a new one."""
    found = await tx.value(
        UUID,
        """
        INSERT INTO notifications.notification AS n
            (id, user_id, type, target_id, post_id, comment_id, shown, created_at, updated_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)
        ON CONFLICT (user_id, type, target_id, shown) WHERE collapses
            DO UPDATE SET updated_at = greatest(n.updated_at, excluded.updated_at)
        RETURNING id
        """,
        new_id(),
        user_id,
        kind,
        target_id,
        post_id,
        comment_id,
        shown,
        tx.now,
    )
    if found is None:
        raise LookupError("an upsert that always touches a row touched none")
    return NotificationId(found)


async def add_cause(
    tx: Tx,
    notification_id: NotificationId,
    user_id: UserId,
    *,
    cause_id: UUID,
    actor_id: UserId,
    comment_id: UUID | None,
    emoji: str | None,
) -> None:
    await tx.execute(
        """
        INSERT INTO notifications.cause
            (cause_id, user_id, notification_id, actor_id, comment_id, emoji, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        """,
        cause_id,
        user_id,
        notification_id,
        actor_id,
        comment_id,
        emoji,
        tx.now,
    )


async def list_owners_of_cause(tx: Tx, cause_id: UUID) -> list[UserId]:
    found = await tx.values(
        UUID, "SELECT user_id FROM notifications.cause WHERE cause_id = $1", cause_id
    )
    return [UserId(user_id) for user_id in found]


async def take_back(tx: Tx, cause_id: UUID, user_ids: Sequence[UserId]) -> list[Owned]:
    """Take a cause out of what has not been read; the rows that had it. The owners are locked."""
    return await tx.rows(
        Owned,
        """
        WITH gone AS (
            DELETE FROM notifications.cause AS k USING notifications.notification AS n
            WHERE k.cause_id = $1 AND k.user_id = ANY($2::uuid[])
              AND n.id = k.notification_id AND n.read_at IS NULL
            RETURNING k.notification_id
        )
        SELECT n.id, n.user_id, n.shown FROM notifications.notification AS n
        WHERE n.id IN (SELECT notification_id FROM gone)
        """,
        cause_id,
        list(user_ids),
    )


async def remove_empty(tx: Tx, notification_ids: Sequence[UUID]) -> set[UUID]:
    """Rows without a cause go; those that went."""
    return set(
        await tx.values(
            UUID,
            """
            DELETE FROM notifications.notification AS n
            WHERE n.id = ANY($1::uuid[]) AND NOT EXISTS (
                SELECT FROM notifications.cause AS k WHERE k.notification_id = n.id)
            RETURNING n.id
            """,
            list(notification_ids),
        )
    )


async def set_latest(tx: Tx, notification_ids: Sequence[UUID]) -> None:
    """A row that lost its newest cause stands where the newest that is left stands."""
    await tx.execute(
        """
        UPDATE notifications.notification AS n SET updated_at = greatest(n.created_at, (
            SELECT max(k.at) FROM notifications.cause AS k WHERE k.notification_id = n.id))
        WHERE n.id = ANY($1::uuid[])
        """,
        list(notification_ids),
    )


async def mark(tx: Tx, user_id: UserId, notification_id: UUID, *, is_read: bool) -> bool:
    """Whether it was otherwise before. What was read once takes in nothing more."""
    marked = await tx.execute(
        """
        UPDATE notifications.notification
        SET read_at = CASE WHEN $3 THEN $4::timestamptz END, collapses = collapses AND NOT $3
        WHERE id = $2 AND user_id = $1 AND shown AND (read_at IS NULL) = $3
        """,
        user_id,
        notification_id,
        is_read,
        tx.now,
    )
    return bool(marked)


async def mark_all(tx: Tx, user_id: UserId) -> int:
    return await tx.execute(
        """
        UPDATE notifications.notification SET read_at = $2, collapses = false
        WHERE user_id = $1 AND shown AND read_at IS NULL
        """,
        user_id,
        tx.now,
    )


async def throw_away(tx: Tx, user_id: UserId, notification_id: UUID) -> bool:
    """Its causes stay, so that none of them is told again."""
    thrown = await tx.execute(
        """
        UPDATE notifications.notification
        SET shown = false, collapses = false, read_at = coalesce(read_at, $3)
        WHERE id = $2 AND user_id = $1 AND shown
        """,
        user_id,
        notification_id,
        tx.now,
    )
    return bool(thrown)


async def list_about_post(tx: Tx, post_id: UUID) -> list[Owned]:
    """For telling that they come and go with the post."""
    return await tx.rows(
        Owned,
        """
        SELECT id, user_id, shown FROM notifications.notification
        WHERE post_id = $1 AND shown ORDER BY updated_at DESC LIMIT $2
        """,
        post_id,
        _MOST_TOLD,
    )


async def list_about_comment(tx: Tx, comment_id: UUID) -> list[Owned]:
    return await tx.rows(
        Owned,
        """
        SELECT id, user_id, shown FROM notifications.notification
        WHERE comment_id = $1 AND shown ORDER BY updated_at DESC LIMIT $2
        """,
        comment_id,
        _MOST_TOLD,
    )


async def remove_about_post(tx: Tx, post_id: UUID) -> None:
    await tx.execute("DELETE FROM notifications.notification WHERE post_id = $1", post_id)


async def remove_about_comment(tx: Tx, comment_id: UUID) -> list[UUID]:
    """What was done to a comment, and what it itself was a cause of; rows that lost a cause."""
    await tx.execute("DELETE FROM notifications.notification WHERE comment_id = $1", comment_id)
    return await tx.values(
        UUID,
        "DELETE FROM notifications.cause WHERE cause_id = $1 RETURNING notification_id",
        comment_id,
    )


async def remove_old(tx: Tx, days: int, most: int) -> None:
    await tx.execute(
        """
        DELETE FROM notifications.notification WHERE id IN (
            SELECT id FROM notifications.notification
            WHERE updated_at < $1 - make_interval(days => $2) LIMIT $3)
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
