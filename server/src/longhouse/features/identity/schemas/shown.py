"""How rows become answers."""

from datetime import datetime
from typing import cast
from uuid import UUID

import msgspec

from longhouse.features.identity.model import AddressOf, Config, InviteRow, MemberRow, SessionRow
from longhouse.features.identity.schemas.answered import (
    AuditEntry,
    CurrentSession,
    Invite,
    Inviter,
    Me,
    Member,
    Session,
    SiteConfig,
)
from longhouse.kernel import audit
from longhouse.kernel.ids import SessionId


def me_of(row: MemberRow, email_pending: str | None) -> Me:
    return Me(
        id=row.id,
        username=row.username,
        email=row.email,
        email_confirmed=row.email_confirmed,
        email_pending=email_pending,
        display_name=row.display_name,
        is_admin=row.is_admin,
        two_factor=row.two_factor,
        created_at=row.created_at,
        approved_at=row.approved_at,
    )


def member_of(row: MemberRow, avatar_address: AddressOf, now: datetime) -> Member:
    known = msgspec.structs.asdict(row)
    shown = {name: known[name] for name in Member.__struct_fields__ if name in known}
    return Member(avatar=avatar_address(row.avatar_id, now), **shown)


def session_of(row: SessionRow, current: SessionId | None) -> Session:
    return Session(
        id=row.id,
        device=row.device,
        address=row.address,
        created_at=row.created_at,
        last_seen_at=row.last_seen_at,
        expires_at=row.expires_at,
        current=row.id == current,
    )


def current_session_of(row: SessionRow) -> CurrentSession:
    return CurrentSession(
        **msgspec.structs.asdict(session_of(row, row.id)),
        reauthenticated_at=row.reauthenticated_at,
    )


def invite_of(row: InviteRow, url: str) -> Invite:
    return Invite(
        id=row.id,
        code=row.code,
        url=url,
        note=row.note,
        max_uses=row.max_uses,
        uses=row.uses,
        created_at=row.created_at,
        expires_at=row.expires_at,
        created_by=Inviter(id=row.created_by, username=row.created_by_username),
    )


def config_of(config: Config) -> SiteConfig:
    return SiteConfig(**msgspec.structs.asdict(config))


def entry_of(entry: audit.Entry) -> AuditEntry:
    details = cast("dict[str, object]", msgspec.json.decode(entry.details))
    above = entry.target_id if entry.target_type == "post" else details.get("post_id")
    comment = entry.target_id if entry.target_type == "comment" else None
    return AuditEntry(
        id=entry.id,
        admin_user_id=entry.actor_id,
        admin_username=entry.actor_name,
        action=entry.action,
        target_type=entry.target_type,
        target_id=entry.target_id,
        target_label=entry.target_label,
        related_post_id=UUID(above) if isinstance(above, str) else None,
        related_comment_id=UUID(comment) if comment else None,
        details=details,
        created_at=entry.created_at,
    )
