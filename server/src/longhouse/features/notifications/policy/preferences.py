"""What a member may choose, and how a change of some of it is put into the whole."""

import re
from collections.abc import Mapping

import msgspec

from longhouse.features.notifications.errors import InvalidTime, NoQuietTime
from longhouse.features.notifications.model import (
    Batching,
    Preferences,
    QuietHours,
    Type,
)

_TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")


def changed(
    kept: Preferences,
    types: Mapping[Type, Mapping[str, bool]],
    quiet_hours: Mapping[str, bool | str],
    batching: Batching | None,
) -> Preferences:
    """Only what is named changes; raises when quiet hours would have no sense."""
    chosen = dict(kept.types)
    for kind, channels in types.items():
        chosen[kind] = msgspec.structs.replace(kept.of(kind), **channels)
    quiet = msgspec.structs.replace(kept.quiet_hours, **quiet_hours)
    if quiet_hours:
        check_quiet_hours(quiet)
    return Preferences(
        types=chosen,
        quiet_hours=quiet,
        email_batching=batching or kept.email_batching,
    )


def check_quiet_hours(quiet: QuietHours) -> None:
    for field in ("start", "end"):
        if _TIME.fullmatch(getattr(quiet, field)) is None:
            raise InvalidTime(field)
    if quiet.start == quiet.end:
        raise NoQuietTime
