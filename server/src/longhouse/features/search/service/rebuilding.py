"""Making the index anew beside a house that goes on living.

It goes through everything that was ever written, in the order of ids and so of time, and through
everything that the index holds, some at a time. Each lot is taken in one transaction, which holds
what it makes anew just as the following of events does: nobody finds less meanwhile, and what
changes meanwhile is in the index whichever of the two comes last. The numbers come out in the order
of time, so a rebuild also puts right what came late.
"""

import heapq
from collections.abc import Awaitable, Callable, Sequence
from uuid import UUID

import msgspec

from longhouse.features.posts import api as posts
from longhouse.features.responses import api as responses
from longhouse.features.search.service.indexing import index
from longhouse.features.search.store import documents as store
from longhouse.kernel.db import Database, Read
from longhouse.kernel.ids import FIRST_ID

_AT_ONCE = 500


class Progress(msgspec.Struct, frozen=True):
    looked_at: int
    """Posts and comments so far, deleted ones among them."""
    of_about: int
    documents: int


class _Lot(msgspec.Struct, frozen=True):
    post_ids: Sequence[UUID]
    comment_ids: Sequence[UUID]

    @property
    def last(self) -> UUID | None:
        ids = (*self.post_ids, *self.comment_ids)
        return max(ids) if ids else None


async def rebuild(db: Database, report: Callable[[Progress], Awaitable[None]]) -> Progress:
    async with db.read() as read:
        total = await posts.count_all_posts(read) + await responses.count_all_comments(read)
    after, looked_at, made = FIRST_ID, 0, 0
    while True:
        async with db.read() as read:
            lot = await _next_lot(read, after)
        if lot.last is None:
            return Progress(looked_at, max(total, looked_at), made)
        async with db.transaction() as tx:
            made += await index(tx, lot.post_ids, lot.comment_ids, anew=True)
        after = lot.last
        looked_at += len(lot.post_ids) + len(lot.comment_ids)
        await report(Progress(looked_at, max(total, looked_at), made))


async def _next_lot(read: Read, after: UUID) -> _Lot:
    """What is in the index and was written by nobody any more is looked at too, and goes."""
    of_posts = {
        *await posts.list_post_ids_after(read, after, _AT_ONCE),
        *await store.list_sources_after(read, after, _AT_ONCE, comments=False),
    }
    of_comments = {
        *await responses.list_comment_ids_after(read, after, _AT_ONCE),
        *await store.list_sources_after(read, after, _AT_ONCE, comments=True),
    }
    taken = set(heapq.nsmallest(_AT_ONCE, of_posts | of_comments))
    return _Lot(sorted(of_posts & taken), sorted(of_comments & taken))
