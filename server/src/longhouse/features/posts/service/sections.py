"""Sections, and finding people to mention."""

from uuid import UUID

from longhouse.features.posts.events import SectionRead, SectionRenamed
from longhouse.features.posts.model import SectionId, SectionSeen
from longhouse.features.posts.policy.naming import check_free, normal_name
from longhouse.features.posts.service.acts import record_renaming
from longhouse.features.posts.store import people
from longhouse.features.posts.store import sections as store
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.errors import NotFound
from longhouse.kernel.ids import UserId
from longhouse.kernel.principal import Admin, Principal


async def mark_read(tx: Tx, user_id: UserId, section_id: UUID) -> None:
    """Nothing in it is new to the member any more, on whichever device they saw it."""
    if await store.mark_read(tx, user_id, section_id):
        tx.emit(SectionRead(section_id=section_id, user_id=user_id))


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
        await mark_read(tx, principal.user_id, section_id)

    async def rename(self, tx: Tx, admin: Admin, section_id: UUID, given: str) -> None:
        """Only a new name is written, recorded and told. The address stays: it is of the type."""
        named = {one.id: one for one in await store.lock_all(tx)}
        section = named.pop(SectionId(section_id), None)
        if section is None:
            raise NotFound
        name = normal_name(given)
        if name == section.name:
            return
        check_free(name, [other.name for other in named.values()])
        await store.rename(tx, section_id, name)
        await record_renaming(tx, admin, section, name)
        tx.emit(SectionRenamed(section_id=section_id))

    async def look_up(self, read: Read, principal: Principal, prefix: str) -> list[people.Named]:
        """Whom one may see and whose name begins so, for who is writing `@`."""
        return await people.look_up(read, principal.user_id, prefix.strip().removeprefix("@"))
