"""How members want to hear of things."""

from collections.abc import Mapping, Sequence

import msgspec

from longhouse.features.notifications.model import Preferences
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.ids import UserId


class _Kept(msgspec.Struct, frozen=True, kw_only=True):
    user_id: UserId
    settings: str


async def get(read: Read, user_id: UserId) -> Preferences:
    return (await get_many(read, [user_id]))[user_id]


async def get_many(read: Read, user_ids: Sequence[UserId]) -> Mapping[UserId, Preferences]:
    """One for each, the defaults for whoever has chosen nothing."""
    kept = await read.rows(
        _Kept,
        """
        SELECT user_id, settings::text AS settings FROM notifications.preference
        WHERE user_id = ANY($1::uuid[])
        """,
        list(user_ids),
    )
    chosen = {row.user_id: _preferences.decode(row.settings) for row in kept}
    return {user_id: chosen.get(user_id, Preferences()) for user_id in user_ids}


async def lock(tx: Tx, user_id: UserId) -> Preferences:
    """Held until the transaction ends, so that two changes at once both hold."""
    await tx.execute(
        """
        INSERT INTO notifications.preference (user_id, settings, updated_at)
        VALUES ($1, '{}', $2) ON CONFLICT (user_id) DO NOTHING
        """,
        user_id,
        tx.now,
    )
    kept = await tx.value(
        str,
        "SELECT settings::text FROM notifications.preference WHERE user_id = $1 FOR UPDATE",
        user_id,
    )
    return Preferences() if kept is None else _preferences.decode(kept)


async def keep(tx: Tx, user_id: UserId, preferences: Preferences) -> None:
    await tx.execute(
        """
        UPDATE notifications.preference SET settings = $2::text::jsonb, updated_at = $3
        WHERE user_id = $1
        """,
        user_id,
        msgspec.json.encode(preferences).decode(),
        tx.now,
    )


_preferences = msgspec.json.Decoder(Preferences)
