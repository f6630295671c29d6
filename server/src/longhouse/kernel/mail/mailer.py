"""What features use to send mail."""

import re
from collections.abc import Mapping

import msgspec

from longhouse.kernel.db import Tx
from longhouse.kernel.jobs import Job, enqueue, forget_all
from longhouse.kernel.mail.deliver import Post
from longhouse.kernel.secrets import Secrets

_LINE_BREAK = re.compile(r"[\r\n\0]")
_HEADER_NAME = re.compile(r"[A-Za-z][A-Za-z-]*")
_HEADER_VALUE = re.compile(r"[\x20-\x7e]{1,900}")
# What the composing of a mail sets itself, and nobody else.
_RESERVED = frozenset(
    {
        "from",
        "to",
        "cc",
        "bcc",
        "sender",
        "reply-to",
        "subject",
        "date",
        "message-id",
        "mime-version",
    }
)


class Mail(msgspec.Struct, frozen=True, kw_only=True):
    to: str
    subject: str
    text: str
    headers: Mapping[str, str] = msgspec.field(default_factory=dict[str, str])
    """More of them, in visible ASCII, such as how to be sent no more of the kind."""


class Sealed(msgspec.Struct, frozen=True):
    """A mail on its way. Sealed, because it may hold a link that lets someone in."""

    mail: bytes


_PURPOSE = "kernel.mail"
_JOB = "kernel.deliver_mail"


class Mailer:
    def __init__(self, post: Post, secrets: Secrets) -> None:
        self._post = post
        self._secrets = secrets
        self.job = Job(_JOB, Sealed, self._deliver, concurrency=4)

    @property
    def enabled(self) -> bool:
        """Whether mail reaches people, rather than a folder on this machine."""
        return self._post.reaches_people

    async def send(self, tx: Tx, mail: Mail) -> None:
        _check(mail)
        sealed = self._secrets.seal(_PURPOSE, msgspec.json.encode(mail))
        await enqueue(tx, self.job, Sealed(sealed))

    async def _deliver(self, tx: Tx, sealed: Sealed) -> None:
        content = self._secrets.open(_PURPOSE, sealed.mail)
        if content is None:
            raise ValueError("a mail was sealed with another key")
        mail = msgspec.json.decode(content, type=Mail)
        await self._post.deliver(mail.to, mail.subject, mail.text, tx.now, mail.headers)


async def forget_waiting(tx: Tx) -> None:
    """After a restore: what waited then may have been delivered since."""
    await forget_all(tx, [_JOB])


def _check(mail: Mail) -> None:
    if _LINE_BREAK.search(mail.to) or _LINE_BREAK.search(mail.subject):
        raise ValueError("an address or subject may not hold a line break")
    for name, value in mail.headers.items():
        if not _HEADER_NAME.fullmatch(name) or name.lower() in _RESERVED:
            raise ValueError(f"{name!r} is not a header that may be added")
        if name.lower().startswith("content-") or not _HEADER_VALUE.fullmatch(value):
            raise ValueError(f"what {name!r} holds cannot stand in a header")
