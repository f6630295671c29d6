"""What happens between members."""

from uuid import UUID

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


class FriendRequested(Event, frozen=True, kw_only=True):
    request_id: UUID
    user_id: UserId
    """Who asked."""
    other_id: UserId


class FriendRequestClosed(Event, frozen=True, kw_only=True):
    """Accepted, declined, taken back, run out, or ended by a block."""

    request_id: UUID
    user_id: UserId
    """Who had asked."""
    other_id: UserId
    accepted: bool = False


class FriendshipBegan(Event, frozen=True, kw_only=True):
    user_id: UserId
    """Who had asked."""
    other_id: UserId


class FriendshipEnded(Event, frozen=True, kw_only=True):
    """By unfriending or by a block: who keeps something between two friends closes it."""

    user_id: UserId
    """Who ended it."""
    other_id: UserId
