"""Refusals of the graph."""

from longhouse.kernel.errors import Conflict


class OnlyWithOthers(Conflict):
    code = "ONLY_WITH_OTHERS"
    message = "That is something to do with others, not with yourself."
