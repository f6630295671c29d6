"""Which posts somebody may see, as a condition to put into a query."""

from typing import LiteralString

from longhouse.features.graph import api as graph


def may_see(
    post: LiteralString, viewer: LiteralString, *, account: LiteralString | None = None
) -> LiteralString:
    """`post` is the name that a row of `posts.post` has in the query around it, and `account` that
    of its author's account, where that is joined there anyway.

    What is deleted is seen by nobody here; that its author still finds it is another question.
    """
    author, audience = post + ".author_id", post + ".visibility"
    shared = graph.may_see_shared(author, audience, viewer, account=account)
    return "(" + post + ".deleted_at IS NULL AND " + shared + ")"
