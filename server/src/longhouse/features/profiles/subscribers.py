"""What profiles do when something happens elsewhere."""

from longhouse.features.identity.events import MemberErased
from longhouse.features.profiles import store
from longhouse.kernel.db import Tx
from longhouse.kernel.outbox import Subscriber


async def _remove(tx: Tx, event: MemberErased) -> None:
    await store.remove(tx, event.user_id)


SUBSCRIBERS = [Subscriber("profiles.remove_erased", MemberErased, _remove)]
