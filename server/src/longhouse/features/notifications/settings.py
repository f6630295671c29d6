"""What the keeper of a house may set about notifications."""

from typing import Annotated, ClassVar

from longhouse.kernel.config import Settings, setting


class NotificationsSettings(Settings, frozen=True, kw_only=True):
    prefix: ClassVar[str] = "NOTIFICATIONS"

    keep_days: Annotated[
        int | None,
        setting(
            "Days after which a notification is forgotten. Default: when what it tells of is.",
            ge=7,
            le=3650,
        ),
    ] = None
    push_contact: Annotated[
        str | None,
        setting("Where push services reach you, as mailto: or https:. Default: the mail sender."),
    ] = None
    push_seconds: Annotated[
        float, setting("How long a push service may take to answer.", gt=0, le=60)
    ] = 10.0
    push_at_once: Annotated[
        int, setting("Pushes that one process sends at a time.", ge=1, le=200)
    ] = 16
