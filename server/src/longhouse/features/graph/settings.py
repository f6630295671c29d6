"""Settings of the graph."""

from typing import Annotated, ClassVar

from longhouse.kernel.config import Settings, setting


class GraphSettings(Settings, frozen=True, kw_only=True):
    prefix: ClassVar[str] = "GRAPH"

    requests_per_day: Annotated[
        int, setting("How many people a member may ask for friendship in a day.", ge=1)
    ] = 30
    requests_per_day_when_new: Annotated[
        int, setting("The same for who joined less than a week ago.", ge=1)
    ] = 5
    unwelcome_after: Annotated[
        int,
        setting(
            "From how many people on that did not say yes within a month a member, to whom few"
            " others did, asks fewer; from three times as many, nobody.",
            ge=1,
        ),
    ] = 10
    requests_per_day_when_unwelcome: Annotated[
        int, setting("How many people such a member may ask in a day.", ge=1)
    ] = 2
    same_message_per_week: Annotated[
        int, setting("To how many people a member may say the same when asking, in a week.", ge=1)
    ] = 10
    request_days: Annotated[
        int, setting("After how many days an unanswered request is over.", ge=1, le=365)
    ] = 30
    ask_again_days: Annotated[
        int, setting("How long to wait before asking somebody again who declined.", ge=0, le=365)
    ] = 7
