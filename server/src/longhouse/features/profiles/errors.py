"""Refusals of profiles."""

from longhouse.kernel.errors import Conflict, InvalidFields


class InvalidSaying(InvalidFields):
    """One field that cannot be taken, so that several can be told together."""

    def __init__(self, field: str, sentence: str) -> None:
        self.field = field
        self.sentence = sentence
        super().__init__({field: sentence})


class Unwelcome(InvalidSaying):
    """What was found is not repeated, neither here nor in a log."""

    def __init__(self, field: str) -> None:
        super().__init__(field, "Please find other words: some of these are not welcome here.")


class LookAlike(Conflict):
    """Whose name it is stays unsaid."""

    message = "Somebody here has a name that looks like this one. Please choose another."

    def __init__(self) -> None:
        super().__init__(details={"field": "display_name"})
