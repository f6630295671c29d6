"""Encrypting a push for the one browser that asked for it (RFC 8291, in the coding of RFC 8188).

The service that carries it sees its size and nothing else.
"""

import os

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from longhouse.features.notifications.service.webpush.keys import CURVE, point_of

_RECORD = 4096
_SALT_BYTES = 16
# The last record, as there is only one, ends with this and no padding.
_END = b"\x02"


def encrypt(
    text: bytes,
    public_key: bytes,
    auth: bytes,
    *,
    own: ec.EllipticCurvePrivateKey | None = None,
    salt: bytes | None = None,
) -> bytes:
    """`own` and `salt` are made anew for each push; a test gives those of the published example."""
    own = own or ec.generate_private_key(CURVE)
    salt = salt or os.urandom(_SALT_BYTES)
    browser = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, public_key)
    mine = point_of(own.public_key())
    shared = own.exchange(ec.ECDH(), browser)
    secret = _derive(shared, auth, b"WebPush: info\0" + public_key + mine, 32)
    key = _derive(secret, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derive(secret, salt, b"Content-Encoding: nonce\0", 12)
    head = salt + _RECORD.to_bytes(4) + bytes([len(mine)]) + mine
    return head + AESGCM(key).encrypt(nonce, text + _END, None)


def _derive(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt, info).derive(secret)
