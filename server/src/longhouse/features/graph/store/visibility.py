"""Who may see whom, as a condition to put into a query, and as questions about one member.

It is a piece of SQL and not a function, because PostgreSQL does not look into a function with a
subquery when it plans: as a condition it becomes one anti-join by an index.
"""

from typing import LiteralString
from uuid import UUID

import msgspec

from longhouse.features.graph.policy.sight import Sight
from longhouse.kernel.db import Read
from longhouse.kernel.ids import UserId

_MAY_SEE = """(
    NOT EXISTS (
        SELECT FROM graph.barrier AS barrier_
        WHERE barrier_.viewer_id = :viewer AND barrier_.other_id = :author
    )
    AND :here
)"""

_IS_HERE = """EXISTS (
        SELECT FROM identity.account AS here_
        WHERE here_.id = :author AND here_.approved_at IS NOT NULL AND here_.deleted_at IS NULL
    )"""
_ACCOUNT_IS_HERE = ":account.approved_at IS NOT NULL AND :account.deleted_at IS NULL"

# With `OFFSET 0` the planner looks for the one tie that is asked about, for the few things that are
# not for all. Without, it would read everybody whom the viewer follows for every page.
_FOLLOWS = """EXISTS (
        SELECT FROM graph.follow AS follows_
        WHERE follows_.follower_id = :viewer AND follows_.followee_id = :author OFFSET 0
    )"""

_FRIENDS = """EXISTS (
        SELECT FROM graph.friendship AS friends_
        WHERE friends_.user_id = :viewer AND friends_.friend_id = :author OFFSET 0
    )"""

_SHARED = f"""(:audience = 'public' OR :author = :viewer
     OR (:audience = 'followers' AND {_FOLLOWS})
     OR (:audience = 'friends' AND {_FRIENDS}))"""

_NOT_MUTED = """NOT EXISTS (
        SELECT FROM graph.mute AS mute_
        WHERE mute_.muter_id = :viewer AND mute_.muted_id = :author
    )"""


# A member without a profile has said nothing: then there is no row, and nothing is shown.
_SHOWS = """(':field' = ANY(:profile.open_fields) OR :profile.user_id = :viewer
     OR (':field' = ANY(:profile.friend_fields) AND EXISTS (
        SELECT FROM graph.friendship AS close_
        WHERE close_.user_id = :viewer AND close_.friend_id = :profile.user_id
     )))"""

# Who has said nothing shows their lists to friends, as the defaults are.
_LISTS = """(:owner = :viewer OR coalesce(
        (SELECT ':field' = ANY(tells_.open_fields)
             OR (':field' = ANY(tells_.friend_fields) AND :close)
         FROM profiles.profile AS tells_ WHERE tells_.user_id = :owner), :close))"""

_BEHIND_BARRIER = """ARRAY(
        SELECT behind_.other_id FROM graph.barrier AS behind_
        JOIN identity.account AS still_ ON still_.id = behind_.other_id
        WHERE behind_.viewer_id = :viewer AND still_.deleted_at IS NULL
    )"""


def may_see(
    author: LiteralString, viewer: LiteralString, *, account: LiteralString | None = None
) -> LiteralString:
    """`author` and `viewer` are expressions of the query around it: a column, a parameter.

    Where the author's account is joined there anyway, `account` is what it is called, so that it
    is not looked for twice.
    """
    here = _IS_HERE if account is None else _ACCOUNT_IS_HERE.replace(":account", account)
    return _MAY_SEE.replace(":here", here).replace(":author", author).replace(":viewer", viewer)


def wants_to_see(author: LiteralString, viewer: LiteralString) -> LiteralString:
    """May see, and has not muted."""
    not_muted = _NOT_MUTED.replace(":author", author).replace(":viewer", viewer)
    return "(" + may_see(author, viewer) + " AND " + not_muted + ")"


def may_see_shared(
    author: LiteralString,
    audience: LiteralString,
    viewer: LiteralString,
    *,
    account: LiteralString | None = None,
) -> LiteralString:
    """May see the author, and belongs to those with whom they share it. `audience` is an
    expression too: `public`, `followers`, `friends` or `private`."""
    shared = _SHARED.replace(":author", author).replace(":viewer", viewer)
    seen = may_see(author, viewer, account=account)
    return "(" + seen + " AND " + shared.replace(":audience", audience) + ")"


def shows(profile: LiteralString, field: LiteralString, viewer: LiteralString) -> LiteralString:
    """Whether a profile shows a field to a viewer; `profile` is a name of `profiles.profile` in
    the query around it. It is the rule of `profiles.policy.visibility` as a condition."""
    named = _SHOWS.replace(":field", field).replace(":profile", profile)
    return named.replace(":viewer", viewer)


