"""Why an address is not asked, or gave nothing."""

from longhouse.kernel.errors import InvalidFields, Wrong


class NotALink(InvalidFields):
    """Not an address that a browser would open as a page, or one that only looks like it."""

    def __init__(self, field: str = "url") -> None:
        super().__init__(
            {
                field: Wrong(
                    "not_a_link", "Please enter a whole web address, such as https://example.org."
                )
            }
        )


class NoAnswer(Exception):
    """There is nothing that the caller could use."""

    may_pass = False
    """Whether it is worth asking again in a while."""


class Forbidden(NoAnswer):
    """The address leads to where the house may not go."""


class Unreadable(NoAnswer):
    """An answer that says no, or is not what was asked for, or is not what HTTP knows."""


class Unreachable(NoAnswer):
    """Nobody answered, or not in time, or asked to come back later."""

    may_pass = True
