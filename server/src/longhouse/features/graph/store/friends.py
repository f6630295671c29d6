"""Requests for friendship, friendships, and who may ask for one."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from longhouse.features.graph.model import FriendRequest, RequestStatus, Welcome, Wishes
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.ids import UserId


async def are_friends(read: Read, one: UserId, other: UserId) -> bool:
    return await read.exists(
        "SELECT true FROM graph.friendship WHERE user_id = $1 AND friend_id = $2", one, other
    )


async def list_friends_among(
    read: Read, user_id: UserId, others: Sequence[UserId]
) -> frozenset[UserId]:
    found = await read.values(
        UUID,
        "SELECT friend_id FROM graph.friendship WHERE user_id = $1 AND friend_id = ANY($2::uuid[])",
        user_id,
        list(others),
    )
    return frozenset(UserId(one) for one in found)


async def newest_friends(read: Read, user_id: UserId, most: int) -> list[UserId]:
    found = await read.values(
        UUID,
        """
        SELECT friend_id FROM graph.friendship WHERE user_id = $1
        ORDER BY created_at DESC, friend_id DESC LIMIT $2
        """,
        user_id,
        most,
    )
    return [UserId(one) for one in found]


async def add_friendship(
    tx: Tx, one: UserId, other: UserId, request_id: UUID | None, at: datetime
) -> bool:
    """Both ways round; False when it was so already. The pair is locked."""
    added = await tx.execute(
        """
        INSERT INTO graph.friendship (user_id, friend_id, created_at, source_request_id)
        VALUES ($1, $2, $4, $3), ($2, $1, $4, $3)
        ON CONFLICT DO NOTHING
        """,
        one,
        other,
        request_id,
        at,
    )
    if added:
        await _count(tx, one, other, 1)
    return bool(added)


async def remove_friendship(tx: Tx, one: UserId, other: UserId) -> bool:
    """False when there was none. The pair is locked."""
    removed = await tx.execute(
        """
        DELETE FROM graph.friendship
        WHERE (user_id = $1 AND friend_id = $2) OR (user_id = $2 AND friend_id = $1)
        """,
        one,
        other,
    )
    if removed:
        await _count(tx, one, other, -1)
    return bool(removed)


async def add_request(tx: Tx, request: FriendRequest) -> None:
    await tx.execute(
        """
        INSERT INTO graph.friend_request
            (id, requester_id, recipient_id, message, status, created_at, expires_at, responded_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        """,
        request.id,
        request.requester_id,
        request.recipient_id,
        request.message,
        request.status,
        request.created_at,
        request.expires_at,
        request.responded_at,
    )


async def find_request(read: Read, request_id: UUID) -> FriendRequest | None:
    return await read.row(
        FriendRequest,
        """
        SELECT id, requester_id, recipient_id, message, status, created_at, expires_at,
               responded_at
        FROM graph.friend_request WHERE id = $1
        """,
        request_id,
    )


async def find_outstanding(read: Read, one: UserId, other: UserId) -> FriendRequest | None:
    """The request that waits between the two, whoever asked, also when its time is over."""
    return await read.row(
        FriendRequest,
        """
        SELECT id, requester_id, recipient_id, message, status, created_at, expires_at,
               responded_at
        FROM graph.friend_request
        WHERE least(requester_id, recipient_id) = least($1::uuid, $2)
          AND greatest(requester_id, recipient_id) = greatest($1::uuid, $2)
          AND status = 'pending'
        """,
        one,
        other,
    )


async def close_request(tx: Tx, request_id: UUID, status: RequestStatus) -> bool:
    """False when it was closed already."""
    closed = await tx.execute(
        """
        UPDATE graph.friend_request SET status = $2, responded_at = $3
        WHERE id = $1 AND status = 'pending'
        """,
        request_id,
        status,
        tx.now,
    )
    return bool(closed)


async def list_run_out(tx: Tx, most: int) -> list[FriendRequest]:
    return await tx.rows(
        FriendRequest,
        """
        SELECT id, requester_id, recipient_id, message, status, created_at, expires_at,
               responded_at
        FROM graph.friend_request WHERE status = 'pending' AND expires_at <= $1
        ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED
        """,
        tx.now,
        most,
    )


async def find_last_declined(read: Read, requester: UserId, recipient: UserId) -> datetime | None:
    return await read.value(
        datetime,
        """
        SELECT responded_at FROM graph.friend_request
        WHERE requester_id = $1 AND recipient_id = $2 AND status = 'declined'
        ORDER BY created_at DESC LIMIT 1
        """,
        requester,
        recipient,
    )


async def list_sent_since(
    read: Read, requester: UserId, since: datetime, most: int
) -> list[datetime]:
    """When the last requests were sent, the newest first."""
    return await read.values(
        datetime,
        """
        SELECT created_at FROM graph.friend_request
        WHERE requester_id = $1 AND created_at > $2 ORDER BY created_at DESC LIMIT $3
        """,
        requester,
        since,
        most,
    )


async def get_welcome(
    read: Read, requester: UserId, since: datetime, unanswered_since: datetime
) -> Welcome:
    """Taking a request back leaves it asked. What a wish of theirs declined unseen was nobody's
    answer."""
    found = await read.row(
        Welcome,
        """
        SELECT count(DISTINCT recipient_id) FILTER (WHERE status = 'accepted')::integer AS accepted,
               count(DISTINCT recipient_id) FILTER (
                   WHERE status IN ('cancelled', 'expired')
                      OR (status = 'declined' AND responded_at > created_at)
                      OR (status = 'pending' AND created_at <= $3)
               )::integer AS in_vain
        FROM graph.friend_request WHERE requester_id = $1 AND created_at > $2
        """,
        requester,
        since,
        unanswered_since,
    )
    return found or Welcome(accepted=0, in_vain=0)


async def list_said_since(read: Read, requester: UserId, since: datetime, most: int) -> list[str]:
    """What came along with the last requests, the newest first."""
    return await read.values(
        str,
        """
        SELECT message FROM graph.friend_request
        WHERE requester_id = $1 AND created_at > $2 AND message IS NOT NULL
        ORDER BY created_at DESC LIMIT $3
        """,
        requester,
        since,
        most,
    )


async def get_wishes(read: Read, user_id: UserId) -> Wishes:
    found = await read.row(
        Wishes,
        """
        SELECT friend_policy, auto_decline_non_mutual FROM graph.preference WHERE user_id = $1
        """,
        user_id,
    )
    return found or Wishes()


async def set_wishes(tx: Tx, user_id: UserId, wishes: Wishes) -> None:
    await tx.execute(
        """
        INSERT INTO graph.preference (user_id, friend_policy, auto_decline_non_mutual)
        VALUES ($1, $2, $3)
        ON CONFLICT (user_id) DO UPDATE
            SET friend_policy = excluded.friend_policy,
                auto_decline_non_mutual = excluded.auto_decline_non_mutual
        """,
        user_id,
        wishes.friend_policy,
        wishes.auto_decline_non_mutual,
    )


async def pass_over(tx: Tx, user_id: UserId, other_id: UserId) -> None:
    await tx.execute(
        """
        INSERT INTO graph.passed_over (user_id, other_id, created_at) VALUES ($1, $2, $3)
        ON CONFLICT DO NOTHING
        """,
        user_id,
        other_id,
        tx.now,
    )


async def remove_of(tx: Tx, user_id: UserId) -> None:
    """What an erased member leaves behind. That requests were made and answered stays known,
    without what was said in them."""
    await tx.execute("DELETE FROM graph.friendship WHERE user_id = $1 OR friend_id = $1", user_id)
    await tx.execute(
        """
        UPDATE graph.friend_request
        SET message = NULL,
            status = CASE WHEN status = 'pending' THEN 'cancelled' ELSE status END,
            responded_at = coalesce(responded_at, $2)
        WHERE requester_id = $1 OR recipient_id = $1
        """,
        user_id,
        tx.now,
    )
    await tx.execute("DELETE FROM graph.preference WHERE user_id = $1", user_id)
    await tx.execute("DELETE FROM graph.passed_over WHERE user_id = $1 OR other_id = $1", user_id)


async def _count(tx: Tx, one: UserId, other: UserId, by: int) -> None:
    await tx.execute(
        """
        UPDATE graph.standing SET friend_count = friend_count + $3::integer
        WHERE user_id = ANY(ARRAY[$1::uuid, $2::uuid])
        """,
        one,
        other,
        by,
    )
