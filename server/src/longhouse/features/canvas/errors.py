"""Refusals of canvases."""

from longhouse.kernel.errors import (
    Conflict,
    InvalidFields,
    InvalidRequest,
    RateLimited,
    TooLarge,
    Wrong,
)


class InvalidMessage(InvalidRequest):
    code = "INVALID_MESSAGE"
    message = "A message needs some words and a place."


class MessageTooLarge(TooLarge):
    code = "MESSAGE_TOO_LARGE"
    message = "That is more than fits on a canvas at once."


class Unwelcome(InvalidMessage):
    code = "UNWELCOME_WORDS"
    message = "Please find other words: some of these are not welcome here."


class TooTalkative(RateLimited):
    def __init__(self, retry_after: int) -> None:
        super().__init__(
            retry_after,
            "That was a lot at once. Take a breath, then go on.",
            reason="take_a_breath",
        )


class InvalidName(InvalidFields):
    def __init__(self, wrong: Wrong) -> None:
        super().__init__({"name": wrong})


class TooManyCanvases(Conflict):
    code = "TOO_MANY_CANVASES"

    def __init__(self, most: int) -> None:
        super().__init__(
            f"You have {most} canvases. Delete one before you make another.",
            details={"most": most},
        )
