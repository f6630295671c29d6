"""Telling a push service who sends (RFC 8292): a short-lived signed token for its origin alone."""

from datetime import datetime, timedelta

import msgspec
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from longhouse.features.notifications.service.webpush.keys import KeyPair
from longhouse.kernel.base64url import encode
from longhouse.kernel.outbound.urls import WebAddress

# At most a day is allowed; clocks differ.
_LIFE = timedelta(hours=12)
_HALF = 32
_HEAD = encode(b'{"typ":"JWT","alg":"ES256"}')


def authorization(pair: KeyPair, url: WebAddress, contact: str, now: datetime) -> str:
    claims = msgspec.json.encode(
        {
            "aud": f"{url.scheme}://{url.authority}",
            "exp": int((now + _LIFE).timestamp()),
            "sub": contact,
        }
    )
    signed = f"{_HEAD}.{encode(claims)}"
    r, s = decode_dss_signature(pair.private.sign(signed.encode(), ec.ECDSA(SHA256())))
    signature = encode(r.to_bytes(_HALF) + s.to_bytes(_HALF))
    return f"vapid t={signed}.{signature}, k={encode(pair.public)}"
