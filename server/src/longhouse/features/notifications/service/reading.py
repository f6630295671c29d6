"""The list of a member, flat or by day, and how much of it is unread."""

from datetime import datetime
from itertools import groupby
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from longhouse.features.media.api import AddressOf
from longhouse.features.notifications.schemas.told import (
    Avatar,
    Day,
    ListMeta,
    Notification,
    news_of,
    notification_of,
)
from longhouse.features.notifications.store import lists, sections
from longhouse.kernel.db import Read
from longhouse.kernel.errors import NotFound
from longhouse.kernel.ids import UserId
from longhouse.kernel.paging import Page, PlaceInTime, cut


class ReadingNotifications:
    def __init__(self, avatar_address: AddressOf) -> None:
        self._address = avatar_address

    async def list_seen(
        self, read: Read, user_id: UserId, page: Page
    ) -> tuple[list[Notification], ListMeta, ZoneInfo]:
        """Rows and the news of sections, what happened last first, and where the member lives."""
        after = page.after(PlaceInTime)
        rows = await lists.list_seen(read, user_id, after, page.limit + 1)
        standing = await sections.get_standing(read, user_id)
        news = [news_of(one, self._avatar(read)) for one in sections.news_in(standing)]
        unread = standing.unread + len(news)
        shown = [notification_of(row, self._avatar(read)) for row in rows]
        shown += [one for one in news if after is None or _place(one) < (after.at, after.id)]
        shown.sort(key=_place, reverse=True)
        found = cut(shown, page, lambda one: PlaceInTime(*_place(one)))
        meta = ListMeta(cursor=found.meta.cursor, has_more=found.meta.has_more, unread_count=unread)
        return list(found.rows), meta, zone_of(standing.timezone)

    async def get(self, read: Read, user_id: UserId, notification_id: UUID) -> Notification:
        found = await self.find(read, user_id, notification_id)
        if found is None:
            raise NotFound
        return found

    async def find(self, read: Read, user_id: UserId, notification_id: UUID) -> Notification | None:
        """By its id, which for the news of a section is that of the section."""
        row = await lists.find(read, user_id, notification_id)
        if row is not None:
            return notification_of(row, self._avatar(read))
        standing = await sections.get_standing(read, user_id)
        news = [one for one in sections.news_in(standing) if one.id == notification_id]
        return news_of(news[0], self._avatar(read)) if news else None

    async def count_unread(self, read: Read, user_id: UserId) -> int:
        return await sections.count_unread(read, user_id)

    def _avatar(self, read: Read) -> Avatar:
        return lambda media_id: self._address(media_id, read.now)


def by_day(notifications: list[Notification], zone: ZoneInfo) -> list[Day]:
    """The days of the member, the latest first."""
    return [
        Day(day, list(of_day))
        for day, of_day in groupby(
            notifications, lambda one: one.updated_at.astimezone(zone).date().isoformat()
        )
    ]


def zone_of(name: str | None) -> ZoneInfo:
    """A zone that is not known any more is as none."""
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def _place(one: Notification) -> tuple[datetime, UUID]:
    return one.updated_at, one.id
