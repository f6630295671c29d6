"""What the graph does when members come and go."""

from longhouse.features.graph.store import friends, ties
from longhouse.features.identity.events import MemberDeleted, MemberErased, MemberRestored
from longhouse.kernel.db import Tx
from longhouse.kernel.outbox import Subscriber


async def _recount(tx: Tx, event: MemberDeleted | MemberRestored) -> None:
    await ties.recount_around(tx, event.user_id)


async def _remove(tx: Tx, event: MemberErased) -> None:
    await ties.remove_of(tx, event.user_id)
    await friends.remove_of(tx, event.user_id)


SUBSCRIBERS = [
    Subscriber("graph.recount_without_deleted", MemberDeleted, _recount),
    Subscriber("graph.recount_with_restored", MemberRestored, _recount),
    Subscriber("graph.remove_erased", MemberErased, _remove),
]
