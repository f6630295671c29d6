"""How much somebody may say and how often they may ask."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from longhouse.features.graph.errors import MessageTooLong
from longhouse.features.graph.settings import GraphSettings
from longhouse.kernel.errors import RateLimited

LONGEST_MESSAGE = 140
_NEW_FOR = timedelta(days=7)
_DAY = timedelta(days=1)


def normal_message(given: str | None) -> str | None:
    message = (given or "").replace("\r\n", "\n").strip()
    if len(message) > LONGEST_MESSAGE:
        raise MessageTooLong(LONGEST_MESSAGE)
    return message or None


def daily_allowance(joined_at: datetime, now: datetime, settings: GraphSettings) -> int:
    """Who has only just come asks fewer people."""
    if now - joined_at < _NEW_FOR:
        return min(settings.requests_per_day_when_new, settings.requests_per_day)
    return settings.requests_per_day


def check_allowance(sent: Sequence[datetime], most: int, now: datetime) -> None:
    """`sent` holds when the last requests of the day were sent, at most `most` of them."""
    if len(sent) >= most:
        wait = min(sent) + _DAY - now
        raise RateLimited(
            max(1, int(wait.total_seconds())),
            "You have asked many people today. Please go on tomorrow.",
            reason="asked_many_today",
        )
