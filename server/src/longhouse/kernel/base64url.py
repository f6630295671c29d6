"""Bytes as text that may stand in an address: base64 with its own two signs and without padding."""

import base64


def encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def decode(text: str) -> bytes:
    """Raises ValueError for what is no such text. The last sign may be written in several ways, so
    whoever wants one text to stand for some bytes compares it with `encode` of them."""
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
