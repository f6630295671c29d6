"""What is told live: to members about their own account, to admins about everybody's."""

from collections.abc import Sequence
from uuid import UUID

from longhouse.features.identity import events
from longhouse.features.identity.model import AddressOf, MemberRow
from longhouse.features.identity.schemas.answered import (
    AuditTold,
    MemberGoneTold,
    OneConfig,
    OneMe,
    OneMember,
    SessionEndTold,
    SessionTold,
)
from longhouse.features.identity.schemas.shown import (
    config_of,
    entry_of,
    me_of,
    member_of,
    session_of,
)
from longhouse.features.identity.service.emails import Emails
from longhouse.features.identity.service.sessions import ADMINS_TOPIC, user_topic
from longhouse.features.identity.service.site import Site
from longhouse.features.identity.store import accounts, members, sessions
from longhouse.features.profiles.events import ProfileChanged
from longhouse.kernel import audit
from longhouse.kernel.db import Read
from longhouse.kernel.principal import Principal
from longhouse.kernel.push import AnyPush, Push, Telling, TopicKind

_ADMINS_ID = ADMINS_TOPIC.partition(":")[2]

AboutMember = (
    events.MemberApproved
    | events.MemberDeleted
    | events.MemberRestored
    | events.MemberChanged
    | events.AdminGranted
    | events.AdminRevoked
    | ProfileChanged
)


async def may_listen_to_user(_read: Read, principal: Principal, topic_id: str) -> bool:
    return str(principal.user_id) == topic_id


async def may_listen_to_site(read: Read, principal: Principal, topic_id: str) -> bool:
    """Asked of the database: a socket may be older than the right of who opened it."""
    if topic_id != _ADMINS_ID:
        return False
    found = await accounts.get_many(read, [principal.user_id])
    return any(account.is_admin for account in found)


TOPICS = [
    TopicKind("user", may_listen_to_user),
    TopicKind("site", may_listen_to_site),
]


def pushes(site: Site, emails: Emails, avatar_address: AddressOf) -> list[AnyPush]:
    views = _Views(site, emails, avatar_address)
    return [
        Push(events.MemberRegistered, views.member_registered),
        Push(events.MemberApproved, views.member_changed),
        Push(events.MemberRejected, _member_removed),
        Push(events.MemberDeleted, views.member_changed),
        Push(events.MemberRestored, views.member_changed),
        Push(events.MemberErased, _member_removed),
        Push(events.MemberChanged, views.member_changed),
        Push(events.AdminGranted, views.member_changed),
        Push(events.AdminRevoked, views.member_changed),
        Push(ProfileChanged, views.member_changed),
        Push(events.SessionStarted, _session_started),
        Push(events.SessionEnded, _session_ended),
        Push(events.ConfigChanged, views.config_changed),
        Push(events.ActRecorded, _act_recorded),
    ]


class _Views:
    """How members and the house look to admins, and members to themselves."""

    def __init__(self, site: Site, emails: Emails, avatar_address: AddressOf) -> None:
        self._site = site
        self._emails = emails
        self._address = avatar_address

    async def member_registered(
        self, read: Read, event: events.MemberRegistered
    ) -> Sequence[Telling]:
        row = await members.find(read, event.user_id)
        if row is None:
            return []
        return [Telling(ADMINS_TOPIC, "member_registered", self._told(read, row))]

    async def member_changed(self, read: Read, event: AboutMember) -> Sequence[Telling]:
        row = await members.find(read, event.user_id)
        if row is None:
            return []
        pending = await self._emails.find_pending(read, row.id)
        return [
            Telling(ADMINS_TOPIC, "member_changed", self._told(read, row)),
            Telling(user_topic(row.id), "user_updated", OneMe(me_of(row, pending))),
        ]

    async def config_changed(self, read: Read, _event: events.ConfigChanged) -> Sequence[Telling]:
        config = config_of(await self._site.get_config(read))
        return [Telling(ADMINS_TOPIC, "config_changed", OneConfig(config))]

    def _told(self, read: Read, row: MemberRow) -> OneMember:
        return OneMember(member_of(row, self._address, read.now))


async def _member_removed(
    _read: Read, event: events.MemberRejected | events.MemberErased
) -> Sequence[Telling]:
    return [Telling(ADMINS_TOPIC, "member_removed", MemberGoneTold(event.user_id))]


async def _session_started(read: Read, event: events.SessionStarted) -> Sequence[Telling]:
    row = await sessions.find(read, event.session_id, event.user_id)
    if row is None:
        return []
    told = SessionTold(session_of(row, None))
    return [Telling(user_topic(event.user_id), "session_started", told)]


async def _session_ended(_read: Read, event: events.SessionEnded) -> Sequence[Telling]:
    told = SessionEndTold(event.session_id)
    return [Telling(user_topic(event.user_id), "session_ended", told)]


async def _act_recorded(read: Read, event: events.ActRecorded) -> Sequence[Telling]:
    entry = await audit.find(read, UUID(str(event.entry_id)))
    if entry is None:
        return []
    return [Telling(ADMINS_TOPIC, "audit_recorded", AuditTold(entry_of(entry)))]
