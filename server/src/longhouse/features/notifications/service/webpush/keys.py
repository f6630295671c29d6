"""The one pair of keys by which push services know the house (VAPID, RFC 8292)."""

import msgspec
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from longhouse.features.notifications.errors import NotAPushKey
from longhouse.features.notifications.store import subscriptions as store
from longhouse.kernel import base64url
from longhouse.kernel.db import Database, Read, Tx
from longhouse.kernel.secrets import Secrets

CURVE = ec.SECP256R1()
POINT_BYTES = 65
AUTH_BYTES = 16
_PURPOSE = "notifications.push-key"
_SCALAR_BYTES = 32


class KeyPair(msgspec.Struct, frozen=True):
    private: ec.EllipticCurvePrivateKey
    public: bytes


class PushKeys:
    """Made once at the first need and kept in the database, the private half sealed, so that every
    process of the house signs with the same."""

    def __init__(self, db: Database, secrets: Secrets) -> None:
        self._db = db
        self._secrets = secrets
        self._pair: KeyPair | None = None

    async def make(self) -> None:
        await self.get()

    async def get(self) -> KeyPair:
        if self._pair is None:
            self._pair = await self._find_or_make()
        return self._pair

    async def _find_or_make(self) -> KeyPair:
        async with self._db.read() as read:
            found = await self._find(read)
        if found is not None:
            return found
        async with self._db.transaction() as tx:
            return await self._make(tx)

    async def _make(self, tx: Tx) -> KeyPair:
        unreadable = await store.find_key(tx)
        if unreadable is not None and self._open(unreadable) is None:
            # The house has another secret now; nobody can sign with this key any more.
            await store.remove_key(tx, unreadable.public)
        private = ec.generate_private_key(CURVE)
        scalar = private.private_numbers().private_value.to_bytes(_SCALAR_BYTES)
        sealed = self._secrets.seal(_PURPOSE, scalar)
        await store.add_key(tx, point_of(private.public_key()), sealed)
        # Read back, for another process may have been first.
        kept = await self._find(tx)
        if kept is None:
            raise LookupError("a key that was just kept cannot be read")
        return kept

    async def _find(self, read: Read) -> KeyPair | None:
        kept = await store.find_key(read)
        return None if kept is None else self._open(kept)

    def _open(self, kept: store.KeyRow) -> KeyPair | None:
        scalar = self._secrets.open(_PURPOSE, kept.sealed_private)
        if scalar is None:
            return None
        return KeyPair(ec.derive_private_key(int.from_bytes(scalar), CURVE), kept.public)


def point_of(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def read_point(text: str) -> bytes:
    """The public key of a browser: an uncompressed point that lies on the curve."""
    point = decode(text)
    if point is None or len(point) != POINT_BYTES:
        raise NotAPushKey("p256dh")
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(CURVE, point)
    except ValueError:
        raise NotAPushKey("p256dh") from None
    return point


def read_auth(text: str) -> bytes:
    auth = decode(text)
    if auth is None or len(auth) != AUTH_BYTES:
        raise NotAPushKey("auth")
    return auth


def decode(text: str) -> bytes | None:
    """Base64url, padded or not, as browsers write it."""
    try:
        return base64url.decode(text.rstrip("="))
    except ValueError:
        return None
