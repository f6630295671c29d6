"""How long things are good for."""

from datetime import datetime, timedelta

from longhouse.features.identity.settings import IdentitySettings


class Lifetimes:
    def __init__(self, settings: IdentitySettings) -> None:
        self._session = timedelta(days=settings.session_days)
        self._idle = timedelta(days=settings.idle_days)
        self._access = timedelta(minutes=settings.access_minutes)
        self._reset = timedelta(minutes=settings.reset_minutes)
        self._admin_reset = timedelta(hours=settings.admin_reset_hours)
        self._email = timedelta(hours=settings.email_hours)
        self._first_admin = timedelta(hours=settings.first_admin_hours)
        self._restore = timedelta(days=settings.restore_days)

    @property
    def session_seconds(self) -> int:
        return int(self._session.total_seconds())

    @property
    def access_seconds(self) -> int:
        return int(self._access.total_seconds())

    def session_until(self, now: datetime) -> datetime:
        """Counted from the sign-in; no use of the session moves it."""
        return now + self._session

    def access_until(self, now: datetime, session_until: datetime) -> datetime:
        return min(now + self._access, session_until)

    def idle_since(self, now: datetime) -> datetime:
        """A session that was last seen before this has ended."""
        return now - self._idle

    def reset_until(self, now: datetime, *, by_admin: bool) -> datetime:
        return now + (self._admin_reset if by_admin else self._reset)

    def email_until(self, now: datetime) -> datetime:
        return now + self._email

    def first_admin_until(self, now: datetime) -> datetime:
        return now + self._first_admin

    def restorable_since(self, now: datetime) -> datetime:
        """An account that was deleted before this is gone for good."""
        return now - self._restore
