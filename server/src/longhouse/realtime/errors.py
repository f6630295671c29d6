"""What the socket refuses, and the codes with which it closes."""

from enum import IntEnum

from longhouse.kernel.errors import AppError, InvalidRequest, NotFound, RateLimited, TooLarge

# When somebody who found no room for one more socket may try again.
SOCKETS_RETRY_SECONDS = 10


class CloseCode(IntEnum):
    """The number tells a client what to do next."""

    GOING_AWAY = 1001  # come back
    UNSUPPORTED = 1003
    INVALID_TEXT = 1007
    POLICY = 1008
    TOO_BIG = 1009
    TRY_AGAIN = 1013
    SESSION_ENDED = 4401  # do not come back: sign in
    RESUME = 4408  # come back with your positions
    TOO_MANY = 4429  # frames, or sockets: come back later


class InvalidFrame(InvalidRequest):
    code = "INVALID_FRAME"
    message = "That frame could not be understood."


class UnknownType(InvalidRequest):
    code = "UNKNOWN_TYPE"
    message = "There is no frame of that type."


class NotYours(NotFound):
    message = "There is nothing to listen to here, or it is not yours."


class TooManyTopics(AppError):
    status = 409
    code = "TOO_MANY_TOPICS"
    message = "That is more than one connection may listen to. Please leave some topics first."


class MessageTooLarge(TooLarge):
    code = "MESSAGE_TOO_LARGE"
    message = "That message is larger than this socket takes."


class TooManyFrames(RateLimited):
    def __init__(self) -> None:
        super().__init__(1)


class TooManySockets(RateLimited):
    message = "You are connected too often at once. Please close some windows of the house."

    def __init__(self) -> None:
        super().__init__(SOCKETS_RETRY_SECONDS)
