"""What members say about themselves."""

from collections.abc import Sequence
from typing import LiteralString
from uuid import UUID

import msgspec

from longhouse.features.profiles.model import Preferences, Said
from longhouse.kernel.db import Read, Tx, UniqueViolation
from longhouse.kernel.ids import UserId

_COLUMNS: LiteralString = """
    user_id, display_name, bio, gender, pronouns, place_id, place_city, place_country, place_label,
    interests, avatar_id, banner_id, visibility::text AS visibility, hide_profile, onboarded_at,
    name_skeleton, showcase_visibility::text AS showcase_visibility
"""
_GET_MANY = f"SELECT {_COLUMNS} FROM profiles.profile WHERE user_id = ANY($1::uuid[])"  # noqa: S608 -- constants alone
_LOCK = f"SELECT {_COLUMNS} FROM profiles.profile WHERE user_id = $1 FOR UPDATE"  # noqa: S608 -- constants alone
_WITH_PICTURE = f"""
    SELECT {_COLUMNS} FROM profiles.profile WHERE avatar_id = $1 OR banner_id = $1 FOR UPDATE
"""  # noqa: S608 -- constants alone


async def get_many(read: Read, user_ids: Sequence[UserId]) -> dict[UserId, Said]:
    """Of those who have said something."""
    found = await read.rows(Said, _GET_MANY, list(user_ids))
    return {said.user_id: said for said in found}


async def lock(tx: Tx, user_id: UserId) -> Said:
    """The row of a member, made if there was none, and held until the transaction ends."""
    await tx.execute(
        """
        INSERT INTO profiles.profile (user_id, updated_at) VALUES ($1, $2)
        ON CONFLICT (user_id) DO NOTHING
        """,
        user_id,
        tx.now,
    )
    return await tx.row(Said, _LOCK, user_id) or Said(user_id=user_id)


async def lock_with_picture(tx: Tx, media_id: UUID) -> Said | None:
    return await tx.row(Said, _WITH_PICTURE, media_id)


async def keep(
    tx: Tx, said: Said, open_fields: Sequence[str], friend_fields: Sequence[str]
) -> bool:
    """False when somebody else has a name that looks like this one, also since a moment ago."""
    try:
        await tx.execute(
            """
            UPDATE profiles.profile SET
                display_name = $2, bio = $3, gender = $4, pronouns = $5, place_id = $6,
                place_city = $7, place_country = $8, place_label = $9, interests = $10,
                avatar_id = $11, banner_id = $12, visibility = $13::text::jsonb, hide_profile = $14,
                onboarded_at = $15, name_skeleton = $16, open_fields = $17, friend_fields = $18,
                updated_at = $19, showcase_visibility = $20::text::jsonb
            WHERE user_id = $1
            """,
            said.user_id,
            said.display_name,
            said.bio,
            said.gender,
            said.pronouns,
            said.place_id,
            said.place_city,
            said.place_country,
            said.place_label,
            list(said.interests),
            said.avatar_id,
            said.banner_id,
            said.visibility,
            said.hide_profile,
            said.onboarded_at,
            said.name_skeleton,
            list(open_fields),
            list(friend_fields),
            tx.now,
            said.showcase_visibility,
        )
    except UniqueViolation:
        return False
    return True


class Unclaimed(msgspec.Struct, frozen=True):
    user_id: UserId
    display_name: str


async def list_unclaimed(tx: Tx, most: int) -> list[Unclaimed]:
    """Names of which it was never asked whether they look like another. The ids are in the order
    of the accounts."""
    return await tx.rows(
        Unclaimed,
        """
        SELECT user_id, display_name FROM profiles.profile
        WHERE display_name IS NOT NULL AND name_skeleton IS NULL
        ORDER BY user_id LIMIT $1
        """,
        most,
    )


async def claim(tx: Tx, user_id: UserId, skeleton: str) -> None:
    """Only where nobody is called so, and where it was not chosen anew meanwhile. The name is
    held."""
    await tx.execute(
        """
        UPDATE profiles.profile AS p SET name_skeleton = $2
        WHERE p.user_id = $1 AND p.display_name IS NOT NULL AND p.name_skeleton IS NULL
          AND NOT EXISTS (SELECT FROM profiles.profile AS o WHERE o.name_skeleton = $2)
        """,
        user_id,
        skeleton,
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
    """Everything that an erased member said, did and showed, and what others did with them."""
    await tx.execute("DELETE FROM profiles.profile WHERE user_id = $1", user_id)
    await tx.execute("DELETE FROM profiles.face WHERE user_id = $1", user_id)
    await tx.execute("DELETE FROM profiles.showcase_item WHERE user_id = $1", user_id)
    await tx.execute("DELETE FROM profiles.activity WHERE user_id = $1 OR subject_id = $1", user_id)
