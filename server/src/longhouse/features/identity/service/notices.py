"""Mail that tells people what happens to their account."""

from longhouse.features.identity.service.site import Site
from longhouse.features.identity.store import members
from longhouse.kernel.db import Tx
from longhouse.kernel.ids import UserId
from longhouse.kernel.mail import Mail, Mailer

_NOT_YOU = (
    "If this was not you, change your password and end the other sessions under "
    "Settings, Security, and tell an admin of the house."
)


class Notices:
    def __init__(self, mail: Mailer, site: Site, public_url: str) -> None:
        self._mail = mail
        self._site = site
        self._public_url = public_url

    async def security(
        self, tx: Tx, user_id: UserId, sentence: str, *, address: str | None = None
    ) -> None:
        """Say that something that guards the account has changed: to the address given, which is
        the old one when the address itself has changed, else to that of the account."""
        member = await members.find(tx, user_id)
        if member is None:
            return
        text = f"{sentence}\n\n{_NOT_YOU}"
        await self._send(tx, address or member.email, member.username, "Your account", text)

    async def approved(self, tx: Tx, user_id: UserId) -> None:
        member = await members.find(tx, user_id)
        if member is not None:
            text = f"Your account was approved. You can sign in now:\n{self._public_url}/sign-in"
            await self._send(tx, member.email, member.username, "Welcome", text)

    async def reset_link(self, tx: Tx, address: str, username: str, url: str, minutes: int) -> None:
        text = (
            f"Someone, we hope you, asked for a new password. This link sets one. It is good for "
            f"{minutes} minutes and works once:\n{url}\n\n"
            "If you did not ask for it, there is nothing to do."
        )
        await self._send(tx, address, username, "A new password", text)

    async def _send(
        self, tx: Tx, address: str | None, username: str, subject: str, text: str
    ) -> None:
        if address is None:
            return
        name = await self._site.get_name(tx)
        await self._mail.send(
            tx,
            Mail(
                to=address,
                subject=f"{subject} at {name}",
                text=f"Hello {username},\n\n{text}\n\n{name}\n{self._public_url}\n",
            ),
        )
