"""Reading notifications and throwing them away.

The news of a section is no row: reading it, or throwing it away, moves the member's mark there.
"""

from uuid import UUID

import msgspec

from longhouse.features.notifications.events import (
    AllRead,
    NotificationMarked,
    NotificationRemoved,
)
from longhouse.features.notifications.schemas.told import (
    Notification,
)
from longhouse.features.notifications.service.reading import ReadingNotifications
from longhouse.features.notifications.store import rows, sections
from longhouse.features.posts import api as posts
from longhouse.kernel.db import Tx
from longhouse.kernel.principal import Principal


class Marking:
    def __init__(self, reading: ReadingNotifications) -> None:
        self._reading = reading

    async def mark(
        self, tx: Tx, principal: Principal, notification_id: UUID, *, is_read: bool
    ) -> Notification:
        """What is so already stays so. The news of a section cannot become unread again, for a
        mark never goes back."""
        found = await self._reading.get(tx, principal.user_id, notification_id)
        if found.type == "new_post":
            if not is_read:
                return found
            await posts.mark_section_read(tx, principal.user_id, notification_id)
            self._tell_marked(tx, principal, notification_id)
            return msgspec.structs.replace(found, read_at=tx.now)
        if await rows.mark(tx, principal.user_id, notification_id, is_read=is_read):
            self._tell_marked(tx, principal, notification_id)
        return await self._reading.get(tx, principal.user_id, notification_id)

    async def mark_all(self, tx: Tx, principal: Principal) -> None:
        standing = await sections.get_standing(tx, principal.user_id)
        news = sections.news_in(standing)
        for one in news:
            await posts.mark_section_read(tx, principal.user_id, one.id)
        if await rows.mark_all(tx, principal.user_id) or news:
            tx.emit(AllRead(user_id=principal.user_id))

    async def throw_away(self, tx: Tx, principal: Principal, notification_id: UUID) -> None:
        found = await self._reading.get(tx, principal.user_id, notification_id)
        if found.type == "new_post":
            await posts.mark_section_read(tx, principal.user_id, notification_id)
        else:
            await rows.throw_away(tx, principal.user_id, notification_id)
        tx.emit(NotificationRemoved(notification_id=notification_id, user_id=principal.user_id))

    def _tell_marked(self, tx: Tx, principal: Principal, notification_id: UUID) -> None:
        tx.emit(NotificationMarked(notification_id=notification_id, user_id=principal.user_id))
