"""When what was collected goes out."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from longhouse.features.notifications.model import Batching

# What follows within a few minutes comes in the same mail.
_INSTANT = timedelta(minutes=3)
_MORNING = 8
_FIRST_PAUSE = timedelta(minutes=1)
_LONGEST_PAUSE = timedelta(hours=1)
_GIVEN_UP = timedelta(days=1)


def mail_due_at(now: datetime, batching: Batching, zone: ZoneInfo) -> datetime:
    """A few minutes, an hour, or the next morning where the member lives."""
    if batching == "instant":
        return now + _INSTANT
    if batching == "hourly":
        return now + timedelta(hours=1)
    local = now.astimezone(zone)
    morning = local.replace(hour=_MORNING, minute=0, second=0, microsecond=0, fold=0)
    if morning <= local:
        morning = (morning + timedelta(days=1)).replace(fold=0)
    return morning.astimezone(now.tzinfo)


def next_attempt(
    now: datetime, asked_at: datetime, attempts: int, retry_after: float | None
) -> datetime | None:
    """When to try a push again: later each time, not before the service says; None when it has been
    tried for a day."""
    pause = min(_FIRST_PAUSE * 2 ** min(attempts - 1, 10), _LONGEST_PAUSE)
    if retry_after is not None:
        pause = max(pause, timedelta(seconds=min(retry_after, _GIVEN_UP.total_seconds())))
    again = now + pause
    return None if again - asked_at > _GIVEN_UP else again
