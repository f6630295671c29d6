"""Members who are signed in, and whatever else a house is filled with, written by COPY."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

import asyncpg
import msgspec

SECTIONS = [UUID(f"0190d6a0-0000-7000-8000-00000000000{n}") for n in range(1, 8)]
"""Those that every house begins with."""


class SignedIn(msgspec.Struct, frozen=True):
    id: str
    token: str


async def sign_in_many(owner_url: str, count: int) -> list[SignedIn]:
    """So many new members."""
    now = datetime.now(UTC)
    people = [id_at(now, number) for number in range(count)]
    connection = await asyncpg.connect(owner_url)
    try:
        async with connection.transaction():
            await copy(
                connection,
                "identity.account",
                "id username skeleton password_hash created_at approved_at",
                (
                    (one, f"crowd-{number}", f"crowd {number}", "!", now, now)
                    for number, one in enumerate(people)
                ),
            )
            return await sign_in(connection, people)
    finally:
        await connection.close()


async def sign_in(
    connection: "asyncpg.Connection[asyncpg.Record]", people: Sequence[UUID]
) -> list[SignedIn]:
    """Members who are there already, each with a session under their own id."""
    now, until = datetime.now(UTC), datetime.now(UTC) + timedelta(days=1)
    signed_in = [SignedIn(str(one), f"crowd-{one.hex}") for one in people]
    times = (until, until, now, now, now)
    await copy(
        connection,
        "identity.session",
        "id account_id token_hash kind device token_expires_at expires_at created_at"
        " last_seen_at reauthenticated_at",
        (
            (id_, id_, hashlib.sha256(one.token.encode()).digest(), "cookie", "Bench", *times)
            for id_, one in zip(people, signed_in, strict=True)
        ),
    )
    return signed_in


async def copy(
    connection: "asyncpg.Connection[asyncpg.Record]",
    table: str,
    columns: str,
    rows: Iterable[Sequence[object]],
) -> None:
    schema, name = table.split(".")
    await connection.copy_records_to_table(
        name, schema_name=schema, columns=columns.split(), records=rows
    )


def id_at(at: datetime, number: int) -> UUID:
    """A UUIDv7 of that moment; the number makes it another."""
    milliseconds = int(at.timestamp() * 1000)
    return UUID(int=milliseconds << 80 | 0x7 << 76 | 0b10 << 62 | number % (1 << 62))
