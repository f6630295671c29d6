"""Lists about friendship: friends, requests, and whom somebody may want to know."""

from collections.abc import Sequence
from uuid import UUID

import msgspec

from longhouse.features.graph.model import (
    Direction,
    FriendListed,
    Recommended,
    RequestSeen,
)
from longhouse.features.graph.store.visibility import (
    are_close,
    face,
    lists_follows,
    may_see,
    shown,
    shows_friendship,
    wants_to_see,
)
from longhouse.kernel.db import Read
from longhouse.kernel.ids import UserId
from longhouse.kernel.paging import PlaceInTime, behind

_MAY_KNOW_SHARED = shows_friendship(
    "mine_.friend_id", ":other", ":viewer", close=are_close(":viewer", ":other")
)
_SHARED_WITH_VIEWER = f"""(
        SELECT count(*) FROM graph.friendship AS mine_
        JOIN graph.friendship AS theirs_ ON theirs_.friend_id = mine_.friend_id
        JOIN identity.account AS both_ ON both_.id = mine_.friend_id
        WHERE mine_.user_id = :viewer AND theirs_.user_id = :other
          AND both_.deleted_at IS NULL
          AND NOT EXISTS (SELECT FROM graph.barrier AS between_
                          WHERE between_.viewer_id = :viewer
                            AND between_.other_id = mine_.friend_id)
          AND {_MAY_KNOW_SHARED}
    )::integer"""  # noqa: S608 -- constants alone

_MUTUAL_OF_FRIEND = _SHARED_WITH_VIEWER.replace(":viewer", "$5").replace(":other", "t.friend_id")
_SEEN = may_see("a.id", "$5")
_NEXT = "AND ($2::timestamptz IS NULL OR (t.created_at, t.friend_id) < ($2, $3))"

_SHOWN = face("p", "$5") + ", " + shown("p", "bio", "bio", "$5") + " AS bio"
_FRIEND = f"""
    SELECT a.id, a.username, {_SHOWN}, a.created_at, t.created_at AS since,
"""
_OF_OWNER = """
    FROM graph.friendship AS t
    JOIN identity.account AS a ON a.id = t.friend_id
    LEFT JOIN profiles.profile AS p ON p.user_id = a.id
"""
_AND_OF_VIEWER = (
    "JOIN graph.friendship AS mine ON mine.friend_id = t.friend_id AND mine.user_id = $5"
)
_NEWEST_FIRST = "ORDER BY t.created_at DESC, t.friend_id DESC LIMIT $4"

_FRIENDS = (
    f"{_FRIEND} {_MUTUAL_OF_FRIEND} AS mutual_count {_OF_OWNER} "
    f"WHERE t.user_id = $1 AND {_SEEN} {_NEXT} {_NEWEST_FIRST}"
)
_MAY_KNOW_LISTED = shows_friendship("t.friend_id", "$1", "$5", close=are_close("$5", "$1"))
_MUTUALS = (
    f"{_FRIEND} {_MUTUAL_OF_FRIEND} AS mutual_count {_OF_OWNER} {_AND_OF_VIEWER} "
    f"WHERE t.user_id = $1 AND {_SEEN} AND {_MAY_KNOW_LISTED} {_NEXT} {_NEWEST_FIRST}"
)

_ASKS_NAME = shown("asks_says", "display_name", "display_name", "$1")
_ASKS_PICTURE = shown("asks_says", "avatar", "avatar_id", "$1")
_IS_ASKED_NAME = shown("is_asked_says", "display_name", "display_name", "$1")
_IS_ASKED_PICTURE = shown("is_asked_says", "avatar", "avatar_id", "$1")
_REQUEST = f"""
    SELECT r.id, r.requester_id, r.recipient_id, r.message, r.status, r.created_at, r.expires_at,
           r.responded_at,
           asks.username AS requester_username, {_ASKS_NAME} AS requester_display_name,
           {_ASKS_PICTURE} AS requester_avatar_id,
           is_asked.username AS recipient_username, {_IS_ASKED_NAME} AS recipient_display_name,
           {_IS_ASKED_PICTURE} AS recipient_avatar_id,
"""
_BETWEEN = """
    FROM graph.friend_request AS r
    JOIN identity.account AS asks ON asks.id = r.requester_id
    LEFT JOIN profiles.profile AS asks_says ON asks_says.user_id = asks.id
    JOIN identity.account AS is_asked ON is_asked.id = r.recipient_id
    LEFT JOIN profiles.profile AS is_asked_says ON is_asked_says.user_id = is_asked.id
"""
_WAITING = """
    AND r.status = 'pending' AND r.expires_at > $4 AND ($2::uuid IS NULL OR r.id < $2)
    ORDER BY r.id DESC LIMIT $3
"""

