"""A push service, and browsers that take pushes as real ones do."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from links.internet import Call, Internet
from longhouse.features.notifications.service.webpush.keys import decode, point_of
from longhouse.kernel.base64url import encode
from support.people import Person
from support.waiting import until

HOST = "push.example"
_CURVE = ec.SECP256R1()


class Browser:
    """Asks for pushes, and reads them with the key that never leaves it."""

    def __init__(self, name: str = "browser") -> None:
        self.private = ec.generate_private_key(_CURVE)
        self.public = point_of(self.private.public_key())
        self.auth = b"sixteen bytes ok"
        self.endpoint = f"https://{HOST}/{name}"

    @property
    def wish(self) -> dict[str, Any]:
        keys = {"p256dh": encode(self.public), "auth": encode(self.auth)}
        return {"endpoint": self.endpoint, "keys": keys}

    async def subscribe(self, person: Person) -> dict[str, Any]:
        answer = await person.post("/push/subscriptions", self.wish)
        assert answer.status_code == 201, answer.text
        return answer.json()["subscription"]

    def read(self, body: bytes) -> dict[str, Any]:
        return json.loads(decrypt(body, self.private, self.auth))


def decrypt(body: bytes, private: ec.EllipticCurvePrivateKey, auth: bytes) -> bytes:
    """RFC 8291 from the other side, written apart from the house's own."""
    salt, length = body[:16], body[20]
    sender, ciphertext = body[21 : 21 + length], body[21 + length :]
    mine = point_of(private.public_key())
    shared = private.exchange(
        ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, sender)
    )

    def hkdf(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
        return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(secret)

    secret = hkdf(shared, auth, b"WebPush: info\x00" + mine + sender, 32)
    key = hkdf(secret, salt, b"Content-Encoding: aes128gcm\x00", 16)
    nonce = hkdf(secret, salt, b"Content-Encoding: nonce\x00", 12)
    padded = AESGCM(key).decrypt(nonce, ciphertext, None)
    text, end, rest = padded.partition(b"\x02")
    assert end
    assert not rest.strip(b"\x00")
    return text


@dataclass
class Received:
    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass
class PushService:
    internet: Internet
    received: list[Received] = field(default_factory=list[Received])
    answers: list[tuple[int, dict[str, str]]] = field(
        default_factory=list[tuple[int, dict[str, str]]]
    )
    """What the next ones are answered; then everything is taken."""

    async def open(self) -> None:
        await self.internet.serve_safely(HOST, self._take)

    async def count(self, wanted: int) -> list[Received]:
        await until(lambda: len(self.received) >= wanted)
        assert len(self.received) == wanted, [one.path for one in self.received]
        return self.received

    async def next_for(self, browser: Browser, *, after: int = 0) -> dict[str, Any]:
        await until(lambda: len(self.received) > after)
        return browser.read(self.received[after].body)

    async def _take(self, call: Call) -> None:
        body = await call.reader.readexactly(int(call.headers["content-length"]))
        self.received.append(Received(call.target, call.headers, body))
        status, headers = self.answers.pop(0) if self.answers else (201, {})
        await call.reply(status, b"", headers)


def claims_of(received: Received, key: str) -> dict[str, Any]:
    """What the sender says of itself, once its signature has been found good."""
    scheme, _, rest = received.headers["authorization"].partition(" ")
    parts = dict(part.strip().split("=", 1) for part in rest.split(","))
    assert (scheme, parts["k"]) == ("vapid", key)
    signed, _, signature = parts["t"].rpartition(".")
    raw, point = decode(signature), decode(key)
    assert raw is not None
    assert point is not None
    der = encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
    public = ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, point)
    public.verify(der, signed.encode(), ec.ECDSA(SHA256()))
    said = decode(signed.partition(".")[2])
    assert said is not None
    return json.loads(said)
