"""Reading friends and requests, and whom somebody may want to know."""

from collections.abc import Sequence
from uuid import UUID

import msgspec

from longhouse.features.graph.model import (
    Direction,
    FriendListed,
    FriendSeen,
    LatestOf,
    Listed,
    MayListFriends,
    Recommend,
    Recommended,
    RequestSeen,
    Wishes,
    nothing_lately,
)
from longhouse.features.graph.service.people import get_visible
from longhouse.features.graph.store import acquaintances as store
from longhouse.features.graph.store import friends, lists, ties
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.errors import NotFound
from longhouse.kernel.ids import UserId
from longhouse.kernel.paging import Cut, Page, PlaceInTime, cut
from longhouse.kernel.principal import Principal

_CANDIDATES = 60
MOST_RECOMMENDED = 20


async def only_friends(read: Read, viewer: UserId, owner: UserId) -> bool:
    """Who may read somebody's list of friends, as long as nobody has chosen anything else."""
    return await friends.are_friends(read, viewer, owner)


class Acquaintances:
    def __init__(
        self,
        may_list: MayListFriends = only_friends,
        more: Sequence[Recommend] = (),
        latest_of: LatestOf = nothing_lately,
    ) -> None:
        self._may_list = may_list
        self._latest_of = latest_of
        self._sources: Sequence[Recommend] = (
            store.list_friends_of_friends,
            store.list_followed_by_followed,
            *more,
        )

    async def list_friends(
        self, read: Read, principal: Principal, reference: str, page: Page
    ) -> Cut[FriendSeen]:
        """The whole list is as its owner has decided; to others there are the friends in common who
        show their own."""
        owner = (await get_visible(read, principal, reference)).id
        me, after = principal.user_id, page.after(PlaceInTime)
        read_list = store.list_mutuals
        if owner == me or await self._may_list(read, me, owner):
            read_list = store.list_friends
        return await self._seen(
            read, me, await read_list(read, owner, me, after, page.limit + 1), page
        )

    async def list_mutuals(
        self, read: Read, principal: Principal, reference: str, page: Page
    ) -> Cut[FriendSeen]:
        owner = (await get_visible(read, principal, reference)).id
        me, after = principal.user_id, page.after(PlaceInTime)
        rows = await store.list_mutuals(read, owner, me, after, page.limit + 1)
        return await self._seen(read, me, rows, page)

    async def list_requests(
        self, read: Read, principal: Principal, direction: Direction, page: Page
    ) -> Cut[RequestSeen]:
        before = page.after(UUID)
        rows = await store.list_requests(read, principal.user_id, direction, before, page.limit + 1)
        return cut(rows, page, lambda request: request.id)

    async def count_incoming(self, read: Read, user_id: UserId) -> int:
        return await store.count_incoming(read, user_id)

    async def get_request(self, read: Read, principal: Principal, request_id: UUID) -> RequestSeen:
        found = await store.get_request(read, principal.user_id, request_id)
        if found is None:
            raise NotFound
        return found

    async def recommend(self, read: Read, principal: Principal) -> list[tuple[Recommended, Listed]]:
        """At most one reason for each person, the first source that names them gives it."""
        me = principal.user_id
        found: dict[UserId, Recommended] = {}
        for source in self._sources:
            for one in await source(read, me, _CANDIDATES):
                found.setdefault(one.user_id, one)
        wanted = await store.list_strangers(read, me, list(found))
        chosen = [one for one in found.values() if one.user_id in wanted][:MOST_RECOMMENDED]
        people = await lists.get_people(read, me, [one.user_id for one in chosen])
        by_id = {person.id: person for person in people}
        return [(one, by_id[one.user_id]) for one in chosen if one.user_id in by_id]

    async def recommend_to(
        self, read: Read, principal: Principal, reference: str
    ) -> list[tuple[Recommended, Listed]]:
        """By a name of oneself: whom others may want to know is theirs alone to read."""
        if (await get_visible(read, principal, reference)).id != principal.user_id:
            raise NotFound
        return await self.recommend(read, principal)

    async def pass_over(self, tx: Tx, principal: Principal, reference: str) -> None:
        other = (await get_visible(tx, principal, reference)).id
        await friends.pass_over(tx, principal.user_id, other)

    async def get_wishes(self, read: Read, principal: Principal) -> Wishes:
        return await friends.get_wishes(read, principal.user_id)

    async def wish(self, tx: Tx, principal: Principal, chosen: dict[str, object]) -> Wishes:
        await ties.lock_pair(tx, principal.user_id, principal.user_id)
        kept = await friends.get_wishes(tx, principal.user_id)
        wishes = msgspec.structs.replace(kept, **chosen)
        await friends.set_wishes(tx, principal.user_id, wishes)
        return wishes

    async def _seen(
        self, read: Read, me: UserId, rows: list[FriendListed], page: Page
    ) -> Cut[FriendSeen]:
        """A page of friends, with how the member stands to each and what each wrote last."""
        found = cut(rows, page, lambda listed: PlaceInTime(listed.since, listed.id))
        ids = [listed.id for listed in found.rows]
        standing = {one.user_id: one for one in await ties.get_relationships(read, me, ids)}
        latest = await self._latest_of(read, me, ids)
        seen = [
            FriendSeen(
                listed=listed, relationship=standing[listed.id], latest=latest.get(listed.id)
            )
            for listed in found.rows
        ]
        return Cut(seen, found.meta)
