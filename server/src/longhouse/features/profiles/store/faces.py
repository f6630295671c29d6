"""What search may know of members: a row for each kind of viewer, and nothing hidden in it."""

from collections.abc import Sequence
from typing import Literal
from uuid import UUID

import msgspec

from longhouse.kernel.db import Tx
from longhouse.kernel.ids import UserId

Audience = Literal["everybody", "friends"]


class Known(msgspec.Struct, frozen=True, kw_only=True):
    audience: Audience
    names: str
    """Each between two line breaks."""
    words: Sequence[str]
    pronouns: str | None
    place_id: int | None
    place_label: str | None
    interests: Sequence[str]


async def remove(tx: Tx, user_id: UserId) -> None:
    await tx.execute("DELETE FROM profiles.face WHERE user_id = $1", user_id)


async def list_missing(tx: Tx, most: int) -> list[UserId]:
    """Members of whom search knows nothing: who was let in by somebody with the machine."""
    found = await tx.values(
        UUID,
        """
        SELECT a.id FROM identity.account AS a
        WHERE a.approved_at IS NOT NULL AND a.deleted_at IS NULL
          AND NOT EXISTS (SELECT FROM profiles.face AS f
                          WHERE f.audience = 'everybody' AND f.user_id = a.id)
        ORDER BY a.id LIMIT $1
        """,
        most,
    )
    return [UserId(one) for one in found]


async def keep(tx: Tx, user_id: UserId, faces: Sequence[Known]) -> None:
    await tx.execute_many(
        """
        INSERT INTO profiles.face
            (user_id, audience, names, words, pronouns, place_id, place_label, interests)
        VALUES ($1, $2, $3, array_to_tsvector($4::text[]), $5, $6, $7, $8)
        ON CONFLICT (audience, user_id) DO UPDATE SET
            names = excluded.names, words = excluded.words, pronouns = excluded.pronouns,
            place_id = excluded.place_id, place_label = excluded.place_label,
            interests = excluded.interests
        """,
        [
            (
                user_id,
                face.audience,
                face.names,
                list(face.words),
                face.pronouns,
                face.place_id,
                face.place_label,
                list(face.interests),
            )
            for face in faces
        ],
    )
