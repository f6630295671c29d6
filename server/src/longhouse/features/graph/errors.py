"""Refusals of the graph."""

from longhouse.kernel.errors import Conflict, Forbidden, InvalidFields, RateLimited, Wrong
from longhouse.kernel.wording import UNWELCOME


class OnlyWithOthers(Conflict):
    code = "ONLY_WITH_OTHERS"
    message = "That is something to do with others, not with yourself."


class AlreadyFriends(Conflict):
    code = "ALREADY_FRIENDS"
    message = "You are friends already."


class AlreadyAsked(Conflict):
    code = "ALREADY_ASKED"
    message = "You have asked already. They will answer when they see it."


class AskedRecently(Conflict):
    code = "ASKED_RECENTLY"
    message = "They declined not long ago. Please let some days pass before you ask again."


class RequestClosed(Conflict):
    code = "REQUEST_CLOSED"
    message = "That request has been answered, taken back, or has run out."


class RequestsNotWanted(Forbidden):
    code = "REQUESTS_NOT_WANTED"
    message = "They take no requests for friendship from you at the moment."


class AskedManyToday(RateLimited):
    def __init__(self, retry_after: int) -> None:
        sentence = "You have asked many people today. Please go on tomorrow."
        super().__init__(retry_after, sentence, reason="asked_many_today")


class FewSaidYes(RateLimited):
    def __init__(self, retry_after: int) -> None:
        sentence = (
            "Few people said yes to you lately, so you can ask fewer for a while. Please go on"
            " tomorrow."
        )
        super().__init__(retry_after, sentence, reason="few_said_yes")


class HardlyAnybodySaidYes(RateLimited):
    def __init__(self, retry_after: int) -> None:
        sentence = (
            "Hardly anybody said yes to you lately, so you cannot ask for a while. People can"
            " still ask you."
        )
        super().__init__(retry_after, sentence, reason="hardly_anybody_said_yes")


class MessageTooLong(InvalidFields):
    def __init__(self, most: int) -> None:
        super().__init__(
            {"message": Wrong("too_long", f"Please keep it to {most} characters.", most=most)}
        )


class SaidToMany(InvalidFields):
    def __init__(self, most: int) -> None:
        sentence = (
            f"You have said this to {most} people this week. Please say something of its own."
        )
        super().__init__({"message": Wrong("said_to_many", sentence, most=most)})


class UnwelcomeMessage(InvalidFields):
    """What was found is not repeated."""

    def __init__(self) -> None:
        super().__init__({"message": UNWELCOME})
