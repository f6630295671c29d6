"""Settings of posts."""

from typing import Annotated, ClassVar

from longhouse.kernel.config import Settings, setting


class PostsSettings(Settings, frozen=True, kw_only=True):
    prefix: ClassVar[str] = "POSTS"

    posts_per_minute: Annotated[
        int, setting("How many posts a member may publish in a minute.", ge=1)
    ] = 100
    restore_days: Annotated[
        int, setting("How long authors can bring back what they deleted.", ge=0, le=365)
    ] = 7
