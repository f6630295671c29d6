"""Names that are taken: usernames, and what members are called.

What they are called is read from `profiles.profile`, a join that the manifest declares.
"""

from longhouse.kernel.db import Read, Tx
from longhouse.kernel.ids import UserId


async def hold_name(tx: Tx, skeleton: str) -> None:
    """Whoever claims a name like this, as a username or to be called by, waits for the other."""
    await tx.execute("SELECT pg_advisory_xact_lock(hashtextextended('name ' || $1, 0))", skeleton)


async def is_name_taken(read: Read, skeleton: str) -> bool:
    """As a username, or by somebody who is called so."""
    return await read.exists(
        """
        SELECT EXISTS (SELECT FROM identity.account WHERE skeleton = $1)
            OR EXISTS (SELECT FROM profiles.profile WHERE name_skeleton = $1)
        """,
        skeleton,
    )


async def is_name_of_another(read: Read, user_id: UserId, skeleton: str) -> bool:
    return await read.exists(
        "SELECT true FROM identity.account WHERE skeleton = $2 AND id <> $1",
        user_id,
        skeleton,
    )
