"""Refusals of responses."""

from longhouse.kernel.errors import Conflict, InvalidFields, Wrong


class NotOneEmoji(InvalidFields):
    def __init__(self) -> None:
        super().__init__({"emoji": Wrong("not_one_emoji", "A reaction is exactly one emoji.")})


class TooManyReactions(Conflict):
    code = "TOO_MANY_REACTIONS"
    message = "You have given this as many different reactions as there is room for."


class NoSuchParent(InvalidFields):
    def __init__(self) -> None:
        super().__init__(
            {
                "parent_comment_id": Wrong(
                    "no_such_parent", "There is no such comment under this post."
                )
            }
        )


class TooDeep(InvalidFields):
    def __init__(self) -> None:
        super().__init__(
            {
                "parent_comment_id": Wrong(
                    "too_deep", "This thread goes no deeper. Answer further up."
                )
            }
        )


class NotForSharing(Conflict):
    code = "NOT_FOR_SHARING"
    message = "Only you can see this. Choose another audience before you share it."


class CommentIsDeleted(Conflict):
    code = "IS_DELETED"
    message = "This was deleted. Restore it first."


class CommentIsErased(Conflict):
    code = "IS_ERASED"
    message = "This was taken away for good and cannot be brought back."
