"""Whom an act is to be told to: those concerned who may see it and want to, and who are here.

Each question is asked of things as they are now, so that an act that was taken back before anybody
was told of it concerns nobody.
"""

from uuid import UUID

import msgspec

from longhouse.features.graph import api as graph
from longhouse.features.posts import api as posts
from longhouse.kernel.db import Read
from longhouse.kernel.ids import UserId

_HERE = """JOIN identity.account AS me
    ON me.id = c.user_id AND me.approved_at IS NOT NULL AND me.deleted_at IS NULL"""
_POST_IS_SEEN = posts.may_see("p", "c.user_id")

# A comment that both mentions somebody and answers them is a mention.
_WROTE_IS_WANTED = graph.wants_to_see("w.author_id", "c.user_id")
_OF_COMMENT = (
    """
    WITH RECURSIVE wrote AS (
        SELECT id, post_id, author_id, parent_comment_id FROM responses.comment
        WHERE id = $1 AND deleted_at IS NULL
    ), above AS (
        SELECT r.id, r.author_id, r.parent_comment_id, r.deleted_at
        FROM responses.comment AS r JOIN wrote AS w ON r.id = w.parent_comment_id
        UNION ALL
        SELECT r.id, r.author_id, r.parent_comment_id, r.deleted_at
        FROM responses.comment AS r JOIN above ON r.id = above.parent_comment_id
    ), concerned AS (
        SELECT m.user_id, 'mention' AS type FROM posts.mention AS m
        WHERE m.comment_id = $1 AND ($2::uuid[] IS NULL OR m.user_id = ANY($2::uuid[]))
        UNION ALL
        SELECT p.author_id, 'new_comment' FROM posts.post AS p JOIN wrote AS w ON w.post_id = p.id
        WHERE $2::uuid[] IS NULL
        UNION ALL
        SELECT above.author_id, 'new_comment' FROM above
        WHERE above.deleted_at IS NULL AND $2::uuid[] IS NULL
    )
    SELECT c.user_id, min(c.type) AS type, w.post_id AS target_id, w.post_id,
           NULL::uuid AS comment_id, w.author_id AS actor_id, NULL AS emoji
    FROM wrote AS w
    CROSS JOIN concerned AS c
    {_HERE}
    JOIN posts.post AS p ON p.id = w.post_id
    WHERE c.user_id <> w.author_id AND {_POST_IS_SEEN} AND {_WROTE_IS_WANTED}
    GROUP BY c.user_id, w.post_id, w.author_id
""".replace("{_HERE}", _HERE)
    .replace("{_POST_IS_SEEN}", _POST_IS_SEEN)
    .replace("{_WROTE_IS_WANTED}", _WROTE_IS_WANTED)
)
_AUTHOR_IS_WANTED = graph.wants_to_see("p.author_id", "c.user_id")
_OF_POST = (
    """
    SELECT c.user_id, 'mention' AS type, p.id AS target_id, p.id AS post_id,
           NULL::uuid AS comment_id, p.author_id AS actor_id, NULL AS emoji
    FROM posts.post AS p
    JOIN posts.mention AS c ON c.post_id = p.id AND c.user_id = ANY($2::uuid[])
    {_HERE}
    WHERE p.id = $1 AND c.user_id <> p.author_id AND {_POST_IS_SEEN} AND {_AUTHOR_IS_WANTED}
""".replace("{_HERE}", _HERE)
    .replace("{_POST_IS_SEEN}", _POST_IS_SEEN)
    .replace("{_AUTHOR_IS_WANTED}", _AUTHOR_IS_WANTED)
)
_REACTOR_IS_WANTED = graph.wants_to_see("w.user_id", "c.user_id")
_OF_REACTION = (
    """
    SELECT c.user_id, 'reaction' AS type, coalesce(w.comment_id, w.post_id) AS target_id,
           p.id AS post_id, w.comment_id, w.user_id AS actor_id, w.emoji::text AS emoji
    FROM responses.reaction AS w
    LEFT JOIN responses.comment AS r ON r.id = w.comment_id
    JOIN posts.post AS p ON p.id = coalesce(w.post_id, r.post_id)
    CROSS JOIN LATERAL (SELECT coalesce(r.author_id, p.author_id) AS user_id) AS c
    {_HERE}
    WHERE w.id = $1 AND w.deleted_at IS NULL AND (r.id IS NULL OR r.deleted_at IS NULL)
      AND c.user_id <> w.user_id AND {_POST_IS_SEEN} AND {_REACTOR_IS_WANTED}
""".replace("{_HERE}", _HERE)
    .replace("{_POST_IS_SEEN}", _POST_IS_SEEN)
    .replace("{_REACTOR_IS_WANTED}", _REACTOR_IS_WANTED)
)
_FOLLOWER_IS_WANTED = graph.wants_to_see("w.follower_id", "c.user_id")
_OF_FOLLOW = """
    SELECT c.user_id, 'follow' AS type, c.user_id AS target_id, NULL::uuid AS post_id,
           NULL::uuid AS comment_id, w.follower_id AS actor_id, NULL AS emoji
    FROM graph.follow AS w
    CROSS JOIN LATERAL (SELECT w.followee_id AS user_id) AS c
    {_HERE}
    WHERE w.follower_id = $1 AND w.followee_id = $2 AND {_FOLLOWER_IS_WANTED}
      AND NOT EXISTS (
          SELECT FROM graph.friendship AS f WHERE f.user_id = $1 AND f.friend_id = $2)
""".replace("{_HERE}", _HERE).replace("{_FOLLOWER_IS_WANTED}", _FOLLOWER_IS_WANTED)