_MUTUAL_OF_REQUESTER = _SHARED_WITH_VIEWER.replace(":viewer", "$1").replace(
    ":other", "r.requester_id"
)
_MUTUAL_OF_RECIPIENT = _SHARED_WITH_VIEWER.replace(":viewer", "$1").replace(
    ":other", "r.recipient_id"
)
_WANTED = wants_to_see("r.requester_id", "$1")
_STILL_SEEN = may_see("r.recipient_id", "$1")
_INCOMING = (
    f"{_REQUEST} {_MUTUAL_OF_REQUESTER} AS mutual_count {_BETWEEN} "
    f"WHERE r.recipient_id = $1 AND {_WANTED} {_WAITING}"
)
_OUTGOING = (
    f"{_REQUEST} {_MUTUAL_OF_RECIPIENT} AS mutual_count {_BETWEEN} "
    f"WHERE r.requester_id = $1 AND {_STILL_SEEN} {_WAITING}"
)
_WAITING_FOR = "SELECT count(*) FROM graph.friend_request AS r WHERE r.recipient_id = $1"
_COUNT_INCOMING = f"{_WAITING_FOR} AND r.status = 'pending' AND r.expires_at > $2 AND {_WANTED}"
_OTHER_OF_TWO = "CASE WHEN r.requester_id = $1 THEN r.recipient_id ELSE r.requester_id END"
_MUTUAL_OF_OTHER = _SHARED_WITH_VIEWER.replace(":viewer", "$1").replace(":other", _OTHER_OF_TWO)
_ONE_REQUEST = (
    f"{_REQUEST} {_MUTUAL_OF_OTHER} AS mutual_count {_BETWEEN} "
    "WHERE r.id = $2 AND $1 IN (r.requester_id, r.recipient_id)"
)

_WANTED_CANDIDATE = wants_to_see("c.user_id", "$1")
_UNTIED = """
      AND NOT EXISTS (SELECT FROM graph.follow AS f
                      WHERE f.follower_id = $1 AND f.followee_id = c.user_id)
      AND NOT EXISTS (SELECT FROM graph.friendship AS f
                      WHERE f.user_id = $1 AND f.friend_id = c.user_id)
      AND NOT EXISTS (SELECT FROM graph.passed_over AS p
                      WHERE p.user_id = $1 AND p.other_id = c.user_id)
      AND NOT EXISTS (SELECT FROM graph.friend_request AS r
                      WHERE r.status = 'pending'
                        AND least(r.requester_id, r.recipient_id) = least($1, c.user_id)
                        AND greatest(r.requester_id, r.recipient_id) = greatest($1, c.user_id))
"""
_CANDIDATES = "SELECT c.user_id FROM unnest($2::uuid[]) AS c (user_id) WHERE c.user_id <> $1"
_STRANGERS = f"{_CANDIDATES} AND {_WANTED_CANDIDATE} {_UNTIED}"

