"""Writing mail of what a member has not read, one for each type, so that each ends by itself."""

from datetime import timedelta

from longhouse.features.identity import api as identity
from longhouse.features.notifications.model import Type
from longhouse.features.notifications.policy.wording import path_to, sentence
from longhouse.features.notifications.schemas.told import (
    Notification,
    news_of,
    notification_of,
)
from longhouse.features.notifications.service.preferences import Unsubscribing
from longhouse.features.notifications.service.sending import Sending
from longhouse.features.notifications.store import lists, news, outgoing, preferences, rows
from longhouse.kernel.db import Tx
from longhouse.kernel.house import House
from longhouse.kernel.mail import Mail

_AT_ONCE = 100
# News is looked for every few minutes, so that what a mail is about is a little older than its wish.
_REACH_BACK = timedelta(minutes=10)
_MOST_TOLD = 20
_LONGEST_SUBJECT = 100
_ABOUT: dict[Type, str] = {
    "new_post": "new posts",
    "new_comment": "comments",
    "mention": "mentions",
    "reaction": "reactions",
    "follow": "new followers",
    "friend_request": "requests for friendship",
    "friend_accepted": "new friends",
}


class Mailing:
    def __init__(self, house: House, unsubscribing: Unsubscribing) -> None:
        self._house = house
        self._unsubscribing = unsubscribing

    async def send_due(self, tx: Tx) -> None:
        """A schedule: what a member has read meanwhile, or does not want any more, is not sent."""
        due = await outgoing.take_due_mails(tx, _AT_ONCE)
        if not due:
            return
        house_name = (await identity.get_config(self._house, tx)).site_name
        chosen = await preferences.get_many(tx, [mail.user_id for mail in due])
        for mail in due:
            if mail.email is None or not chosen[mail.user_id].of(mail.type).email:
                continue
            found = await self._unread(tx, mail)
            if found:
                await self._house.mail.send(tx, self._write(mail, mail.email, found, house_name))
                self._house.metrics.notification_sent("email")

    async def mail_news(self, tx: Tx, sending: Sending) -> None:
        """A schedule: whoever wants mail of new posts is sent it in their batches."""
        due = await news.list_due_mails(tx, tx.now, _AT_ONCE)
        members = list(dict.fromkeys(one.user_id for one in due))
        chosen = await preferences.get_many(tx, members)
        for user_id in members:
            await sending.mail(tx, user_id, "new_post", chosen[user_id].email_batching)
        await news.note_told(tx, due, "email")

    async def _unread(self, tx: Tx, mail: outgoing.DueMail) -> list[Notification]:
        if mail.type == "new_post":
            return [
                news_of(one)
                for one in await news.list_of(tx, mail.user_id, mail.since - _REACH_BACK)
            ]
        found = await lists.list_unread_since(tx, mail.user_id, [mail.type], mail.since)
        await rows.note_mailed(tx, [row.id for row in found])
        return [notification_of(row) for row in found]

    def _write(
        self, mail: outgoing.DueMail, address: str, found: list[Notification], house_name: str
    ) -> Mail:
        token = self._unsubscribing.token(mail.user_id, mail.type)
        url = self._house.public_url
        first = sentence(found[0])
        more = f" and {len(found) - 1} more" if len(found) > 1 else ""
        told = [self._told(one) for one in found[:_MOST_TOLD]]
        if len(found) > _MOST_TOLD:
            told.append(f"There is more:\n{url}/notifications")
        ending = (
            f"No more mail about {_ABOUT[mail.type]}: {url}/unsubscribe#{token}\n"
            f"Everything you can choose: {url}/settings/notifications"
        )
        text = "\n\n".join([f"Hello {mail.username},", *told, f"-- \n{house_name}\n{ending}"])
        return Mail(
            to=address,
            subject=_subject(f"{first}{more}", house_name),
            text=f"{text}\n",
            headers={
                "List-Unsubscribe": f"<{url}/api/v1/notifications/unsubscribe?token={token}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            },
        )

    def _told(self, one: Notification) -> str:
        quoted = f"\n“{one.excerpt}”" if one.excerpt else ""
        return f"{sentence(one)}.{quoted}\n{self._house.public_url}{path_to(one)}"


def _subject(said: str, house_name: str) -> str:
    """Names and texts of people stand in one line of a mail's head."""
    line = " ".join(f"{said} · {house_name}".split())
    return line if len(line) <= _LONGEST_SUBJECT else line[: _LONGEST_SUBJECT - 1].rstrip() + "…"
