"""What happens to profiles."""

from longhouse.kernel.events import Event
from longhouse.kernel.ids import UserId


class ProfileChanged(Event, frozen=True, kw_only=True):
    user_id: UserId


class PreferencesChanged(Event, frozen=True, kw_only=True):
    user_id: UserId
