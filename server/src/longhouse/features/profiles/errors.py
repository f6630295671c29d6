"""Refusals of profiles."""

from longhouse.kernel.errors import InvalidFields


class InvalidSaying(InvalidFields):
    """One field that cannot be taken, so that several can be told together."""

    def __init__(self, field: str, sentence: str) -> None:
        self.field = field
        self.sentence = sentence
        super().__init__({field: sentence})
