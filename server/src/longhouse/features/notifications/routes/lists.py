"""What a member is told of: reading it, marking it, throwing it away."""

from typing import Annotated, Any, Literal
from uuid import UUID

from litestar import delete, get, patch, post
from litestar.params import QueryParameter

from longhouse.features.notifications.schemas.told import (
    GroupedPage,
    NotificationPage,
    OneNotification,
    ReadWish,
    UnreadCount,
)
from longhouse.features.notifications.service.marking import Marking
from longhouse.features.notifications.service.reading import ReadingNotifications, by_day
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.http import Empty
from longhouse.kernel.paging import LONGEST, Page
from longhouse.kernel.principal import Principal

Limit = Annotated[int, QueryParameter(ge=1, le=LONGEST, description="How many.")]


@get("/notifications")
async def list_notifications(
    read: Read,
    principal: Principal,
    reading_notifications: ReadingNotifications,
    view: Literal["flat", "grouped"] = "flat",
    limit: Limit = 50,
    cursor: str | None = None,
) -> NotificationPage | GroupedPage:
    """What happened last first; grouped, by the days of where the member lives."""
    page = Page(limit=limit, cursor=cursor)
    found, meta, zone = await reading_notifications.list_seen(read, principal.user_id, page)
    if view == "grouped":
        return GroupedPage(by_day(found, zone), meta)
    return NotificationPage(found, meta)


@get("/notifications/count")
async def count_notifications(
    read: Read, principal: Principal, reading_notifications: ReadingNotifications
) -> UnreadCount:
    return UnreadCount(await reading_notifications.count_unread(read, principal.user_id))


@patch("/notifications/{notification_id:uuid}")
async def mark_notification(
    notification_id: UUID, data: ReadWish, tx: Tx, principal: Principal, marking: Marking
) -> OneNotification:
    """The news of a section has the id of the section."""
    return OneNotification(await marking.mark(tx, principal, notification_id, is_read=data.read))


@post("/notifications/read-all", status_code=200)
async def read_all_notifications(
    tx: Tx,
    principal: Principal,
    marking: Marking,
    reading_notifications: ReadingNotifications,
) -> UnreadCount:
    await marking.mark_all(tx, principal)
    return UnreadCount(await reading_notifications.count_unread(tx, principal.user_id))


@delete("/notifications/{notification_id:uuid}", status_code=200)
async def throw_notification_away(
    notification_id: UUID, tx: Tx, principal: Principal, marking: Marking
) -> Empty:
    await marking.throw_away(tx, principal, notification_id)
    return Empty()


ROUTES: list[Any] = [
    list_notifications,
    count_notifications,
    mark_notification,
    read_all_notifications,
    throw_notification_away,
]
