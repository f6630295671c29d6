"""What posts do when something happens elsewhere."""

from longhouse.features.identity.events import MemberErased
from longhouse.features.posts.store import posts
from longhouse.kernel.db import Tx
from longhouse.kernel.outbox import Subscriber


async def _empty(tx: Tx, event: MemberErased) -> None:
    """What an erased member published is no longer anybody's to read or to find."""
    await posts.empty_of(tx, event.user_id)


SUBSCRIBERS = [Subscriber("posts.empty_erased", MemberErased, _empty)]
