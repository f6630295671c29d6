"""Handing a push to the service of a browser, and understanding what it answers."""

from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Literal

import msgspec

from longhouse.features.notifications.service.webpush.encrypt import encrypt
from longhouse.features.notifications.service.webpush.keys import PushKeys
from longhouse.features.notifications.service.webpush.vapid import authorization
from longhouse.kernel.outbound import urls
from longhouse.kernel.outbound.answer import Head
from longhouse.kernel.outbound.errors import Forbidden, NoAnswer, NotALink
from longhouse.kernel.outbound.send import Sender

_GONE = frozenset({404, 410})
_LATER = frozenset({408, 425, 429}) | frozenset(range(500, 600))
_TAKEN = range(200, 300)


class Parcel(msgspec.Struct, frozen=True, kw_only=True):
    """What is said to one browser, and how much it matters when."""

    endpoint: str
    public_key: bytes
    auth: bytes
    text: bytes
    topic: str
    """What waits at the service under the same is replaced."""
    urgency: str
    seconds: int
    """How long the service keeps it for a browser that is away."""


# Gone: nobody takes pushes there any more, or nobody may be asked there.
Outcome = Literal["taken", "gone", "later", "refused"]


class Posted(msgspec.Struct, frozen=True):
    outcome: Outcome
    retry_after: float | None = None
    said: str = ""


class PushPost:
    def __init__(self, sender: Sender, keys: PushKeys, *, contact: str, patience: float) -> None:
        self._sender = sender
        self._keys = keys
        self._contact = contact
        self._patience = patience

    async def post(self, parcel: Parcel, now: datetime) -> Posted:
        try:
            url = urls.parse(parcel.endpoint)
        except NotALink:
            return Posted("gone", said="not an address")
        pair = await self._keys.get()
        headers = {
            "Authorization": authorization(pair, url, self._contact, now),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(parcel.seconds),
            "Urgency": parcel.urgency,
            "Topic": parcel.topic,
        }
        body = encrypt(parcel.text, parcel.public_key, parcel.auth)
        try:
            head = await self._sender.send(url, headers, body, patience=self._patience)
        except Forbidden as error:
            return Posted("gone", said=str(error))
        except NoAnswer as error:
            outcome: Outcome = "later" if error.may_pass else "refused"
            return Posted(outcome, said=str(error))
        return understood(head, now)


def understood(head: Head, now: datetime) -> Posted:
    said = f"answered {head.status}"
    if head.status in _TAKEN:
        return Posted("taken")
    if head.status in _GONE:
        return Posted("gone", said=said)
    if head.status in _LATER:
        return Posted("later", _retry_after(head, now), said)
    return Posted("refused", said=said)


def _retry_after(head: Head, now: datetime) -> float | None:
    """In seconds, or until a date."""
    given = head.headers.get("retry-after", "").strip()
    if given.isascii() and given.isdigit():
        return float(given[:9])
    try:
        return max(0.0, (parsedate_to_datetime(given) - now).total_seconds())
    except (ValueError, TypeError):
        return None
