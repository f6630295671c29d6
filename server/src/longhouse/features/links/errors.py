"""Why a page is not looked at, or could not be read."""

from longhouse.kernel.errors import InvalidFields


class NotALink(InvalidFields):
    """Not an address that a browser would open as a page, or one that only looks like it."""

    def __init__(self) -> None:
        super().__init__({"url": "Please enter a whole web address, such as https://example.org."})


class NoPreview(Exception):
    """A page gave nothing; its link stays without a preview."""

    may_pass = False
    """Whether it is worth asking again in a while."""


class Forbidden(NoPreview):
    """The address leads to where the house may not go."""


class Unreadable(NoPreview):
    """An answer that says no, or is not a page, or is not what HTTP knows."""


class Unreachable(NoPreview):
    """Nobody answered, or not in time, or asked to come back later."""

    may_pass = True
