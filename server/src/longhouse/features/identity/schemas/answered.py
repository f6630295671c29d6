"""Bodies of answers, and what is told live."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec

from longhouse.features.identity.model import LinkKind, SignupMode, Status
from longhouse.kernel.ids import SessionId, UserId
from longhouse.kernel.paging import Meta


class Registered(msgspec.Struct, kw_only=True):
    id: UserId
    username: str
    email: str | None
    message: str
    status: Literal["pending", "active"]


class LoggedIn(msgspec.Struct, kw_only=True):
    id: UserId
    username: str
    email: str | None
    is_admin: bool
    message: str


class TokenPair(msgspec.Struct, kw_only=True):
    access_token: str
    token_type: Literal["Bearer"]
    expires_in: int
    refresh_token: str


class Me(msgspec.Struct, kw_only=True):
    id: UserId
    username: str
    email: str | None
    email_confirmed: bool
    """Whether they followed a link that was sent there."""
    email_pending: str | None
    """The address that replaces it once it is confirmed."""
    display_name: str | None
    is_admin: bool
    two_factor: bool
    created_at: datetime
    approved_at: datetime | None


class Member(msgspec.Struct, kw_only=True):
    """An account as admins see it."""

    id: UserId
    username: str
    display_name: str | None
    avatar: str | None
    """The address of a small picture, good for an hour at most."""
    email: str | None
    status: Status
    is_admin: bool
    two_factor: bool
    created_at: datetime
    approved_at: datetime | None
    deleted_at: datetime | None
    last_seen_at: datetime | None


class Session(msgspec.Struct, kw_only=True):
    id: SessionId
    device: str
    address: str | None
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime
    current: bool


class CurrentSession(Session, kw_only=True):
    reauthenticated_at: datetime


class SecondFactor(msgspec.Struct, kw_only=True):
    enabled: bool
    recovery_codes_left: int


class SecondFactorSetUp(msgspec.Struct, kw_only=True):
    secret: str
    uri: str
    qr_svg: str


class InspectedLink(msgspec.Struct, kw_only=True):
    kind: LinkKind
    username: str | None
    email: str | None
    """Which address it confirms, as much of it as its owner needs to know it."""
    expires_at: datetime


class IssuedLink(msgspec.Struct, kw_only=True):
    url: str
    expires_at: datetime


class Inviter(msgspec.Struct, kw_only=True):
    id: UserId
    username: str


class Invite(msgspec.Struct, kw_only=True):
    id: UUID
    code: str
    url: str
    note: str | None
    max_uses: int
    uses: int
    created_at: datetime
    expires_at: datetime
    created_by: Inviter


class Site(msgspec.Struct, kw_only=True):
    """What anybody may know of the house before signing in."""

    name: str
    description: str
    signup_mode: SignupMode
    needs_first_admin: bool
    mail_enabled: bool


class SiteConfig(msgspec.Struct, kw_only=True):
    site_name: str
    site_description: str
    signup_mode: SignupMode
    link_metadata_enabled: bool


class AuditEntry(msgspec.Struct, kw_only=True):
    id: UUID
    admin_user_id: UUID | None
    admin_username: str | None
    action: str
    target_type: str | None
    target_id: str | None
    target_label: str | None
    related_post_id: UUID | None
    related_comment_id: UUID | None
    details: dict[str, object]
    created_at: datetime


# Under their nouns


class UserAndSession(msgspec.Struct):
    """Both, or neither where nobody is signed in."""

    user: Me | None
    session: CurrentSession | None


class OneMe(msgspec.Struct):
    user: Me


class OneMember(msgspec.Struct):
    user: Member


class MemberMeta(Meta):
    pending_count: int


class MemberPage(msgspec.Struct):
    users: Sequence[Member]
    meta: MemberMeta


class SessionPage(msgspec.Struct):
    sessions: Sequence[Session]
    meta: Meta


class OneSecondFactor(msgspec.Struct):
    second_factor: SecondFactor


class OneSecondFactorSetUp(msgspec.Struct):
    second_factor: SecondFactorSetUp


class RecoveryCodes(msgspec.Struct):
    recovery_codes: Sequence[str]


class OneInspectedLink(msgspec.Struct):
    link: InspectedLink


class OneIssuedLink(msgspec.Struct):
    link: IssuedLink


class OneInvite(msgspec.Struct):
    invite: Invite


class InvitePage(msgspec.Struct):
    invites: Sequence[Invite]
    meta: Meta


class OneSite(msgspec.Struct):
    site: Site


class OneConfig(msgspec.Struct):
    config: SiteConfig


class AuditPage(msgspec.Struct):
    logs: Sequence[AuditEntry]
    meta: Meta


# Told live


class SessionTold(msgspec.Struct):
    session: Session


class SessionEndTold(msgspec.Struct):
    session_id: SessionId


class MemberGoneTold(msgspec.Struct):
    user_id: UserId


class AuditTold(msgspec.Struct):
    log: AuditEntry