# People are named as the viewer may see them.
_NAME = f"coalesce({shown('says', 'display_name', 'display_name', '$1')}, a.username)"
_FIRST_NAMES = f"""
    (array_agg({_NAME} ORDER BY a.username))[1:3] AS names,
    (array_agg(a.id::text ORDER BY a.username))[1:3] AS ids
"""
# Who could be recommended is no friend yet.
_MAY_KNOW_OF_STRANGER = shows_friendship("mine.friend_id", "theirs.friend_id", "$1", close="false")
_FRIENDS_OF_FRIENDS = f"""
    WITH mine AS (
        SELECT friend_id FROM graph.friendship WHERE user_id = $1
        ORDER BY created_at DESC LIMIT $3
    )
    SELECT theirs.friend_id AS user_id, 'friends_of_friends' AS reason,
           count(*)::integer AS count, {_FIRST_NAMES}
    FROM mine
    JOIN identity.account AS a ON a.id = mine.friend_id AND a.deleted_at IS NULL
    LEFT JOIN profiles.profile AS says ON says.user_id = a.id
    CROSS JOIN LATERAL (
        SELECT friend_id FROM graph.friendship WHERE user_id = mine.friend_id
        ORDER BY created_at DESC LIMIT $4
    ) AS theirs
    WHERE theirs.friend_id <> $1
      AND theirs.friend_id NOT IN (SELECT friend_id FROM mine)
      AND {_MAY_KNOW_OF_STRANGER}
    GROUP BY theirs.friend_id ORDER BY count(*) DESC, theirs.friend_id LIMIT $2
"""  # noqa: S608 -- constants alone
_MAY_KNOW_MUTUAL = shows_friendship(
    "mine.friend_id", "theirs.user_id", "$1", close=are_close("$1", "theirs.user_id")
)
_MUTUAL_MANY = f"""
    SELECT theirs.user_id, count(*)::integer AS count, {_FIRST_NAMES}
    FROM graph.friendship AS theirs
    JOIN graph.friendship AS mine ON mine.user_id = $1 AND mine.friend_id = theirs.friend_id
    JOIN identity.account AS a ON a.id = mine.friend_id AND a.deleted_at IS NULL
    LEFT JOIN profiles.profile AS says ON says.user_id = a.id
    WHERE theirs.user_id = ANY($2::uuid[])
      AND NOT EXISTS (SELECT FROM graph.barrier AS between_
                      WHERE between_.viewer_id = $1 AND between_.other_id = mine.friend_id)
      AND {_MAY_KNOW_MUTUAL}
    GROUP BY theirs.user_id
"""  # noqa: S608 -- constants alone
_MAY_READ_FOLLOWED = lists_follows("f.followee_id", "$1")
_FOLLOWED_BY_FOLLOWED = f"""
    WITH mine AS (
        SELECT f.followee_id, {_MAY_READ_FOLLOWED} AS tells FROM graph.follow AS f
        JOIN identity.account AS here ON here.id = f.followee_id AND here.deleted_at IS NULL
        WHERE f.follower_id = $1
        ORDER BY f.created_at DESC, f.followee_id DESC LIMIT $3
    ), counted AS (
        SELECT theirs.followee_id AS user_id, count(*)::integer AS count,
               (array_agg(mine.followee_id ORDER BY mine.followee_id))[1:3] AS through
        FROM mine
        CROSS JOIN LATERAL (
            SELECT followee_id FROM graph.follow WHERE follower_id = mine.followee_id
            ORDER BY created_at DESC, followee_id DESC LIMIT $4
        ) AS theirs
        WHERE mine.tells AND theirs.followee_id <> $1
          AND theirs.followee_id NOT IN (SELECT followee_id FROM mine)
        GROUP BY theirs.followee_id
        ORDER BY count(*) DESC, theirs.followee_id LIMIT $2
    )
    SELECT c.user_id, 'followed_by_followed' AS reason, c.count, {_FIRST_NAMES}
    FROM counted AS c
    JOIN identity.account AS a ON a.id = ANY(c.through)
    LEFT JOIN profiles.profile AS says ON says.user_id = a.id
    GROUP BY c.user_id, c.count ORDER BY c.count DESC, c.user_id
"""  # noqa: S608 -- constants alone

# Of people with very many ties only the newest are walked along, so that nobody's list is slow.
_FIRST_STEP, _SECOND_STEP = 150, 80


async def list_friends(
    read: Read, user_id: UserId, viewer: UserId, after: PlaceInTime | None, most: int
) -> list[FriendListed]:
    return await read.rows(FriendListed, _FRIENDS, user_id, *behind(after), most, viewer)


async def list_mutuals(
    read: Read, user_id: UserId, viewer: UserId, after: PlaceInTime | None, most: int
) -> list[FriendListed]:
    return await read.rows(FriendListed, _MUTUALS, user_id, *behind(after), most, viewer)


async def list_requests(
    read: Read, user_id: UserId, direction: Direction, before: UUID | None, most: int
) -> list[RequestSeen]:
    sql = _INCOMING if direction == "incoming" else _OUTGOING
    return await read.rows(RequestSeen, sql, user_id, before, most, read.now)


async def get_request(read: Read, viewer: UserId, request_id: UUID) -> RequestSeen | None:
    """As one of the two sees it; to everybody else it is not there."""
    return await read.row(RequestSeen, _ONE_REQUEST, viewer, request_id)


async def count_incoming(read: Read, user_id: UserId) -> int:
    return await read.value(int, _COUNT_INCOMING, user_id, read.now) or 0


async def list_strangers(
    read: Read, viewer: UserId, candidates: Sequence[UserId]
) -> frozenset[UserId]:
    """Those of the candidates who could be recommended at all."""
    return frozenset(
        UserId(found) for found in await read.values(UUID, _STRANGERS, viewer, list(candidates))
    )


async def list_friends_of_friends(read: Read, viewer: UserId, most: int) -> list[Recommended]:
    return await read.rows(
        Recommended, _FRIENDS_OF_FRIENDS, viewer, most, _FIRST_STEP, _SECOND_STEP
    )


class Mutual(msgspec.Struct, frozen=True, kw_only=True):
    """How many friends somebody shares with who looks, and the first few by name."""

    user_id: UserId
    count: int
    names: Sequence[str]
    ids: Sequence[str]


async def mutual_many(read: Read, viewer: UserId, others: Sequence[UserId]) -> dict[UserId, Mutual]:
    """Of those with whom there are any."""
    found = await read.rows(Mutual, _MUTUAL_MANY, viewer, list(others))
    return {one.user_id: one for one in found}


async def list_followed_by_followed(read: Read, viewer: UserId, most: int) -> list[Recommended]:
    return await read.rows(
        Recommended, _FOLLOWED_BY_FOLLOWED, viewer, most, _FIRST_STEP, _SECOND_STEP
    )
