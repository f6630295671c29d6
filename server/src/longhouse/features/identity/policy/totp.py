"""Time-based one-time codes after RFC 6238: SHA-1, 30 seconds, six digits.

The code of the current step and of the one before are taken. RFC 6238 advises one step of delay
for the time that it takes to type; a clock that runs ahead is not accommodated.
"""

import base64
import hmac
from datetime import datetime
from urllib.parse import quote, urlencode

PERIOD = 30
DIGITS = 6


def step_at(now: datetime) -> int:
    return int(now.timestamp()) // PERIOD


def code_for(secret: bytes, step: int, digits: int = DIGITS) -> str:
    digest = hmac.digest(secret, step.to_bytes(8, "big"), "sha1")
    offset = digest[-1] & 0x0F
    number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFF_FFFF
    return str(number % 10**digits).zfill(digits)


def find_step(secret: bytes, code: str, now: datetime) -> int | None:
    """The step whose code this is, if that step is now or was just before."""
    current = step_at(now)
    for step in (current, current - 1):
        if hmac.compare_digest(code_for(secret, step).encode(), code.encode()):
            return step
    return None


def encoded(secret: bytes) -> str:
    """As people type it into an authenticator."""
    return base64.b32encode(secret).decode()


def uri(secret: bytes, issuer: str, username: str) -> str:
    label = quote(f"{issuer}:{username}", safe="")
    query = urlencode(
        {
            "secret": encoded(secret),
            "issuer": issuer,
            "algorithm": "SHA1",
            "digits": DIGITS,
            "period": PERIOD,
        },
        quote_via=quote,
    )
    return f"otpauth://totp/{label}?{query}"
