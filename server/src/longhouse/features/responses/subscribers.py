"""What responses do when members come and go."""

from longhouse.features.identity.events import MemberDeleted, MemberErased, MemberRestored
from longhouse.features.posts import api as posts
from longhouse.features.responses.service import counting
from longhouse.features.responses.store import recount
from longhouse.kernel.db import Tx
from longhouse.kernel.ids import UserId
from longhouse.kernel.outbox import Subscriber


async def _recount(tx: Tx, event: MemberDeleted | MemberRestored) -> None:
    await _count_around(tx, event.user_id)


async def _empty(tx: Tx, event: MemberErased) -> None:
    around = await recount.list_posts_around(tx, event.user_id)
    await posts.lock_many(tx, around)
    await recount.empty_of(tx, event.user_id)
    await recount.recount_comments(tx, around)


async def _count_around(tx: Tx, user_id: UserId) -> None:
    around = await recount.list_posts_around(tx, user_id)
    await posts.lock_many(tx, around)
    await counting.recount(tx, around)


SUBSCRIBERS = [
    Subscriber("responses.recount_without_deleted", MemberDeleted, _recount),
    Subscriber("responses.recount_with_restored", MemberRestored, _recount),
    Subscriber("responses.empty_erased", MemberErased, _empty),
]
