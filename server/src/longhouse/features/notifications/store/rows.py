"""Keeping notifications and their causes. Whoever does it for a member holds that member's lock."""

from collections.abc import Sequence
from datetime import datetime
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


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    id: NotificationId
    pushed_at: datetime | None
    """When it last went out as a push."""


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
) -> Kept:
    """The row that is alike and has not been read, or a new one."""
    kept = await tx.row(
        Kept,
        """
        INSERT INTO notifications.notification AS n
            (id, user_id, type, target_id, post_id, comment_id, shown, created_at, updated_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)
        ON CONFLICT (user_id, type, target_id, shown) WHERE collapses
            DO UPDATE SET updated_at = greatest(n.updated_at, excluded.updated_at)
        RETURNING id, pushed_at
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
    if kept is None:
        raise LookupError("an upsert that always touches a row touched none")
    return kept


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


async def remove_about_comment(tx: Tx, comment_id: UUID) -> list[Owned]:
    """What was done to a comment, and what it itself was a cause of; the rows that lost a cause."""
    await tx.execute("DELETE FROM notifications.notification WHERE comment_id = $1", comment_id)
    return await tx.rows(
        Owned,
        """
        WITH gone AS (
            DELETE FROM notifications.cause WHERE cause_id = $1 RETURNING notification_id
        )
        SELECT n.id, n.user_id, n.shown FROM notifications.notification AS n
        WHERE n.id IN (SELECT notification_id FROM gone)
        """,
        comment_id,
    )


async def note_pushed(tx: Tx, notification_id: UUID) -> None:
    """What is not shown in the list has said what it had to say."""
    await tx.execute(
        """
        UPDATE notifications.notification SET pushed_at = $2, collapses = collapses AND shown
        WHERE id = $1
        """,
        notification_id,
        tx.now,
    )


async def note_mailed(tx: Tx, notification_ids: Sequence[UUID]) -> None:
    await tx.execute(
        """
        UPDATE notifications.notification SET collapses = collapses AND shown
        WHERE id = ANY($1::uuid[])
        """,
        list(notification_ids),
    )
