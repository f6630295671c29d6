"""Mail that tells people what happens to their account, in their language."""

from longhouse.features.identity.model import MemberRow
from longhouse.features.identity.policy.texts import TEXTS, Say, Texts
from longhouse.features.identity.service.site import Site
from longhouse.features.identity.store import members
from longhouse.kernel.db import Tx
from longhouse.kernel.ids import UserId
from longhouse.kernel.languages import language_of
from longhouse.kernel.mail import Mail, Mailer


class Notices:
    def __init__(self, mail: Mailer, site: Site, public_url: str) -> None:
        self._mail = mail
        self._site = site
        self._public_url = public_url

    async def security(
        self, tx: Tx, user_id: UserId, say: Say, *, address: str | None = None
    ) -> None:
        """Say that something that guards the account has changed: to the address given, which is
        the old one when the address itself has changed, else to that of the account. It holds
        nothing that lets anybody in, so it goes to an address that was not confirmed as well."""
        member = await members.find(tx, user_id)
        if member is None:
            return
        texts = _texts_for(member)
        text = f"{say(texts)}\n\n{texts.not_you}"
        await self._send(tx, member, address or member.email, texts.account, text)

    async def approved(self, tx: Tx, user_id: UserId, *paragraphs: Say) -> None:
        member = await members.find(tx, user_id)
        if member is None:
            return
        texts = _texts_for(member)
        said = [texts.approved(f"{self._public_url}/sign-in"), *(say(texts) for say in paragraphs)]
        await self._send(tx, member, member.email, texts.welcome, "\n\n".join(said))

    async def reset_link(
        self, tx: Tx, user_id: UserId, address: str, url: str, minutes: int
    ) -> None:
        member = await members.find(tx, user_id)
        if member is None:
            return
        texts = _texts_for(member)
        await self._send(tx, member, address, texts.new_password, texts.reset(url, minutes))

    async def email_link(self, tx: Tx, user_id: UserId, address: str, say: Say) -> None:
        member = await members.find(tx, user_id)
        if member is None:
            return
        texts = _texts_for(member)
        await self._send(tx, member, address, texts.your_address, say(texts))

    async def _send(
        self, tx: Tx, member: MemberRow, address: str | None, about: str, text: str
    ) -> None:
        if address is None:
            return
        texts = _texts_for(member)
        name = await self._site.get_name(tx)
        await self._mail.send(
            tx,
            Mail(
                to=address,
                subject=texts.subject(about, name),
                text=f"{texts.hello(member.username)}\n\n{text}\n\n{name}\n{self._public_url}\n",
            ),
        )


def _texts_for(member: MemberRow) -> Texts:
    return TEXTS[language_of(member.language)]
