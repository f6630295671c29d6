"""Secrets that the house hands out: how long they are, and how they are remembered.

A token of 256 bits needs no salt: its SHA-256 is looked up. A recovery code is shorter, so that a
person can copy it, and is hashed with a salt of its own set.
"""

import base64
import hashlib
import re
import secrets

TOKEN_BYTES = 32
RECOVERY_CODES = 10
SALT_BYTES = 16

_FACTOR_BYTES = 20
_RECOVERY_BYTES = 10
_RECOVERY_LENGTH = 16
_GROUP = 4
_INVITE_BYTES = 15
_SEPARATORS = re.compile(r"[\s-]+")


def new_token() -> str:
    """256 random bits as 43 characters that are safe in a cookie, a header and a link."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def digest(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def new_factor_secret() -> bytes:
    """As long as the output of the SHA-1 that it goes into."""
    return secrets.token_bytes(_FACTOR_BYTES)


def new_salt() -> bytes:
    return secrets.token_bytes(SALT_BYTES)


def new_recovery_codes() -> list[str]:
    """Ten codes of 80 bits, such as `mfxg-2zlt-orsx-e4tf`."""
    return [_grouped(secrets.token_bytes(_RECOVERY_BYTES)) for _ in range(RECOVERY_CODES)]


def new_invite_code() -> str:
    """120 bits, readable over the phone."""
    return _grouped(secrets.token_bytes(_INVITE_BYTES))


def bare_code(code: str) -> str:
    """A code as it counts: without case, spaces and hyphens."""
    return _SEPARATORS.sub("", code).lower()


def grouped_code(code: str) -> str:
    """A code as it is written, however it was copied."""
    bare = bare_code(code)
    return "-".join(bare[at : at + _GROUP] for at in range(0, len(bare), _GROUP))


def may_be_recovery_code(code: str) -> bool:
    return len(bare_code(code)) == _RECOVERY_LENGTH


def recovery_digest(salt: bytes, code: str) -> bytes:
    return hashlib.sha256(salt + bare_code(code).encode("utf-8", "surrogatepass")).digest()


def _grouped(random: bytes) -> str:
    return grouped_code(base64.b32encode(random).decode())
