"""Writing mail of what a member has not read, one for each type, so that each ends by itself."""

from datetime import timedelta

from longhouse.features.identity import api as identity
from longhouse.features.notifications.policy.quiet import quiet_until
from longhouse.features.notifications.policy.texts import TEXTS, Texts
from longhouse.features.notifications.policy.wording import path_to, sentence
from longhouse.features.notifications.schemas.told import (
    Notification,
    news_of,
    notification_of,
)
from longhouse.features.notifications.service.preferences import Unsubscribing
from longhouse.features.notifications.service.reading import zone_of
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


class Mailing:
    def __init__(self, house: House, unsubscribing: Unsubscribing) -> None:
        self._house = house
        self._unsubscribing = unsubscribing

    async def send_due(self, tx: Tx) -> None:
        """A schedule: what a member has read meanwhile, or does not want any more, is not sent;
        and nothing is to an address of which nobody has said that it is theirs."""
        due = await outgoing.take_due_mails(tx, _AT_ONCE)
        if not due:
            return
        house_name = (await identity.get_config(self._house, tx)).site_name
        chosen = await preferences.get_many(tx, [mail.user_id for mail in due])
        for mail in due:
            wishes = chosen[mail.user_id]
            address = self._address_of(mail)
            if address is None or not wishes.of(mail.type).email:
                continue
            until = quiet_until(tx.now, wishes.quiet_hours, zone_of(mail.timezone))
            if until is not None:
                await outgoing.put_back(tx, mail, until)
                continue
            found = await self._unread(tx, mail)
            if found:
                texts = TEXTS[await identity.get_language(tx, mail.user_id)]
                written = self._write(mail, address, found, house_name, texts)
                await self._house.mail.send(tx, written)
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

    def _address_of(self, mail: outgoing.DueMail) -> str | None:
        """What is written into a folder reaches nobody whom it is not for."""
        return mail.email if mail.email_confirmed or not self._house.mail.enabled else None

    def _write(
        self,
        mail: outgoing.DueMail,
        address: str,
        found: list[Notification],
        house_name: str,
        texts: Texts,
    ) -> Mail:
        token = self._unsubscribing.token(mail.user_id, mail.type)
        url = self._house.public_url
        first = sentence(found[0], texts)
        told = [self._told(one, texts) for one in found[:_MOST_TOLD]]
        if len(found) > _MOST_TOLD:
            told.append(texts.there_is_more(f"{url}/notifications"))
        ending = "\n".join(
            [
                "-- ",
                house_name,
                texts.no_more_mail(texts.about[mail.type], f"{url}/unsubscribe#{token}"),
                texts.all_choices(f"{url}/settings/notifications"),
            ]
        )
        text = "\n\n".join([texts.hello(mail.username), *told, ending])
        return Mail(
            to=address,
            subject=_subject(
                texts.and_more(first, len(found) - 1) if len(found) > 1 else first, house_name
            ),
            text=f"{text}\n",
            headers={
                "List-Unsubscribe": f"<{url}/api/v1/notifications/unsubscribe?token={token}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            },
        )

    def _told(self, one: Notification, texts: Texts) -> str:
        quoted = f"\n{texts.quoted(one.excerpt)}" if one.excerpt else ""
        return f"{sentence(one, texts)}.{quoted}\n{self._house.public_url}{path_to(one)}"


def _subject(said: str, house_name: str) -> str:
    """Names and texts of people stand in one line of a mail's head."""
    line = " ".join(f"{said} · {house_name}".split())
    return line if len(line) <= _LONGEST_SUBJECT else line[: _LONGEST_SUBJECT - 1].rstrip() + "…"
