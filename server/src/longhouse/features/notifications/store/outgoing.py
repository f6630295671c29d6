"""What waits to go out: pushes, each with its next attempt, and mails, each with its time."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

import msgspec

from longhouse.features.notifications.model import Type
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.ids import UserId

Kind = Literal["notification", "section", "summary", "test"]
# Somebody who sends is given this long; then another may.
_LEASE = timedelta(minutes=2)


class Claimed(msgspec.Struct, frozen=True, kw_only=True):
    """A push that is now this process's to send, and where to."""

    id: UUID
    user_id: UserId
    kind: Kind
    about_id: UUID
    attempts: int
    created_at: datetime
    subscription_id: UUID
    endpoint: str
    public_key: bytes
    auth: bytes
    is_open: bool
    """Whether the session that it belongs to still is."""


class DueMail(msgspec.Struct, frozen=True, kw_only=True):
    user_id: UserId
    type: Type
    since: datetime
    username: str
    email: str | None
    email_confirmed: bool
    timezone: str | None


async def add(tx: Tx, user_id: UserId, kind: Kind, about_id: UUID, due_at: datetime) -> list[UUID]:
    """One for each browser of a member. What waits there about the same is that one, and counts as
    asked for anew; a summary is of everything since it was first asked for."""
    return await tx.values(
        UUID,
        """
        INSERT INTO notifications.outgoing_push AS o
            (id, subscription_id, user_id, kind, about_id, created_at, next_attempt_at)
        SELECT gen_random_uuid(), b.id, b.user_id, $2, $3, $4, $5
        FROM notifications.push_subscription AS b WHERE b.user_id = $1
        ON CONFLICT (subscription_id, kind, about_id) DO UPDATE
            SET created_at = CASE WHEN o.kind = 'summary' THEN o.created_at
                                  ELSE excluded.created_at END
        RETURNING id
        """,
        user_id,
        kind,
        about_id,
        tx.now,
        due_at,
    )


async def claim(tx: Tx, push_id: UUID) -> Claimed | None:
    """None when it is not due, is being sent by somebody else, or has gone."""
    return await tx.row(
        Claimed,
        """
        UPDATE notifications.outgoing_push AS o
        SET attempts = o.attempts + 1, next_attempt_at = $3
        FROM notifications.push_subscription AS b
        WHERE o.id = $1 AND b.id = o.subscription_id AND o.next_attempt_at <= $2
        RETURNING o.id, o.user_id, o.kind, o.about_id, o.attempts, o.created_at,
                  o.subscription_id, b.endpoint, b.public_key, b.auth,
                  EXISTS (SELECT FROM identity.session AS s
                          WHERE s.id = b.session_id AND s.ended_at IS NULL
                            AND s.expires_at > $2) AS is_open
        """,
        push_id,
        tx.now,
        tx.now + _LEASE,
    )


async def hold_back(tx: Tx, push: Claimed, until: datetime) -> None:
    """Instead of it there is one summary for its browser."""
    await tx.execute(
        """
        INSERT INTO notifications.outgoing_push
            (id, subscription_id, user_id, kind, about_id, created_at, next_attempt_at)
        SELECT gen_random_uuid(), o.subscription_id, o.user_id, 'summary', o.user_id,
               o.created_at, $2
        FROM notifications.outgoing_push AS o WHERE o.id = $1 AND o.kind <> 'summary'
        ON CONFLICT (subscription_id, kind, about_id) DO NOTHING
        """,
        push.id,
        until,
    )
    if push.kind == "summary":
        await try_again(tx, push.id, until)
    else:
        await remove(tx, push.id)


async def remove(tx: Tx, push_id: UUID) -> None:
    await tx.execute("DELETE FROM notifications.outgoing_push WHERE id = $1", push_id)


async def finish(tx: Tx, push: Claimed, again_at: datetime) -> None:
    """It was sent. What was asked for while it was on its way is said next."""
    await tx.execute(
        "DELETE FROM notifications.outgoing_push WHERE id = $1 AND created_at = $2",
        push.id,
        push.created_at,
    )
    await tx.execute(
        """
        UPDATE notifications.outgoing_push SET attempts = 0, next_attempt_at = $2 WHERE id = $1
        """,
        push.id,
        again_at,
    )


async def try_again(tx: Tx, push_id: UUID, at: datetime) -> None:
    await tx.execute(
        "UPDATE notifications.outgoing_push SET next_attempt_at = $2 WHERE id = $1", push_id, at
    )


async def list_due(tx: Tx, most: int) -> Sequence[UUID]:
    return await tx.values(
        UUID,
        """
        SELECT id FROM notifications.outgoing_push
        WHERE next_attempt_at <= $1 ORDER BY next_attempt_at LIMIT $2
        """,
        tx.now,
        most,
    )


async def get_timezone(read: Read, user_id: UserId) -> str | None:
    return await read.value(
        str,
        "SELECT settings ->> 'timezone' FROM profiles.profile WHERE user_id = $1",
        user_id,
    )


async def add_mail(tx: Tx, user_id: UserId, kind: Type, due_at: datetime) -> None:
    """What waits already waits no longer for it."""
    await tx.execute(
        """
        INSERT INTO notifications.outgoing_mail (user_id, type, since, due_at)
        VALUES ($1, $2, $3, $4) ON CONFLICT (user_id, type) DO NOTHING
        """,
        user_id,
        kind,
        tx.now,
        due_at,
    )


async def take_due_mails(tx: Tx, most: int) -> list[DueMail]:
    """Those of members who are here, taken off the list; of two processes each takes others."""
    return await tx.rows(
        DueMail,
        """
        WITH due AS (
            DELETE FROM notifications.outgoing_mail AS m USING (
                SELECT user_id, type FROM notifications.outgoing_mail
                WHERE due_at <= $1 ORDER BY due_at LIMIT $2 FOR UPDATE SKIP LOCKED
            ) AS d
            WHERE m.user_id = d.user_id AND m.type = d.type
            RETURNING m.user_id, m.type, m.since
        )
        SELECT due.user_id, due.type, due.since, a.username, a.email,
               coalesce(lower(a.confirmed_email) = lower(a.email), false) AS email_confirmed,
               f.settings ->> 'timezone' AS timezone
        FROM due JOIN identity.account AS a ON a.id = due.user_id
        LEFT JOIN profiles.profile AS f ON f.user_id = a.id
        WHERE a.approved_at IS NOT NULL AND a.deleted_at IS NULL
        """,
        tx.now,
        most,
    )


async def put_back(tx: Tx, mail: DueMail, due_at: datetime) -> None:
    """For later; what was asked for meanwhile about the same goes with it."""
    await tx.execute(
        """
        INSERT INTO notifications.outgoing_mail (user_id, type, since, due_at)
        VALUES ($1, $2, $3, $4)
        ON CONFLICT (user_id, type) DO UPDATE
            SET since = excluded.since, due_at = excluded.due_at
        """,
        mail.user_id,
        mail.type,
        mail.since,
        due_at,
    )


async def forget_all(tx: Tx) -> None:
    """Everything that waits, and every browser that it could go to."""
    await tx.execute("DELETE FROM notifications.push_subscription")
    await tx.execute("DELETE FROM notifications.outgoing_mail")
