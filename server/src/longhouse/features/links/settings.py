"""What the keeper of a house may set about looking at other people's pages."""

from typing import Annotated, ClassVar

from longhouse.kernel.config import Settings, setting


class LinksSettings(Settings, frozen=True, kw_only=True):
    prefix: ClassVar[str] = "LINKS"

    fetch_seconds: Annotated[
        float, setting("How long a page may take until its link stays plain.", gt=0, le=30)
    ] = 5.0
    page_bytes: Annotated[
        int, setting("Most bytes of a page that are read, unpacked.", ge=10_000, le=10_000_000)
    ] = 2_000_000
    picture_bytes: Annotated[
        int, setting("Largest picture of a preview.", ge=10_000, le=50_000_000)
    ] = 5_000_000
    at_once: Annotated[
        int, setting("Pages and pictures that one process fetches at a time.", ge=1, le=500)
    ] = 16
    cache_hours: Annotated[
        int, setting("How long what a page said is believed.", ge=1, le=24 * 30)
    ] = 24
    failure_minutes: Annotated[
        int, setting("How long a page that could not be read is left alone.", ge=1, le=24 * 60)
    ] = 10
    picture_days: Annotated[
        int, setting("Days after which the copy of a picture is made anew.", ge=1, le=365)
    ] = 30
    previews_per_minute: Annotated[
        int, setting("Previews a minute that a member may ask for.", ge=1, le=10_000)
    ] = 30
    looks_per_minute: Annotated[
        int,
        setting(
            "Links a minute that are looked at for what one member publishes; more of them stay plain.",
            ge=1,
            le=10_000,
        ),
    ] = 60
    looks_per_host_per_minute: Annotated[
        int, setting("Fetches a minute that go to any one host.", ge=1, le=100_000)
    ] = 60
