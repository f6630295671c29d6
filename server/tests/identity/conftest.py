"""What tests of identity look into: the mail that was sent, what was told live, the database."""

import email
import email.policy
import json
from collections.abc import AsyncIterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any, cast

import asyncpg
import pytest

from longhouse.app import Longhouse
from longhouse.kernel.live import Delivery
from support.people import Person
from support.waiting import until


class Mailbox:
    """The folder into which a house without an SMTP server writes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def to(self, address: str) -> list[str]:
        """The texts of all mail to an address, in the order of their delivery."""
        return [mail.get_content() for mail in self._all() if mail["To"] == address]

    async def next_to(self, address: str, *, after: int = 0) -> str:
        await until(lambda: len(self.to(address)) > after)
        return self.to(address)[after]

    def _all(self) -> list[EmailMessage]:
        files = sorted(self._folder.glob("*.eml"))
        return [
            cast(
                "EmailMessage",
                email.message_from_bytes(file.read_bytes(), policy=email.policy.default),
            )
            for file in files
        ]


class Ear:
    """Hears what is told to topics, as a socket would."""

    def __init__(self, longhouse: Longhouse) -> None:
        self._longhouse = longhouse
        self.heard: list[tuple[str, str, dict[str, Any]]] = []

    async def listen(self, topic: str) -> None:
        await self._longhouse.house.live.listen(topic, self._receive)

    async def wait_for(self, topic: str, kind: str) -> dict[str, Any]:
        await until(lambda: self._find(topic, kind))
        return cast("dict[str, Any]", self._find(topic, kind))

    def _find(self, topic: str, kind: str) -> dict[str, Any] | None:
        return next((data for t, k, data in self.heard if (t, k) == (topic, kind)), None)

    def _receive(self, delivery: Delivery) -> None:
        data = json.loads(bytes(delivery.message.data))
        self.heard.append((delivery.topic, delivery.message.type, data))


@pytest.fixture
def mailbox(longhouse: Longhouse, tmp_path: Path) -> Mailbox:
    return Mailbox(tmp_path / "mail")


@pytest.fixture
def ear(longhouse: Longhouse) -> Ear:
    return Ear(longhouse)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator["asyncpg.Connection[asyncpg.Record]"]:
    """A look into the tables, as whoever owns them."""
    connection = await asyncpg.connect(database_url)
    yield connection
    await connection.close()


async def set_email(person: Person, email_address: str, password: str) -> None:
    answer = await person.patch(
        "/auth/email", {"email": email_address, "current_password": password}
    )
    assert answer.status_code == 200, answer.text
