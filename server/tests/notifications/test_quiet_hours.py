"""Quiet hours are those of the clock on the wall, on the days too on which it is moved."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from longhouse.features.notifications.model import QuietHours
from longhouse.features.notifications.policy.batches import mail_due_at, next_attempt
from longhouse.features.notifications.policy.quiet import is_quiet, quiet_until

VIENNA = ZoneInfo("Europe/Vienna")
NIGHT = QuietHours(enabled=True, start="22:00", end="07:00")
MINUTE = timedelta(minutes=1)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("2026-01-10T20:59", None),
        ("2026-01-10T21:00", "2026-01-11T06:00"),
        ("2026-01-11T05:59", "2026-01-11T06:00"),
        ("2026-01-11T06:00", None),
        # In summer the night is an hour earlier for who counts in UTC.
        ("2026-07-10T19:59", None),
        ("2026-07-10T20:00", "2026-07-11T05:00"),
        # The nights in which the clock is moved are an hour shorter and an hour longer.
        ("2026-03-28T21:00", "2026-03-29T05:00"),
        ("2026-10-24T20:00", "2026-10-25T06:00"),
    ],
)
def test_a_night_ends_when_the_clock_says_so(now: str, until: str | None) -> None:
    assert quiet_until(at(now), NIGHT, VIENNA) == (None if until is None else at(until))


def test_an_end_that_no_clock_shows_has_come_with_the_step_over_it() -> None:
    quiet = QuietHours(enabled=True, start="22:00", end="02:30")
    assert quiet_until(at("2026-03-29T00:30"), quiet, VIENNA) == at("2026-03-29T01:00")


def test_by_day_and_switched_off() -> None:
    siesta = QuietHours(enabled=True, start="13:00", end="15:00")
    assert quiet_until(at("2026-01-10T12:30"), siesta, VIENNA) == at("2026-01-10T14:00")
    assert quiet_until(at("2026-01-10T14:00"), siesta, VIENNA) is None
    assert quiet_until(at("2026-01-10T23:00"), QuietHours(), VIENNA) is None


ZONES = ["UTC", "Europe/Vienna", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"]
HOURS = st.builds("{:02}:{:02}".format, st.integers(0, 23), st.sampled_from([0, 1, 15, 30, 59]))


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 360 * 24 * 60),
    HOURS,
    HOURS,
    st.sampled_from(ZONES),
)
def test_the_end_is_the_first_minute_that_is_not_quiet(
    minutes: int, start: str, end: str, name: str
) -> None:
    quiet, zone = QuietHours(enabled=True, start=start, end=end), ZoneInfo(name)
    now = at("2026-01-01T00:00") + minutes * MINUTE
    if start == end:
        return
    if not is_quiet(now, quiet, zone):
        assert quiet_until(now, quiet, zone) is None
        return
    minute = now
    while is_quiet(minute, quiet, zone):
        minute += MINUTE
    assert quiet_until(now, quiet, zone) == minute


def test_mail_of_a_day_comes_in_the_morning_of_where_one_lives() -> None:
    assert mail_due_at(at("2026-01-10T06:59"), "daily", VIENNA) == at("2026-01-10T07:00")
    assert mail_due_at(at("2026-01-10T07:00"), "daily", VIENNA) == at("2026-01-11T07:00")
    assert mail_due_at(at("2026-03-28T12:00"), "daily", VIENNA) == at("2026-03-29T06:00")
    assert mail_due_at(at("2026-01-10T12:00"), "hourly", VIENNA) == at("2026-01-10T13:00")


def test_a_push_is_tried_later_each_time_and_given_up_after_a_day() -> None:
    asked = now = at("2026-01-10T12:00")
    pauses: list[timedelta] = []
    for attempt in range(1, 100):
        again = next_attempt(now, asked, attempt, None)
        if again is None:
            break
        pauses.append(again - now)
        now = again
    assert pauses[:3] == [MINUTE, 2 * MINUTE, 4 * MINUTE]
    assert pauses == sorted(pauses)
    assert timedelta(hours=23) < now - asked <= timedelta(days=1)
    assert next_attempt(asked, asked, 1, 600.0) == asked + timedelta(minutes=10)
    assert next_attempt(asked, asked, 1, 10.0**9) == asked + timedelta(days=1)
