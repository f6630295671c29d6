"""Many members who are signed in, written by COPY."""

import hashlib
from datetime import UTC, datetime, timedelta
from uuid import UUID

import asyncpg
import msgspec

_ACCOUNT = ["id", "username", "skeleton", "password_hash", "created_at", "approved_at"]
_SESSION = [
    "id",
    "account_id",
    "token_hash",
    "kind",
    "device",
    "token_expires_at",
    "expires_at",
    "created_at",
    "last_seen_at",
    "reauthenticated_at",
]


class SignedIn(msgspec.Struct, frozen=True):
    id: str
    token: str


async def sign_in_many(owner_url: str, count: int) -> list[SignedIn]:
    now = datetime.now(UTC)
    until = now + timedelta(days=1)
    accounts = [_id_at(now, number) for number in range(count)]
    tokens = [f"crowd-{one.hex}" for one in accounts]
    connection = await asyncpg.connect(owner_url)
    try:
        async with connection.transaction():
            await connection.copy_records_to_table(
                "account",
                schema_name="identity",
                columns=_ACCOUNT,
                records=[
                    (one, f"crowd-{number}", f"crowd {number}", "!", now, now)
                    for number, one in enumerate(accounts)
                ],
            )
            await connection.copy_records_to_table(
                "session",
                schema_name="identity",
                columns=_SESSION,
                records=[
                    (one, one, _digest(token), "cookie", "Bench", until, until, now, now, now)
                    for one, token in zip(accounts, tokens, strict=True)
                ],
            )
    finally:
        await connection.close()
    return [SignedIn(str(one), token) for one, token in zip(accounts, tokens, strict=True)]


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def _id_at(at: datetime, number: int) -> UUID:
    """A UUIDv7 of that moment."""
    milliseconds = int(at.timestamp() * 1000)
    return UUID(int=milliseconds << 80 | 0x7 << 76 | 0b10 << 62 | number)
