"""Which posts somebody may see, as a condition to put into a query."""

from typing import LiteralString

from longhouse.features.graph import api as graph

_FOLLOWS = """EXISTS (
        SELECT FROM graph.follow AS follows_
        WHERE follows_.follower_id = :viewer AND follows_.followee_id = :post.author_id
    )"""


def may_see(post: LiteralString, viewer: LiteralString) -> LiteralString:
    """`post` is the name that a row of `posts.post` has in the query around it.

    What is deleted is seen by nobody here; that its author still finds it is another question.
    """
    follows = _FOLLOWS.replace(":viewer", viewer).replace(":post", post)
    for_them = post + ".author_id = " + viewer + " OR " + follows
    return (
        "("
        + post
        + ".deleted_at IS NULL AND "
        + graph.may_see(post + ".author_id", viewer)
        + " AND ("
        + post
        + ".visibility = 'public' OR "
        + for_them
        + "))"
    )
