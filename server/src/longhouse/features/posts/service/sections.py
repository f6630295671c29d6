"""Sections, and finding people to mention."""

from uuid import UUID

from longhouse.features.posts.model import SectionSeen
from longhouse.features.posts.store import people
from longhouse.features.posts.store import sections as store
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.errors import NotFound
from longhouse.kernel.principal import Principal


class Sections:
    async def list_seen(self, read: Read, principal: Principal) -> list[SectionSeen]:
        return await store.list_seen(read, principal.user_id)

    async def get(self, read: Read, principal: Principal, section_id: UUID) -> SectionSeen:
        found = await store.find_seen(read, principal.user_id, section_id)
        if found is None:
            raise NotFound
        return found

    async def mark_read(self, tx: Tx, principal: Principal, section_id: UUID) -> None:
        if await store.find(tx, section_id) is None:
            raise NotFound
        await store.mark_read(tx, principal.user_id, section_id)

    async def look_up(self, read: Read, principal: Principal, prefix: str) -> list[people.Named]:
        """Whom one may see and whose name begins so, for who is writing `@`."""
        return await people.look_up(read, principal.user_id, prefix.strip().removeprefix("@"))
