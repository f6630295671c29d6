"""What other features may ask of profiles."""

from collections.abc import Sequence

from longhouse.features.profiles import policy, store
from longhouse.features.profiles.model import Profile, Written
from longhouse.features.profiles.service import Profiles
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.ids import UserId

__all__ = ["Profile", "Written", "get_many", "import_profile"]


async def get_many(read: Read, user_ids: Sequence[UserId]) -> dict[UserId, Profile]:
    """Name and bio of those who are here; whoever is missing is not to be shown."""
    return await Profiles().get_many(read, user_ids)


async def import_profile(
    tx: Tx, user_id: UserId, *, display_name: str | None, bio: str | None = None
) -> None:
    """For people who come with a past. Nothing is told, because nothing happens now."""
    await store.lock(tx, user_id)
    await store.set_said(tx, user_id, policy.normal_name(display_name), policy.normal_bio(bio))
