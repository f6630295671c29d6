"""What features use to send mail."""

import re

import msgspec

from longhouse.kernel.db import Tx
from longhouse.kernel.jobs import Job, enqueue
from longhouse.kernel.mail.deliver import Post
from longhouse.kernel.secrets import Secrets

_LINE_BREAK = re.compile(r"[\r\n\0]")


class Mail(msgspec.Struct, frozen=True, kw_only=True):
    to: str
    subject: str
    text: str


class Sealed(msgspec.Struct, frozen=True):
    """A mail on its way. Sealed, because it may hold a link that lets someone in."""

    mail: bytes


_PURPOSE = "kernel.mail"


class Mailer:
    def __init__(self, post: Post, secrets: Secrets) -> None:
        self._post = post
        self._secrets = secrets
        self.job = Job("kernel.deliver_mail", Sealed, self._deliver, concurrency=4)

    @property
    def enabled(self) -> bool:
        """Whether mail reaches people, rather than a folder on this machine."""
        return self._post.reaches_people

    async def send(self, tx: Tx, mail: Mail) -> None:
        if _LINE_BREAK.search(mail.to) or _LINE_BREAK.search(mail.subject):
            raise ValueError("an address or subject may not hold a line break")
        sealed = self._secrets.seal(_PURPOSE, msgspec.json.encode(mail))
        await enqueue(tx, self.job, Sealed(sealed))

    async def _deliver(self, tx: Tx, sealed: Sealed) -> None:
        content = self._secrets.open(_PURPOSE, sealed.mail)
        if content is None:
            raise ValueError("a mail was sealed with another key")
        mail = msgspec.json.decode(content, type=Mail)
        await self._post.deliver(mail.to, mail.subject, mail.text, tx.now)
