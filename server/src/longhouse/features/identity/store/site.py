"""The configuration of the site: a row for each key that an admin has set."""

import msgspec

from longhouse.kernel.db import Read, Tx
from longhouse.kernel.ids import UserId


class _Entry(msgspec.Struct, frozen=True):
    key: str
    value: str


async def get_values(read: Read) -> dict[str, object]:
    entries = await read.rows(
        _Entry, "SELECT key, value::text AS value FROM identity.site_config ORDER BY key LIMIT 100"
    )
    return {entry.key: msgspec.json.decode(entry.value) for entry in entries}


async def set_value(tx: Tx, key: str, value: object, by: UserId | None) -> None:
    await tx.execute(
        """
        INSERT INTO identity.site_config (key, value, updated_by, updated_at)
        VALUES ($1, $2::text::jsonb, $3, $4)
        ON CONFLICT (key) DO UPDATE
            SET value = excluded.value, updated_by = excluded.updated_by,
                updated_at = excluded.updated_at
        """,
        key,
        msgspec.json.encode(value).decode(),
        by,
        tx.now,
    )
