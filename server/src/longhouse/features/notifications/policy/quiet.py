"""Quiet hours, by the clock on the wall of where a member lives."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from longhouse.features.notifications.model import QuietHours

_MINUTE = timedelta(minutes=1)
# No clock is moved by more at once.
_LARGEST_STEP = timedelta(hours=3)


def is_quiet(now: datetime, quiet: QuietHours, zone: ZoneInfo) -> bool:
    if not quiet.enabled:
        return False
    at = now.astimezone(zone).time()
    start, end = time.fromisoformat(quiet.start), time.fromisoformat(quiet.end)
    return start <= at < end if start < end else at >= start or at < end


def quiet_until(now: datetime, quiet: QuietHours, zone: ZoneInfo) -> datetime | None:
    """The first moment after `now` that is not quiet; None when it is not quiet at all."""
    if not is_quiet(now, quiet, zone):
        return None
    return next(at for at in _ends(now, quiet, zone) if not is_quiet(at, quiet, zone))


def _ends(now: datetime, quiet: QuietHours, zone: ZoneInfo) -> Iterator[datetime]:
    """Moments at which the wall may first show the end, in order. Where the clock is put forward
    over the end, nobody sees it: it is over with the first minute after the step."""
    today = now.astimezone(zone).date()
    end = time.fromisoformat(quiet.end)
    seen = {
        datetime.combine(today + timedelta(days=day), end.replace(fold=fold), zone).astimezone(UTC)
        for day in (0, 1, 2)
        for fold in (0, 1)
    }
    for at in sorted(seen):
        if at > now:
            back = max(now.astimezone(UTC) + _MINUTE, at - _LARGEST_STEP).replace(
                second=0, microsecond=0
            )
            while back < at:
                if back > now and not is_quiet(back, quiet, zone):
                    yield back
                back += _MINUTE
            yield at
