"""Lists of people. Their names are read where they are kept, a join that the manifest declares."""

from collections.abc import Sequence

from longhouse.features.graph.model import Listed, Standing
from longhouse.features.graph.store.visibility import face, lists_follows, may_see, shown
from longhouse.kernel.db import Read
from longhouse.kernel.ids import UserId
from longhouse.kernel.paging import PlaceInTime, behind

_SHOWN_TO_VIEWER = face("p", "$5") + ", " + shown("p", "bio", "bio", "$5") + " AS bio"
_SHOWN_TO_OWNER = face("p", "$1") + ", " + shown("p", "bio", "bio", "$1") + " AS bio"
_SHOWN_TO_SECOND = face("p", "$2") + ", " + shown("p", "bio", "bio", "$2") + " AS bio"
# Of whom somebody blocks there is the username, so that it can be undone.
_NOTHING = "NULL::text AS display_name, NULL::uuid AS avatar_id, NULL::text AS bio"
_FOLLOWERS_OF = f"""
    SELECT a.id, a.username, {_SHOWN_TO_VIEWER}, a.created_at, t.created_at AS since
    FROM graph.follow AS t
    JOIN identity.account AS a ON a.id = t.follower_id
    LEFT JOIN profiles.profile AS p ON p.user_id = a.id
"""  # noqa: S608 -- constants alone
_FOLLOWED_BY = f"""
    SELECT a.id, a.username, {_SHOWN_TO_VIEWER}, a.created_at, t.created_at AS since
    FROM graph.follow AS t
    JOIN identity.account AS a ON a.id = t.followee_id
    LEFT JOIN profiles.profile AS p ON p.user_id = a.id
"""  # noqa: S608 -- constants alone
_BLOCKED_BY = f"""
    SELECT a.id, a.username, {_NOTHING}, a.created_at, t.created_at AS since
    FROM graph.block AS t
    JOIN identity.account AS a ON a.id = t.blocked_id
"""  # noqa: S608 -- constants alone
_MUTED_BY = f"""
    SELECT a.id, a.username, {_SHOWN_TO_OWNER}, a.created_at, t.created_at AS since
    FROM graph.mute AS t
    JOIN identity.account AS a ON a.id = t.muted_id
    LEFT JOIN profiles.profile AS p ON p.user_id = a.id
"""  # noqa: S608 -- constants alone
_NEXT = "AND ($2::timestamptz IS NULL OR (t.created_at, a.id) < ($2, $3))"
_NEWEST_FIRST = "ORDER BY t.created_at DESC, a.id DESC LIMIT $4"
_SEEN_BY_VIEWER = may_see("a.id", "$5")
_SEEN_BY_OWNER = may_see("a.id", "$1")
_MAY_READ = lists_follows("$1", "$5")
_HERE = "a.approved_at IS NOT NULL AND a.deleted_at IS NULL"

_FOLLOWERS = (
    f"{_FOLLOWERS_OF} WHERE t.followee_id = $1 AND {_MAY_READ} AND {_SEEN_BY_VIEWER} "
    f"{_NEXT} {_NEWEST_FIRST}"
)
_FOLLOWING = (
    f"{_FOLLOWED_BY} WHERE t.follower_id = $1 AND {_MAY_READ} AND {_SEEN_BY_VIEWER} "
    f"{_NEXT} {_NEWEST_FIRST}"
)
_BLOCKED = f"{_BLOCKED_BY} WHERE t.blocker_id = $1 AND {_HERE} {_NEXT} {_NEWEST_FIRST}"
_MUTED = f"{_MUTED_BY} WHERE t.muter_id = $1 AND {_SEEN_BY_OWNER} {_NEXT} {_NEWEST_FIRST}"

_PEOPLE = f"""
    SELECT a.id, a.username, {_SHOWN_TO_SECOND}, a.created_at, a.created_at AS since
    FROM identity.account AS a LEFT JOIN profiles.profile AS p ON p.user_id = a.id
    WHERE a.id = ANY($1::uuid[]) AND a.approved_at IS NOT NULL AND a.deleted_at IS NULL
"""  # noqa: S608 -- constants alone


async def list_followers(
    read: Read, user_id: UserId, viewer: UserId, after: PlaceInTime | None, most: int
) -> list[Listed]:
    """Nobody, where the viewer may not read the list."""
    return await read.rows(Listed, _FOLLOWERS, user_id, *behind(after), most, viewer)


async def list_following(
    read: Read, user_id: UserId, viewer: UserId, after: PlaceInTime | None, most: int
) -> list[Listed]:
    """Nobody, where the viewer may not read the list."""
    return await read.rows(Listed, _FOLLOWING, user_id, *behind(after), most, viewer)


async def list_blocked(
    read: Read, user_id: UserId, after: PlaceInTime | None, most: int
) -> list[Listed]:
    return await read.rows(Listed, _BLOCKED, user_id, *behind(after), most)


async def list_muted(
    read: Read, user_id: UserId, after: PlaceInTime | None, most: int
) -> list[Listed]:
    return await read.rows(Listed, _MUTED, user_id, *behind(after), most)


async def get_standings(read: Read, viewer: UserId, user_ids: Sequence[UserId]) -> list[Standing]:
    """The kept counts, less those whom the viewer may not see."""
    return await read.rows(
        Standing,
        """
        SELECT s.user_id,
               s.follower_count - (
                   SELECT count(*) FROM graph.barrier AS b
                   JOIN graph.follow AS f ON f.follower_id = b.other_id
                   JOIN identity.account AS a ON a.id = b.other_id
                   WHERE b.viewer_id = $1 AND f.followee_id = s.user_id AND a.deleted_at IS NULL
               )::integer AS follower_count,
               s.following_count - (
                   SELECT count(*) FROM graph.barrier AS b
                   JOIN graph.follow AS f ON f.followee_id = b.other_id
                   JOIN identity.account AS a ON a.id = b.other_id
                   WHERE b.viewer_id = $1 AND f.follower_id = s.user_id AND a.deleted_at IS NULL
               )::integer AS following_count,
               s.friend_count - (
                   SELECT count(*) FROM graph.barrier AS b
                   JOIN graph.friendship AS f ON f.friend_id = b.other_id
                   JOIN identity.account AS a ON a.id = b.other_id
                   WHERE b.viewer_id = $1 AND f.user_id = s.user_id AND a.deleted_at IS NULL
               )::integer AS friend_count
        FROM graph.standing AS s
        WHERE s.user_id = ANY($2::uuid[])
        """,
        viewer,
        list(user_ids),
    )


async def find_person(read: Read, viewer: UserId, user_id: UserId) -> Listed | None:
    found = await get_people(read, viewer, [user_id])
    return found[0] if found else None


async def get_people(read: Read, viewer: UserId, user_ids: Sequence[UserId]) -> list[Listed]:
    """Those who are here."""
    return await read.rows(Listed, _PEOPLE, list(user_ids), viewer)
