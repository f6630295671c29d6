"""Refusals of notifications."""

from longhouse.kernel.errors import Conflict, InvalidFields, Wrong


class InvalidTime(InvalidFields):
    def __init__(self, field: str) -> None:
        super().__init__(
            {f"quiet_hours.{field}": Wrong("not_a_time", "A time is written like 22:00.")}
        )


class NoQuietTime(InvalidFields):
    def __init__(self) -> None:
        super().__init__(
            {
                "quiet_hours.end": Wrong(
                    "no_quiet_time", "Quiet hours end at another time than they begin."
                )
            }
        )


class NotAnEndpoint(InvalidFields):
    def __init__(self) -> None:
        super().__init__(
            {
                "endpoint": Wrong(
                    "not_a_push_service", "A push service is reached by an https address."
                )
            }
        )


class NotAPushKey(InvalidFields):
    def __init__(self, field: str) -> None:
        super().__init__(
            {
                f"keys.{field}": Wrong(
                    "not_a_push_key", "This is not what a browser makes for a subscription."
                )
            }
        )


class NoBrowser(Conflict):
    code = "NO_PUSH_SUBSCRIPTION"
    message = "None of your browsers takes pushes yet. Turn them on there first."


class NotOurToken(InvalidFields):
    def __init__(self) -> None:
        super().__init__(
            {
                "token": Wrong(
                    "broken_link", "This link is not whole. Please use the one in the mail."
                )
            }
        )
