"""Names that were chosen before it was looked at which of them look alike."""

from longhouse.features.identity import api as identity
from longhouse.features.profiles.policy.lookalikes import shape_of
from longhouse.features.profiles.store import profiles as store
from longhouse.kernel.db import Tx

_AT_ONCE = 500


async def claim_names(tx: Tx) -> None:
    """Each such name is its owner's from now on, the oldest account first.

    One that somebody else has meanwhile, or that is kept for the house, stays what they are called
    and is nobody's; once the other is free, it is claimed.
    """
    for one in await store.list_unclaimed(tx, _AT_ONCE):
        shape = shape_of(one.display_name, identity.skeleton)
        await identity.hold_name(tx, shape)
        taken = await identity.is_name_of_another(tx, one.user_id, shape)
        if not taken and not identity.is_reserved(shape):
            await store.claim(tx, one.user_id, shape)
