"""Which posts somebody may see, as a condition to put into a query."""

from typing import LiteralString

from longhouse.features.graph import api as graph


def may_see(post: LiteralString, viewer: LiteralString) -> LiteralString:
    """`post` is the name that a row of `posts.post` has in the query around it.

    What is deleted is seen by nobody here; that its author still finds it is another question.
    """
    shared = graph.may_see_shared(post + ".author_id", post + ".visibility", viewer)
    return "(" + post + ".deleted_at IS NULL AND " + shared + ")"
