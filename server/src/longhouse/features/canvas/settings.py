"""Settings of canvases."""

from typing import Annotated, ClassVar

from longhouse.kernel.config import Settings, setting


class CanvasSettings(Settings, frozen=True, kw_only=True):
    prefix: ClassVar[str] = "CANVAS"

    messages_per_minute: Annotated[
        int, setting("How many words a member may drop on canvases in a minute.", ge=1)
    ] = 100
    message_bytes: Annotated[
        int, setting("How large one message on a canvas may be.", ge=256, le=65_536)
    ] = 4096
    canvases_per_member: Annotated[
        int, setting("How many canvases a member may have.", ge=1, le=1000)
    ] = 20
