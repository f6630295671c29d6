"""The two ways out: a folder on this machine, or an SMTP server."""

import asyncio
import smtplib
import ssl
from collections.abc import Mapping
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from pathlib import Path
from typing import ClassVar, Protocol

from longhouse.kernel.ids import new_id

_TIMEOUT = 20.0


class Post(Protocol):
    reaches_people: ClassVar[bool]

    async def deliver(
        self, to: str, subject: str, text: str, at: datetime, headers: Mapping[str, str]
    ) -> None: ...


class FolderPost:
    """Writes each mail as a file, to be read by whoever runs the house."""

    reaches_people: ClassVar[bool] = False

    def __init__(self, folder: Path, sender: str) -> None:
        self._folder = folder
        self._sender = sender

    async def deliver(
        self, to: str, subject: str, text: str, at: datetime, headers: Mapping[str, str]
    ) -> None:
        await asyncio.to_thread(self._write, _compose(self._sender, to, subject, text, at, headers))

    def _write(self, message: EmailMessage) -> None:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = self._folder / f".{new_id()}.part"
        draft.write_bytes(message.as_bytes(policy=SMTP))
        draft.rename(self._folder / f"{new_id()}.eml")


class SmtpPost:
    """Hands each mail to one server, over TLS whenever the server offers it or must."""

    reaches_people: ClassVar[bool] = True

    def __init__(
        self,
        *,
        host: str,
        port: int,
        username: str | None,
        password: str | None,
        sender: str,
        security: str,
    ) -> None:
        self._host = host
        self._port = port
        self._username = username
        self._password = password
        self._sender = sender
        self._security = security

    async def deliver(
        self, to: str, subject: str, text: str, at: datetime, headers: Mapping[str, str]
    ) -> None:
        await asyncio.to_thread(
            self._hand_over, _compose(self._sender, to, subject, text, at, headers)
        )

    def _hand_over(self, message: EmailMessage) -> None:
        context = ssl.create_default_context()
        if self._security == "tls":
            server = smtplib.SMTP_SSL(self._host, self._port, timeout=_TIMEOUT, context=context)
        else:
            server = smtplib.SMTP(self._host, self._port, timeout=_TIMEOUT)
        with server:
            if self._security == "starttls":
                server.starttls(context=context)
            if self._username and self._password:
                server.login(self._username, self._password)
            server.send_message(message)


def _compose(
    sender: str, to: str, subject: str, text: str, at: datetime, headers: Mapping[str, str]
) -> EmailMessage:
    message = EmailMessage()
    message["From"] = sender
    message["To"] = to
    # One line, also where Unicode breaks lines that no one else does: such a head is refused, and
    # the mail would never go out.
    message["Subject"] = " ".join(subject.split())
    message["Date"] = format_datetime(at)
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2] or "localhost")
    message["Auto-Submitted"] = "auto-generated"
    for name, value in headers.items():
        message[name] = value
    message.set_content(text)
    return message
