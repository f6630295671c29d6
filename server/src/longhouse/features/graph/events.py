"""What happens between members."""

from longhouse.kernel.events import Event
from longhouse.kernel.ids import UserId


class MemberFollowed(Event, frozen=True, kw_only=True):
    user_id: UserId
    """Who did it."""
    other_id: UserId


class MemberUnfollowed(Event, frozen=True, kw_only=True):
    user_id: UserId
    other_id: UserId


class MemberBlocked(Event, frozen=True, kw_only=True):
    user_id: UserId
    other_id: UserId


class MemberUnblocked(Event, frozen=True, kw_only=True):
    user_id: UserId
    other_id: UserId


class MemberMuted(Event, frozen=True, kw_only=True):
    user_id: UserId
    other_id: UserId


class MemberUnmuted(Event, frozen=True, kw_only=True):
    user_id: UserId
    other_id: UserId
