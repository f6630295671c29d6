"""What features use to send mail."""

import re

import msgspec

from longhouse.kernel.db import Tx
from longhouse.kernel.jobs import Job, enqueue
from longhouse.kernel.mail.deliver import Post

_LINE_BREAK = re.compile(r"[\r\n\0]")


class Mail(msgspec.Struct, frozen=True, kw_only=True):
    to: str
    subject: str
    text: str


class Mailer:
    def __init__(self, post: Post) -> None:
        self._post = post
        self.job = Job("kernel.deliver_mail", Mail, self._deliver, concurrency=4)

    @property
    def enabled(self) -> bool:
        """Whether mail reaches people, rather than a folder on this machine."""
        return self._post.reaches_people

    async def send(self, tx: Tx, mail: Mail) -> None:
        if _LINE_BREAK.search(mail.to) or _LINE_BREAK.search(mail.subject):
            raise ValueError("an address or subject may not hold a line break")
        await enqueue(tx, self.job, mail)

    async def _deliver(self, tx: Tx, mail: Mail) -> None:
        await self._post.deliver(mail.to, mail.subject, mail.text, tx.now)
