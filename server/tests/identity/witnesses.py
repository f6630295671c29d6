"""Who sees what a house sends: the mail in its folder, and what it tells live."""

import email
import email.policy
import json
from email.message import EmailMessage
from pathlib import Path
from typing import Any, cast

from longhouse.app import Longhouse
from longhouse.kernel.live import Delivery
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
            email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
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
        await until(lambda: self._find(topic, kind) is not None)
        return cast("dict[str, Any]", self._find(topic, kind))

    def _find(self, topic: str, kind: str) -> dict[str, Any] | None:
        return next((data for t, k, data in self.heard if (t, k) == (topic, kind)), None)

    def _receive(self, delivery: Delivery) -> None:
        data = json.loads(bytes(delivery.message.data))
        self.heard.append((delivery.topic, delivery.message.type, data))
