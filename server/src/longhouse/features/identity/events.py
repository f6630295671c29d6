"""What happens to accounts, sessions and the site."""

from typing import Literal
from uuid import UUID

from longhouse.kernel.events import Event
from longhouse.kernel.ids import SessionId, UserId


class MemberRegistered(Event, frozen=True, kw_only=True):
    user_id: UserId
    status: Literal["pending", "active"]


class MemberApproved(Event, frozen=True, kw_only=True):
    user_id: UserId


class MemberRejected(Event, frozen=True, kw_only=True):
    """A registration was turned down; nothing of the account is left."""

    user_id: UserId


class MemberDeleted(Event, frozen=True, kw_only=True):
    """An account is hidden and signed out; it may come back for a while."""

    user_id: UserId


class MemberRestored(Event, frozen=True, kw_only=True):
    user_id: UserId


class MemberErased(Event, frozen=True, kw_only=True):
    """A deleted account can no longer come back: whoever keeps something personal removes it."""

    user_id: UserId


class MemberChanged(Event, frozen=True, kw_only=True):
    """The e-mail address or the second factor of an account is another one."""

    user_id: UserId


class AdminGranted(Event, frozen=True, kw_only=True):
    user_id: UserId


class AdminRevoked(Event, frozen=True, kw_only=True):
    user_id: UserId


class SessionStarted(Event, frozen=True, kw_only=True):
    user_id: UserId
    session_id: SessionId


class SessionEnded(Event, frozen=True, kw_only=True):
    user_id: UserId
    session_id: SessionId
    reason: str


class ConfigChanged(Event, frozen=True, kw_only=True):
    keys: tuple[str, ...]


class InviteCreated(Event, frozen=True, kw_only=True):
    invite_id: UUID


class InviteRevoked(Event, frozen=True, kw_only=True):
    invite_id: UUID


class ActRecorded(Event, frozen=True, kw_only=True):
    """The audit log has a new entry."""

    entry_id: UUID
