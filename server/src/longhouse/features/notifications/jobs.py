"""What notifications do by the clock."""

from longhouse.features.notifications.service.mailing import Mailing
from longhouse.features.notifications.service.pushing import Pushing
from longhouse.features.notifications.service.sending import Sending
from longhouse.features.notifications.settings import NotificationsSettings
from longhouse.features.notifications.store import forgetting, subscriptions
from longhouse.kernel.db import Tx
from longhouse.kernel.jobs import Schedule

_AT_ONCE = 10_000


def schedules(
    pushing: Pushing, mailing: Mailing, sending: Sending, settings: NotificationsSettings
) -> list[Schedule]:
    async def push_news(tx: Tx) -> None:
        await pushing.push_news(tx, sending)

    async def mail_news(tx: Tx) -> None:
        await mailing.mail_news(tx, sending)

    async def remove_old(tx: Tx) -> None:
        if settings.keep_days is not None:
            await forgetting.remove_old(tx, settings.keep_days, _AT_ONCE)
        await subscriptions.remove_of_ended(tx)

    return [
        Schedule("notifications.send_due_pushes", "* * * * *", pushing.send_due),
        Schedule("notifications.send_due_mails", "* * * * *", mailing.send_due),
        Schedule("notifications.push_news", "*/5 * * * *", push_news),
        Schedule("notifications.mail_news", "*/5 * * * *", mail_news),
        Schedule("notifications.remove_old", "29 4 * * *", remove_old),
    ]
