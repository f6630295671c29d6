"""Signing and sealing with keys that are derived from the one secret of the house.

Owns: the house key and every key derived from it, one for each purpose.
Promises: what is signed for one purpose is not valid for another; comparison takes the same time
whatever is compared; what is sealed can neither be read nor changed without the key.
Never does: keep what it signed or sealed.
"""

import hashlib
import hmac
import os
import secrets
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from longhouse.kernel import base64url
from longhouse.kernel.config import ConfigError

_KEY_BYTES = 32
_NONCE_BYTES = 12
_TAG_BYTES = 32
KEY_FILE = "secret.key"
# Values that appear in samples and manuals; a house that runs with one of them is open to all.
_SAMPLES = frozenset(
    {"change-me", "changeme", "secret", "longhouse", "example", "please-change-me"}
)


class Secrets:
    def __init__(self, key: bytes) -> None:
        self._key = key
        self._derived = lru_cache(maxsize=64)(self._derive)

    def sign(self, purpose: str, payload: bytes) -> str:
        tag = hmac.digest(self._derived(purpose), payload, "sha256")
        return base64url.encode(tag + payload)

    def verify(self, purpose: str, token: str) -> bytes | None:
        """The payload, or None when the token was not signed by this house for this purpose."""
        raw = _decode(token)
        if raw is None or len(raw) < _TAG_BYTES:
            return None
        tag, payload = raw[:_TAG_BYTES], raw[_TAG_BYTES:]
        expected = hmac.digest(self._derived(purpose), payload, "sha256")
        return payload if hmac.compare_digest(tag, expected) else None

    def seal(self, purpose: str, plaintext: bytes) -> bytes:
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return nonce + AESGCM(self._derived(purpose)).encrypt(nonce, plaintext, purpose.encode())

    def open(self, purpose: str, sealed: bytes) -> bytes | None:
        nonce, ciphertext = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
        with suppress(InvalidTag, ValueError):
            return AESGCM(self._derived(purpose)).decrypt(nonce, ciphertext, purpose.encode())
        return None

    def digest(self, purpose: str, value: bytes) -> bytes:
        """A keyed digest, for looking up a secret without keeping it."""
        return hmac.digest(self._derived(purpose), value, "sha256")

    def _derive(self, purpose: str) -> bytes:
        return hmac.digest(self._key, b"longhouse/" + purpose.encode(), "sha256")


def load_secrets(data: Path, configured: str | None) -> Secrets:
    """From the setting, or from a file in the data folder that is made at the first start."""
    file = data / KEY_FILE
    if not configured and not file.exists():
        _make_key_file(file)
    key = find_key(data, configured)
    if key is None:
        raise ConfigError(f"{file} has gone. Restore it from a backup: sealed data needs it.")
    return Secrets(key)


def find_key(data: Path, configured: str | None) -> bytes | None:
    """The key of the house, as `secret.key` holds it, or None before the first start."""
    if configured:
        if configured.lower() in _SAMPLES or len(configured) < _KEY_BYTES:
            raise ConfigError(
                "LONGHOUSE_SECRET_KEY is a sample or too short. Set it to 32 or more random "
                "characters, or leave it out and one is made in the data folder."
            )
        return hashlib.sha256(configured.encode()).digest()
    file = data / KEY_FILE
    try:
        key = file.read_bytes()
    except FileNotFoundError:
        return None
    if len(key) != _KEY_BYTES:
        raise ConfigError(f"{file} is damaged. Restore it from a backup: sealed data needs it.")
    return key


def _make_key_file(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    with suppress(FileExistsError):
        # Written aside and linked into place, so that two first starts agree on one whole key.
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(secrets.token_bytes(_KEY_BYTES))
            opened.flush()
            os.fsync(opened.fileno())
        os.link(draft, file)
    draft.unlink(missing_ok=True)


def _decode(token: str) -> bytes | None:
    try:
        raw = base64url.decode(token)
    except ValueError:
        return None
    # Only the spelling that `encode` writes is taken, so that a token has no aliases.
    return raw if hmac.compare_digest(base64url.encode(raw).encode(), token.encode()) else None
