"""Follows, blocks, mutes, barriers and the counts of followers."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from longhouse.features.graph.model import Relationship
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.ids import UserId


async def lock_pair(tx: Tx, one: UserId, other: UserId) -> None:
    """Hold the counts of both, always in the same order: whatever changes between two members
    happens one after the other."""
    await _make_standings(tx, [one, other])
    await tx.execute(
        """
        SELECT FROM graph.standing WHERE user_id = ANY($1::uuid[]) ORDER BY user_id FOR UPDATE
        """,
        [one, other],
    )


async def add_follow(tx: Tx, follower: UserId, followee: UserId, at: datetime) -> bool:
    """False when it was so already. The pair is locked."""
    added = await tx.execute(
        """
        INSERT INTO graph.follow (follower_id, followee_id, created_at) VALUES ($1, $2, $3)
        ON CONFLICT DO NOTHING
        """,
        follower,
        followee,
        at,
    )
    if added:
        await _count(tx, follower, followee, 1)
    return bool(added)


async def remove_follow(tx: Tx, follower: UserId, followee: UserId) -> bool:
    """False when there was none. The pair is locked."""
    removed = await tx.execute(
        "DELETE FROM graph.follow WHERE follower_id = $1 AND followee_id = $2", follower, followee
    )
    if removed:
        await _count(tx, follower, followee, -1)
    return bool(removed)


async def add_block(tx: Tx, blocker: UserId, blocked: UserId) -> bool:
    added = await tx.execute(
        """
        INSERT INTO graph.block (blocker_id, blocked_id, created_at) VALUES ($1, $2, $3)
        ON CONFLICT DO NOTHING
        """,
        blocker,
        blocked,
        tx.now,
    )
    if added:
        await tx.execute(
            """
            INSERT INTO graph.barrier (viewer_id, other_id) VALUES ($1, $2), ($2, $1)
            ON CONFLICT DO NOTHING
            """,
            blocker,
            blocked,
        )
    return bool(added)


async def remove_block(tx: Tx, blocker: UserId, blocked: UserId) -> bool:
    """The barrier goes with the last of the two blocks. The pair is locked."""
    removed = await tx.execute(
        "DELETE FROM graph.block WHERE blocker_id = $1 AND blocked_id = $2", blocker, blocked
    )
    if removed:
        await tx.execute(
            """
            DELETE FROM graph.barrier
            WHERE ((viewer_id = $1 AND other_id = $2) OR (viewer_id = $2 AND other_id = $1))
              AND NOT EXISTS (
                  SELECT FROM graph.block WHERE blocker_id = $2 AND blocked_id = $1)
            """,
            blocker,
            blocked,
        )
    return bool(removed)


async def add_mute(tx: Tx, muter: UserId, muted: UserId) -> bool:
    added = await tx.execute(
        """
        INSERT INTO graph.mute (muter_id, muted_id, created_at) VALUES ($1, $2, $3)
        ON CONFLICT DO NOTHING
        """,
        muter,
        muted,
        tx.now,
    )
    return bool(added)


async def remove_mute(tx: Tx, muter: UserId, muted: UserId) -> bool:
    removed = await tx.execute(
        "DELETE FROM graph.mute WHERE muter_id = $1 AND muted_id = $2", muter, muted
    )
    return bool(removed)


async def get_relationships(
    read: Read, viewer: UserId, others: Sequence[UserId]
) -> list[Relationship]:
    return await read.rows(
        Relationship,
        """
        SELECT other.id AS user_id,
               EXISTS (SELECT FROM graph.follow
                       WHERE follower_id = $1 AND followee_id = other.id) AS following,
               EXISTS (SELECT FROM graph.follow
                       WHERE follower_id = other.id AND followee_id = $1) AS followed_by,
               EXISTS (SELECT FROM graph.block
                       WHERE blocker_id = $1 AND blocked_id = other.id) AS blocking,
               EXISTS (SELECT FROM graph.mute
                       WHERE muter_id = $1 AND muted_id = other.id) AS muting,
               EXISTS (SELECT FROM graph.friendship
                       WHERE user_id = $1 AND friend_id = other.id) AS friend,
               waiting.id AS request_id,
               CASE WHEN waiting.requester_id = $1 THEN 'outgoing'
                    WHEN waiting.requester_id IS NOT NULL THEN 'incoming' END AS request_direction
        FROM unnest($2::uuid[]) AS other (id)
        LEFT JOIN graph.friend_request AS waiting
               ON least(waiting.requester_id, waiting.recipient_id) = least($1, other.id)
              AND greatest(waiting.requester_id, waiting.recipient_id) = greatest($1, other.id)
              AND waiting.status = 'pending' AND waiting.expires_at > $3
        """,
        viewer,
        list(others),
        read.now,
    )


async def remove_of(tx: Tx, user_id: UserId) -> None:
    """Everything between an erased member and others. Counts hold nobody who is not here."""
    await tx.execute("DELETE FROM graph.follow WHERE follower_id = $1 OR followee_id = $1", user_id)
    await tx.execute("DELETE FROM graph.block WHERE blocker_id = $1 OR blocked_id = $1", user_id)
    await tx.execute("DELETE FROM graph.mute WHERE muter_id = $1 OR muted_id = $1", user_id)
    await tx.execute("DELETE FROM graph.barrier WHERE viewer_id = $1 OR other_id = $1", user_id)
    await tx.execute("DELETE FROM graph.standing WHERE user_id = $1", user_id)


async def recount_around(tx: Tx, user_id: UserId) -> None:
    """Count anew for everyone with whom somebody is tied, after they came or went.

    The rows are locked first and counted by a statement of its own, which therefore sees what
    was committed by whoever held them.
    """
    around = await tx.values(
        UUID,
        """
        SELECT followee_id FROM graph.follow WHERE follower_id = $1
        UNION SELECT follower_id FROM graph.follow WHERE followee_id = $1
        UNION SELECT friend_id FROM graph.friendship WHERE user_id = $1
        UNION SELECT $1
        """,
        user_id,
    )
    await _make_standings(tx, around)
    await tx.execute(
        "SELECT FROM graph.standing WHERE user_id = ANY($1::uuid[]) ORDER BY user_id FOR UPDATE",
        around,
    )
    await tx.execute(
        """
        UPDATE graph.standing AS s SET
            follower_count = (
                SELECT count(*) FROM graph.follow AS f
                JOIN identity.account AS a ON a.id = f.follower_id
                WHERE f.followee_id = s.user_id AND a.deleted_at IS NULL),
            following_count = (
                SELECT count(*) FROM graph.follow AS f
                JOIN identity.account AS a ON a.id = f.followee_id
                WHERE f.follower_id = s.user_id AND a.deleted_at IS NULL),
            friend_count = (
                SELECT count(*) FROM graph.friendship AS f
                JOIN identity.account AS a ON a.id = f.friend_id
                WHERE f.user_id = s.user_id AND a.deleted_at IS NULL)
        WHERE s.user_id = ANY($1::uuid[])
        """,
        around,
    )


async def _make_standings(tx: Tx, user_ids: Sequence[UUID]) -> None:
    await tx.execute(
        """
        INSERT INTO graph.standing (user_id)
        SELECT id FROM unnest($1::uuid[]) AS made (id) ORDER BY id
        ON CONFLICT DO NOTHING
        """,
        list(user_ids),
    )


async def _count(tx: Tx, follower: UserId, followee: UserId, by: int) -> None:
    await tx.execute(
        """
        UPDATE graph.standing SET
            following_count = following_count + CASE WHEN user_id = $1 THEN $3::integer ELSE 0 END,
            follower_count = follower_count + CASE WHEN user_id = $2 THEN $3::integer ELSE 0 END
        WHERE user_id = ANY(ARRAY[$1::uuid, $2::uuid])
        """,
        follower,
        followee,
        by,
    )
