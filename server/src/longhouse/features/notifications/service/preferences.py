"""Choosing what one hears of, in which sections, and ending mail by the link in it."""

from collections.abc import Mapping
from uuid import UUID

from longhouse.features.notifications.errors import NotOurToken
from longhouse.features.notifications.events import PreferencesChosen, SectionJoined, SectionLeft
from longhouse.features.notifications.model import TYPES, Batching, Preferences, Type
from longhouse.features.notifications.policy.preferences import changed
from longhouse.features.notifications.store import preferences as store
from longhouse.features.notifications.store import sections
from longhouse.features.posts import api as posts
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.errors import NotFound
from longhouse.kernel.ids import UserId
from longhouse.kernel.principal import Principal
from longhouse.kernel.secrets import Secrets

_PURPOSE = "notifications.unsubscribe"
_ID_BYTES = 16


class Choosing:
    async def get(self, read: Read, principal: Principal) -> Preferences:
        return await store.get(read, principal.user_id)

    async def choose(
        self,
        tx: Tx,
        user_id: UserId,
        *,
        types: Mapping[Type, Mapping[str, bool]],
        quiet_hours: Mapping[str, bool | str],
        batching: Batching | None,
    ) -> Preferences:
        kept = await store.lock(tx, user_id)
        wished = changed(kept, types, quiet_hours, batching)
        if wished != kept:
            await store.keep(tx, user_id, wished)
            tx.emit(PreferencesChosen(user_id=user_id))
        return wished

    async def list_sections(self, read: Read, principal: Principal) -> list[sections.SectionHeard]:
        return await sections.list_heard(read, principal.user_id)

    async def join(self, tx: Tx, principal: Principal, section_id: UUID) -> None:
        await self._check_section(tx, section_id)
        if await sections.join(tx, principal.user_id, section_id):
            tx.emit(SectionJoined(user_id=principal.user_id, section_id=section_id))

    async def leave(self, tx: Tx, principal: Principal, section_id: UUID) -> None:
        await self._check_section(tx, section_id)
        if await sections.leave(tx, principal.user_id, section_id):
            tx.emit(SectionLeft(user_id=principal.user_id, section_id=section_id))

    async def _check_section(self, read: Read, section_id: UUID) -> None:
        if section_id not in {section.id for section in await posts.list_sections(read)}:
            raise NotFound


class Unsubscribing:
    """A token says whose mail of which type ends, and can do nothing else; so it may stand in an
    address, be kept by mail servers, and be used again."""

    def __init__(self, secrets: Secrets, choosing: Choosing) -> None:
        self._secrets = secrets
        self._choosing = choosing

    def token(self, user_id: UserId, kind: Type) -> str:
        return self._secrets.sign(_PURPOSE, user_id.bytes + kind.encode())

    async def unsubscribe(self, tx: Tx, token: str) -> Type:
        user_id, kind = self._read(token)
        await self._choosing.choose(
            tx, user_id, types={kind: {"email": False}}, quiet_hours={}, batching=None
        )
        return kind

    def _read(self, token: str) -> tuple[UserId, Type]:
        payload = self._secrets.verify(_PURPOSE, token)
        if payload is None or len(payload) <= _ID_BYTES:
            raise NotOurToken
        name = payload[_ID_BYTES:].decode()
        for kind in TYPES:
            if kind == name:
                return UserId(UUID(bytes=payload[:_ID_BYTES])), kind
        raise NotOurToken