_REQUESTER_IS_WANTED = graph.wants_to_see("w.requester_id", "c.user_id")
_OF_REQUEST = """
    SELECT c.user_id, 'friend_request' AS type, c.user_id AS target_id, NULL::uuid AS post_id,
           NULL::uuid AS comment_id, w.requester_id AS actor_id, NULL AS emoji
    FROM graph.friend_request AS w
    CROSS JOIN LATERAL (SELECT w.recipient_id AS user_id) AS c
    {_HERE}
    WHERE w.id = $1 AND w.status = 'pending' AND {_REQUESTER_IS_WANTED}
""".replace("{_HERE}", _HERE).replace("{_REQUESTER_IS_WANTED}", _REQUESTER_IS_WANTED)
_ACCEPTER_IS_WANTED = graph.wants_to_see("w.recipient_id", "c.user_id")
_OF_ACCEPTANCE = """
    SELECT c.user_id, 'friend_accepted' AS type, c.user_id AS target_id, NULL::uuid AS post_id,
           NULL::uuid AS comment_id, w.recipient_id AS actor_id, NULL AS emoji
    FROM graph.friend_request AS w
    CROSS JOIN LATERAL (SELECT w.requester_id AS user_id) AS c
    {_HERE}
    WHERE w.id = $1 AND w.status = 'accepted' AND {_ACCEPTER_IS_WANTED}
      AND EXISTS (SELECT FROM graph.friendship AS f
                  WHERE f.user_id = w.requester_id AND f.friend_id = w.recipient_id)
""".replace("{_HERE}", _HERE).replace("{_ACCEPTER_IS_WANTED}", _ACCEPTER_IS_WANTED)


class Concerned(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who is to be told of an act, and what it is to them."""

    user_id: UserId
    type: str
    target_id: UUID
    """Acts of one type on one target are alike."""
    post_id: UUID | None
    comment_id: UUID | None
    actor_id: UserId
    emoji: str | None


async def concerned_by_comment(
    read: Read, comment_id: UUID, only: list[UserId] | None = None
) -> list[Concerned]:
    """Whom it mentions, whose post it is under, and whose comments are above it; or only those of
    the mentioned whom a change has added."""
    return await read.rows(Concerned, _OF_COMMENT, comment_id, only)


async def concerned_by_post(read: Read, post_id: UUID, mentioned: list[UserId]) -> list[Concerned]:
    return await read.rows(Concerned, _OF_POST, post_id, mentioned)


async def concerned_by_reaction(read: Read, reaction_id: UUID) -> list[Concerned]:
    return await read.rows(Concerned, _OF_REACTION, reaction_id)


async def concerned_by_follow(
    read: Read, follower_id: UserId, followee_id: UserId
) -> list[Concerned]:
    return await read.rows(Concerned, _OF_FOLLOW, follower_id, followee_id)


async def concerned_by_request(read: Read, request_id: UUID) -> list[Concerned]:
    return await read.rows(Concerned, _OF_REQUEST, request_id)


async def concerned_by_acceptance(read: Read, request_id: UUID) -> list[Concerned]:
    return await read.rows(Concerned, _OF_ACCEPTANCE, request_id)


async def find_owner(read: Read, post_id: UUID, comment_id: UUID | None) -> UserId | None:
    """Whose post or comment it is."""
    found = await read.value(
        UUID,
        """
        SELECT r.author_id FROM responses.comment AS r WHERE r.id = $2
        UNION ALL
        SELECT p.author_id FROM posts.post AS p WHERE p.id = $1 AND $2::uuid IS NULL
        """,
        post_id,
        comment_id,
    )
    return None if found is None else UserId(found)


async def comment_stands(read: Read, comment_id: UUID) -> bool:
    return await read.exists(
        "SELECT true FROM responses.comment WHERE id = $1 AND deleted_at IS NULL",
        comment_id,
    )


async def reaction_stands(read: Read, reaction_id: UUID) -> bool:
    return await read.exists(
        "SELECT true FROM responses.reaction WHERE id = $1 AND deleted_at IS NULL",
        reaction_id,
    )


async def follow_stands(read: Read, follower_id: UserId, followee_id: UserId) -> bool:
    return await read.exists(
        "SELECT true FROM graph.follow WHERE follower_id = $1 AND followee_id = $2",
        follower_id,
        followee_id,
    )


async def request_waits(read: Read, request_id: UUID) -> bool:
    return await read.exists(
        "SELECT true FROM graph.friend_request WHERE id = $1 AND status = 'pending'",
        request_id,
    )
