"""Posts as somebody sees them, one or a page at a time, each in one statement.

Who wrote a post is read in the same statement: the rule of who may see whom looks at the account
anyway. A page begins behind a key, never behind a number of rows.
"""

from collections.abc import Sequence
from uuid import UUID

from longhouse.features.graph import api as graph
from longhouse.features.posts.model import Mentioned, PostRow, Shared
from longhouse.features.posts.store.visibility import may_see
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.ids import LAST_ID, UserId

# The name of a tag is looked up for each: as a join, a house with few tags would read all of them
# for every post.
_POST = """
    SELECT p.id, p.author_id, p.section_id, p.kind, p.content, p.visibility, p.media_ids, p.client_id,
           p.comment_count, p.reaction_count, p.reactions::text AS reactions,
           p.created_at, p.updated_at, p.deleted_at, p.deleted_by_id, a.username,
           f.open_fields,
           (SELECT json_agg(json_build_object('id', l.id, 'url', l.url, 'metadata', l.metadata)
                            ORDER BY l.position)::text
            FROM posts.link AS l WHERE l.post_id = p.id) AS links,
           (SELECT array_agg((SELECT t.name FROM posts.tag AS t WHERE t.id = pt.tag_id)
                             ORDER BY pt.position)
            FROM posts.post_tag AS pt WHERE pt.post_id = p.id) AS tags,
"""
_MENTIONS = """
           (SELECT json_agg(json_build_object('id', n.id, 'username', n.username)
                            ORDER BY m.id)::text
            FROM posts.mention AS m JOIN identity.account AS n ON n.id = m.user_id
            WHERE m.post_id = p.id AND {named}) AS mentions
    FROM posts.post AS p
    JOIN identity.account AS a ON a.id = p.author_id
    LEFT JOIN profiles.profile AS f ON f.user_id = p.author_id
"""
_FACE = graph.face("f", "$1") + ","
_SEEN_BY_FIRST = _POST + _FACE + _MENTIONS.replace("{named}", graph.may_see("n.id", "$1"))
_MAY_SEE = may_see("p", "$1", account="a")
# Written as a comparison of rows and not as an equation, because the planner would otherwise read
# all posts from the newest on, by their primary key, until it has enough of the few of a section.
_NEXT_IN_SECTION = """
    p.section_id >= $2 AND (p.section_id, p.id) < ($2, $3)
    ORDER BY p.section_id DESC, p.id DESC
"""
_NEXT_BY_AUTHOR = """
    p.author_id >= $2 AND (p.author_id, p.id) < ($2, $3)
    ORDER BY p.author_id DESC, p.id DESC
"""
# What is deleted stands before its author and before admins, who may bring it back.
_FOUND_DELETED = """
    (p.deleted_at IS NOT NULL AND (p.author_id = $1 OR ($3 AND p.visibility <> 'private'))
     AND a.approved_at IS NOT NULL AND a.deleted_at IS NULL)
"""

# How many is written into the statement: with a parameter there the planner cannot tell that a page
# is short, makes a plan of its own for each execution, and takes longer for it than for the page.
_SHORT = "LIMIT 21"
_LONG = "LIMIT 101"
_SHORTEST = 21
_IN_SECTION = f"{_SEEN_BY_FIRST} WHERE {_MAY_SEE} AND {_NEXT_IN_SECTION}"
_OF_AUTHOR = f"{_SEEN_BY_FIRST} WHERE {_MAY_SEE} AND {_NEXT_BY_AUTHOR}"
FEED = f"{_IN_SECTION} {_SHORT}"
_LONG_FEED = f"{_IN_SECTION} {_LONG}"
BY_AUTHOR = f"{_OF_AUTHOR} {_SHORT}"
_LONG_BY_AUTHOR = f"{_OF_AUTHOR} {_LONG}"
_BY_IDS = f"{_SEEN_BY_FIRST} WHERE p.id = ANY($2::uuid[]) AND {_MAY_SEE}"
_ONE = f"{_SEEN_BY_FIRST} WHERE p.id = $2 AND {_MAY_SEE}"
_ANY_BY_IDS = f"""{_SEEN_BY_FIRST} WHERE p.id = ANY($2::uuid[])
    AND (p.visibility <> 'private' OR p.author_id = $1)"""
_ONE_EVEN_DELETED = f"""{_SEEN_BY_FIRST}
    WHERE p.id = $2 AND ({_MAY_SEE} OR {_FOUND_DELETED})"""
_IS_VISIBLE_IN = """
    SELECT p.id, p.author_id, p.section_id, p.visibility FROM posts.post AS p
"""
_HERE = """
    SELECT a.id, a.username FROM posts.post AS p CROSS JOIN identity.account AS a
    WHERE p.id = $3 AND a.id = ANY($2::uuid[]) AND a.deleted_at IS NULL
"""
_WANTS = graph.wants_to_see("$1::uuid", "a.id")
_WANTING = f"{_HERE} AND {_WANTS} AND {may_see('p', 'a.id')}"
_IS_VISIBLE = f"{_IS_VISIBLE_IN} WHERE p.id = $2 AND {may_see('p', '$1')}"
_HOLD_VISIBLE = f"{_IS_VISIBLE} FOR KEY SHARE OF p"


async def list_in_section(
    read: Read, viewer: UserId, section_id: UUID, before: UUID | None, most: int
) -> list[PostRow]:
    sql = FEED if most <= _SHORTEST else _LONG_FEED
    return (await read.rows(PostRow, sql, viewer, section_id, before or LAST_ID))[:most]


async def list_by_author(
    read: Read, viewer: UserId, author_id: UserId, before: UUID | None, most: int
) -> list[PostRow]:
    sql = BY_AUTHOR if most <= _SHORTEST else _LONG_BY_AUTHOR
    return (await read.rows(PostRow, sql, viewer, author_id, before or LAST_ID))[:most]


async def get_many(read: Read, viewer: UserId, post_ids: Sequence[UUID]) -> list[PostRow]:
    return await read.rows(PostRow, _BY_IDS, viewer, list(post_ids))


async def find(read: Read, viewer: UserId, post_id: UUID) -> PostRow | None:
    return await read.row(PostRow, _ONE, viewer, post_id)


async def find_even_deleted(
    read: Read, viewer: UserId, post_id: UUID, *, is_admin: bool
) -> PostRow | None:
    return await read.row(PostRow, _ONE_EVEN_DELETED, viewer, post_id, is_admin)


async def find_visible(read: Read, viewer: UserId, post_id: UUID) -> Shared | None:
    """Only what is needed to go on with a post that somebody may see."""
    return await read.row(Shared, _IS_VISIBLE, viewer, post_id)


async def hold_visible(tx: Tx, viewer: UserId, post_id: UUID) -> Shared | None:
    """The same, and it stays until the transaction ends; others may do as much at the same time."""
    return await tx.row(Shared, _HOLD_VISIBLE, viewer, post_id)


async def get_any(read: Read, viewer: UserId, post_ids: Sequence[UUID]) -> list[PostRow]:
    """Whether the viewer may see them or not: for admins, who answer for all of it but for what
    somebody keeps for themselves."""
    return await read.rows(PostRow, _ANY_BY_IDS, viewer, list(post_ids))


async def list_wanting(
    read: Read, post_id: UUID, author_id: UserId, user_ids: Sequence[UserId]
) -> list[Mentioned]:
    """Those who may see the post, and this author, whom they have not muted."""
    return await read.rows(Mentioned, _WANTING, author_id, list(user_ids), post_id)
