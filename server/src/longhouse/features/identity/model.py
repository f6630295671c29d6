"""What identity keeps, as the rest of the feature reads it."""

from collections.abc import Callable
from datetime import datetime
from typing import Literal, NewType
from uuid import UUID

import msgspec

from longhouse.kernel.ids import SessionId, UserId
from longhouse.kernel.languages import Language

InviteId = NewType("InviteId", UUID)
LinkId = NewType("LinkId", UUID)

Status = Literal["pending", "active", "deleted"]
SignupMode = Literal["approval", "invite", "open"]
LinkKind = Literal["first_admin", "reset", "email"]
SessionKind = Literal["cookie", "bearer"]


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """What one may know about a member who is here; what `api.get_many` gives."""

    id: UserId
    username: str
    is_admin: bool
    created_at: datetime


class Credentials(msgspec.Struct, frozen=True, kw_only=True):
    """An account as the sign-in sees it. Never leaves the feature."""

    id: UserId
    username: str
    email: str | None
    email_confirmed: bool
    password_hash: str
    is_admin: bool
    status: Status
    two_factor: bool


class MemberRow(msgspec.Struct, frozen=True, kw_only=True):
    """An account with all that an admin, or its owner, may see of it."""

    id: UserId
    username: str
    display_name: str | None
    avatar_id: UUID | None
    email: str | None
    email_confirmed: bool
    language: str | None
    """As they have chosen, else as their browser wished; None when neither was ever said."""
    status: Status
    is_admin: bool
    two_factor: bool
    created_at: datetime
    approved_at: datetime | None
    deleted_at: datetime | None
    last_seen_at: datetime | None


class Visit(msgspec.Struct, frozen=True, kw_only=True):
    """Where a call comes from."""

    address: str | None
    place: str
    """What is counted as one visitor; empty when nobody knows where it comes from."""
    device: str
    device_token: str | None = None
    session_token: str | None = None
    language: Language | None = None


class SessionRow(msgspec.Struct, frozen=True, kw_only=True):
    id: SessionId
    account_id: UserId
    device: str
    address: str | None
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime
    reauthenticated_at: datetime


class Identified(msgspec.Struct, frozen=True, kw_only=True):
    """The account and session that a token stands for."""

    account_id: UserId
    username: str
    is_admin: bool
    session_id: SessionId
    reauthenticated_at: datetime
    last_seen_at: datetime
    ends_at: datetime


class SecondFactor(msgspec.Struct, frozen=True, kw_only=True):
    account_id: UserId
    secret_sealed: bytes
    confirmed_at: datetime | None
    recovery_salt: bytes


class Link(msgspec.Struct, frozen=True, kw_only=True):
    id: LinkId
    kind: LinkKind
    account_id: UserId | None
    username: str | None
    email: str | None
    expires_at: datetime


class InviteRow(msgspec.Struct, frozen=True, kw_only=True):
    id: InviteId
    code: str
    note: str | None
    max_uses: int
    uses: int
    created_at: datetime
    expires_at: datetime
    created_by: UserId
    created_by_username: str


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """The configuration of the site, as admins change it while the house runs."""

    site_name: str
    site_description: str = ""
    signup_mode: SignupMode = "approval"
    link_metadata_enabled: bool = True


AddressOf = Callable[[UUID | None, datetime], str | None]
"""Makes the address of a small picture; filled by who keeps files."""


def no_address(_media_id: UUID | None, _now: datetime) -> str | None:
    """The answer of a house that keeps no files."""
    return None
