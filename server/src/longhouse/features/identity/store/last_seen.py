"""When members were last here."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from longhouse.kernel.db import Read, Tx
from longhouse.kernel.ids import UserId


async def last_active_many(read: Read, user_ids: Sequence[UserId]) -> dict[UserId, datetime]:
    """When they last did something, by the sessions that are kept; coarse, by some minutes."""
    found = await read.rows(
        _Active,
        """
        SELECT account_id AS user_id, max(last_seen_at) AS at FROM identity.session
        WHERE account_id = ANY($1::uuid[]) GROUP BY account_id
        """,
        list(user_ids),
    )
    return {one.user_id: one.at for one in found}


async def note_here(tx: Tx, user_id: UserId, at: datetime) -> None:
    """Who only looks on asks the house for nothing. Of their sessions it was the one that was seen
    last, as far as anybody can tell."""
    await tx.execute(
        """
        UPDATE identity.session SET last_seen_at = $2
        WHERE last_seen_at < $2 AND id = (
            SELECT id FROM identity.session WHERE account_id = $1
            ORDER BY last_seen_at DESC LIMIT 1)
        """,
        user_id,
        at,
    )


class _Active(msgspec.Struct, frozen=True):
    user_id: UserId
    at: datetime
