"""What search may know of members: a row for each kind of viewer, and nothing hidden in it."""

from collections.abc import Sequence
from typing import Literal

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
