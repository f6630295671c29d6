"""Refusals of profiles."""

from longhouse.kernel.errors import Conflict, InvalidFields, Wrong
from longhouse.kernel.wording import UNWELCOME


class InvalidSaying(InvalidFields):
    """One field that cannot be taken, so that several can be told together."""

    def __init__(self, field: str, wrong: Wrong) -> None:
        self.field = field
        self.wrong = wrong
        super().__init__({field: wrong})


class Unwelcome(InvalidSaying):
    """What was found is not repeated, neither here nor in a log."""

    def __init__(self, field: str) -> None:
        super().__init__(field, UNWELCOME)


class LookAlike(Conflict):
    """Whose name it is stays unsaid."""

    reason = "look_alike"
    message = "Somebody here has a name that looks like this one. Please choose another."

    def __init__(self) -> None:
        super().__init__(details={"field": "display_name"})
