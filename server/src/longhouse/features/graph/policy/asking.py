"""How much somebody may say and how often they may ask."""

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

import msgspec

from longhouse.features.graph.errors import (
    AskedManyToday,
    FewSaidYes,
    HardlyAnybodySaidYes,
    MessageTooLong,
    SaidToMany,
)
from longhouse.features.graph.model import Welcome
from longhouse.features.graph.settings import GraphSettings

LONGEST_MESSAGE = 140
DAY = timedelta(days=1)
WEEK = timedelta(days=7)
MONTH = timedelta(days=30)
ANSWERED_WITHIN = timedelta(days=7)
"""Who has not answered for so long has not said yes."""
_NEW_FOR = timedelta(days=7)
# Of those who ask in earnest, one in four is welcome at the least; of those who are paused, not one
# in ten.
_SELDOM, _HARDLY = 3, 9
_PAUSED_AFTER = 3
# Shorter words are a greeting, which everybody says to everybody.
_LEAST_LETTERS = 12


class Allowance(msgspec.Struct, frozen=True):
    most: int
    """People to ask in a day."""
    refusal: type[AskedManyToday] | type[FewSaidYes] | type[HardlyAnybodySaidYes]


def normal_message(given: str | None) -> str | None:
    message = (given or "").replace("\r\n", "\n").strip()
    if len(message) > LONGEST_MESSAGE:
        raise MessageTooLong(LONGEST_MESSAGE)
    return message or None


def daily_allowance(
    joined_at: datetime, welcome: Welcome, now: datetime, settings: GraphSettings
) -> Allowance:
    """Who has only just come asks fewer people, and so does who asks many that do not want it."""
    most = settings.requests_per_day
    if now - joined_at < _NEW_FOR:
        most = min(settings.requests_per_day_when_new, most)
    after = settings.unwelcome_after
    if _is_in_vain(welcome, _PAUSED_AFTER * after, _HARDLY):
        return Allowance(0, HardlyAnybodySaidYes)
    if _is_in_vain(welcome, after, _SELDOM):
        return Allowance(min(settings.requests_per_day_when_unwelcome, most), FewSaidYes)
    return Allowance(most, AskedManyToday)


def check_allowance(sent: Sequence[datetime], allowance: Allowance, now: datetime) -> None:
    """`sent` holds when the last requests of the day were sent, as many as are allowed at most."""
    if len(sent) >= allowance.most:
        wait = min(sent, default=now) + DAY - now
        raise allowance.refusal(max(1, int(wait.total_seconds())))


def check_not_said_to_many(message: str, before: Iterable[str], most: int) -> None:
    """The same words are the same with other signs and numbers between them."""
    letters = _letters(message)
    if len(letters) < _LEAST_LETTERS:
        return
    if sum(_letters(one) == letters for one in before) >= most:
        raise SaidToMany(most)


def _is_in_vain(welcome: Welcome, least: int, times: int) -> bool:
    return welcome.in_vain >= least and welcome.in_vain > times * welcome.accepted


def _letters(message: str) -> str:
    folded = unicodedata.normalize("NFKD", message).casefold()
    return "".join(c for c in folded if c.isalpha())
