"""Refusals of notifications."""

from longhouse.kernel.errors import Conflict, InvalidFields


class InvalidTime(InvalidFields):
    def __init__(self, field: str) -> None:
        super().__init__({f"quiet_hours.{field}": "A time is written like 22:00."})


class NoQuietTime(InvalidFields):
    def __init__(self) -> None:
        super().__init__({"quiet_hours.end": "Quiet hours end at another time than they begin."})


class NotAnEndpoint(InvalidFields):
    def __init__(self) -> None:
        super().__init__({"endpoint": "A push service is reached by an https address."})


class NotAPushKey(InvalidFields):
    def __init__(self, field: str) -> None:
        super().__init__({f"keys.{field}": "This is not what a browser makes for a subscription."})


class NoBrowser(Conflict):
    code = "NO_PUSH_SUBSCRIPTION"
    message = "None of your browsers takes pushes yet. Turn them on there first."


class NotOurToken(InvalidFields):
    def __init__(self) -> None:
        super().__init__({"token": "This link is not whole. Please use the one in the mail."})
