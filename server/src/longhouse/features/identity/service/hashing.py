"""Password hashes: bcrypt over a keyed pre-hash.

bcrypt alone looks at 72 bytes and stops at a NUL. The pre-hash, HMAC-SHA-256 written in base64,
makes every character of a password count; its fixed key keeps unsalted hashes that were stolen
elsewhere from being tried as if they were passwords here. The stored form names the algorithm and,
inside the bcrypt string, the cost: `bcrypt-hmac-sha256:$2b$12$…`.
"""

import base64
import hmac
from typing import Final

import bcrypt

_ALGORITHM: Final = "bcrypt-hmac-sha256:"
_KEY: Final = b"longhouse password pre-hash v1"
# A salt nobody has; only the time that it takes to hash with it matters.
_DUMMY_SALT: Final = "....................le"

UNUSABLE: Final = "none:"
"""Stored for an account that nobody can sign in to by password."""


def hash_password(password: str, cost: int) -> str:
    return _ALGORITHM + bcrypt.hashpw(_prehash(password), bcrypt.gensalt(cost)).decode()


def verify_password(password: str, stored: str | None, cost: int) -> bool:
    """Takes the time of a hash also when there is nothing to compare with."""
    if stored is None or not stored.startswith(_ALGORITHM):
        run_dummy(password, cost)
        return False
    return bcrypt.checkpw(_prehash(password), stored.removeprefix(_ALGORITHM).encode())


def run_dummy(password: str, cost: int) -> None:
    bcrypt.hashpw(_prehash(password), f"$2b${cost:02d}${_DUMMY_SALT}".encode())


def needs_upgrade(stored: str, cost: int) -> bool:
    algorithm, _, rest = stored.partition("$2b$")
    return algorithm != _ALGORITHM or int(rest[:2]) < cost


def _prehash(password: str) -> bytes:
    # The password exactly as it was typed: nothing is normalised, folded or trimmed.
    raw = password.encode("utf-8", "surrogatepass")
    return base64.b64encode(hmac.digest(_KEY, raw, "sha256"))
