"""All SQL of profiles."""

from collections.abc import Sequence

import msgspec

from longhouse.features.profiles.model import Preferences, Said
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.ids import UserId


async def get_many(read: Read, user_ids: Sequence[UserId]) -> list[Said]:
    return await read.rows(
        Said,
        "SELECT user_id, display_name, bio FROM profiles.profile WHERE user_id = ANY($1::uuid[])",
        list(user_ids),
    )


async def lock(tx: Tx, user_id: UserId) -> Said | None:
    """The row of a member, made if there was none, and held until the transaction ends."""
    await tx.execute(
        """
        INSERT INTO profiles.profile (user_id, updated_at) VALUES ($1, $2)
        ON CONFLICT (user_id) DO NOTHING
        """,
        user_id,
        tx.now,
    )
    return await tx.row(
        Said,
        "SELECT user_id, display_name, bio FROM profiles.profile WHERE user_id = $1 FOR UPDATE",
        user_id,
    )


async def set_said(tx: Tx, user_id: UserId, display_name: str | None, bio: str | None) -> None:
    await tx.execute(
        """
        UPDATE profiles.profile SET display_name = $2, bio = $3, updated_at = $4
        WHERE user_id = $1
        """,
        user_id,
        display_name,
        bio,
        tx.now,
    )


async def get_preferences(read: Read, user_id: UserId) -> Preferences:
    """Unknown keys of newer code are passed over; what was never chosen has its default."""
    kept = await read.value(
        str, "SELECT settings::text FROM profiles.profile WHERE user_id = $1", user_id
    )
    return Preferences() if kept is None else msgspec.json.decode(kept, type=Preferences)


async def merge_preferences(tx: Tx, user_id: UserId, chosen: dict[str, object]) -> None:
    await tx.execute(
        """
        INSERT INTO profiles.profile AS p (user_id, settings, updated_at)
        VALUES ($1, $2::text::jsonb, $3)
        ON CONFLICT (user_id) DO UPDATE
            SET settings = p.settings || excluded.settings, updated_at = excluded.updated_at
        """,
        user_id,
        msgspec.json.encode(chosen).decode(),
        tx.now,
    )


async def remove(tx: Tx, user_id: UserId) -> None:
    await tx.execute("DELETE FROM profiles.profile WHERE user_id = $1", user_id)