def shown(
    profile: LiteralString, field: LiteralString, column: LiteralString, viewer: LiteralString
) -> LiteralString:
    """The column of a field, or null where the profile hides it from the viewer."""
    return f"CASE WHEN {shows(profile, field, viewer)} THEN {profile}.{column} END"


def face(profile: LiteralString, viewer: LiteralString) -> LiteralString:
    """What is shown of somebody beside their username wherever they appear: two columns."""
    name = shown(profile, "display_name", "display_name", viewer)
    picture = shown(profile, "avatar", "avatar_id", viewer)
    return f"{name} AS display_name, {picture} AS avatar_id"


def shows_friendship(
    friend: LiteralString, other: LiteralString, viewer: LiteralString, *, close: LiteralString
) -> LiteralString:
    """Whether a viewer may know that one of their friends is a friend of somebody else: if they may
    read the list of friends of one of the two. `close` says whether the other is their friend too.
    """
    of_friend = _lists("connections", friend, viewer, "true")
    return "(" + of_friend + " OR " + _lists("connections", other, viewer, close) + ")"


def lists_follows(owner: LiteralString, viewer: LiteralString) -> LiteralString:
    """Whether a viewer may read whom somebody follows and who follows them. Friends follow each
    other, so both of these lists would give away friends whom somebody hides."""
    return _lists("follows", owner, viewer, are_close(viewer, owner))


def are_close(viewer: LiteralString, other: LiteralString) -> LiteralString:
    return _FRIENDS.replace(":author", other).replace(":viewer", viewer)


def behind_barrier(viewer: LiteralString) -> LiteralString:
    """Everybody whom the viewer may not see though they are here, for taking them out of counts.

    An array that is made once for a query, and by which an index can be searched.
    """
    return _BEHIND_BARRIER.replace(":viewer", viewer)


def _lists(
    field: LiteralString, owner: LiteralString, viewer: LiteralString, close: LiteralString
) -> LiteralString:
    named = _LISTS.replace(":field", field).replace(":owner", owner).replace(":viewer", viewer)
    return named.replace(":close", close)


async def blocked_either_way(read: Read, one: UserId, other: UserId) -> bool:
    return await read.exists(
        "SELECT true FROM graph.barrier WHERE viewer_id = $1 AND other_id = $2",
        one,
        other,
    )


async def has_barriers(read: Read, user_id: UserId) -> bool:
    return await read.exists("SELECT true FROM graph.barrier WHERE viewer_id = $1 LIMIT 1", user_id)


async def list_hidden(read: Read, user_id: UserId) -> list[UserId]:
    """Everybody whom a member may not or does not want to see."""
    found = await read.values(
        UUID,
        """
        SELECT other_id FROM graph.barrier WHERE viewer_id = $1
        UNION SELECT muted_id FROM graph.mute WHERE muter_id = $1
        """,
        user_id,
    )
    return [UserId(one) for one in found]


async def get_sight(read: Read, viewer_id: UserId, others: list[UserId]) -> Sight:
    """What decides whom of `others` the viewer may see, for the rule in Python."""
    rows = await read.rows(
        _Seen,
        """
        SELECT a.id AS user_id,
               EXISTS (SELECT FROM graph.barrier AS b
                       WHERE b.viewer_id = $1 AND b.other_id = a.id) AS barrier,
               EXISTS (SELECT FROM graph.mute AS m
                       WHERE m.muter_id = $1 AND m.muted_id = a.id) AS muted,
               EXISTS (SELECT FROM graph.follow AS f
                       WHERE f.follower_id = $1 AND f.followee_id = a.id) AS followed,
               EXISTS (SELECT FROM graph.friendship AS f
                       WHERE f.user_id = $1 AND f.friend_id = a.id) AS friend
        FROM identity.account AS a
        WHERE a.id = ANY($2::uuid[]) AND a.approved_at IS NOT NULL AND a.deleted_at IS NULL
        """,
        viewer_id,
        others,
    )
    return Sight(
        viewer_id=viewer_id,
        here=frozenset(row.user_id for row in rows),
        behind_barrier=frozenset(row.user_id for row in rows if row.barrier),
        muted=frozenset(row.user_id for row in rows if row.muted),
        followed=frozenset(row.user_id for row in rows if row.followed),
        friends=frozenset(row.user_id for row in rows if row.friend),
    )


class _Seen(msgspec.Struct, frozen=True):
    user_id: UserId
    barrier: bool
    muted: bool
    followed: bool
    friend: bool
