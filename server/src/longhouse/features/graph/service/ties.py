"""Following, blocking and muting."""

from longhouse.features.graph.errors import OnlyWithOthers
from longhouse.features.graph.events import (
    MemberBlocked,
    MemberFollowed,
    MemberMuted,
    MemberUnblocked,
    MemberUnfollowed,
    MemberUnmuted,
)
from longhouse.features.graph.service.friends import Friends
from longhouse.features.graph.service.leaving import Leaving
from longhouse.features.graph.service.people import find_by_reference
from longhouse.features.graph.store import ties as store
from longhouse.features.graph.store.visibility import blocked_either_way
from longhouse.kernel.db import Tx
from longhouse.kernel.errors import NotFound
from longhouse.kernel.ids import UserId
from longhouse.kernel.principal import Principal


class Ties:
    """Each act may be repeated and is done once."""

    def __init__(self, leaving: Leaving, friends: Friends) -> None:
        self._leaving = leaving
        self._friends = friends

    async def follow(self, tx: Tx, principal: Principal, reference: str) -> UserId:
        me, other = await self._lock(tx, principal, reference)
        # Asked when the pair is locked: a block that came first is committed and counts.
        if await blocked_either_way(tx, me, other):
            raise NotFound
        if await store.add_follow(tx, me, other, tx.now):
            tx.emit(MemberFollowed(user_id=me, other_id=other))
        return other

    async def unfollow(self, tx: Tx, principal: Principal, reference: str) -> UserId:
        me, other = await self._lock(tx, principal, reference)
        if await blocked_either_way(tx, me, other):
            raise NotFound
        if await store.remove_follow(tx, me, other):
            await self._leaving.leave(tx, me, other, "followers")
            tx.emit(MemberUnfollowed(user_id=me, other_id=other))
        return other

    async def block(self, tx: Tx, principal: Principal, reference: str) -> UserId:
        """Whoever is blocked already may block as well, so that no unblocking surprises them."""
        me, other = await self._lock(tx, principal, reference)
        if not await store.add_block(tx, me, other):
            return other
        for follower, followee in ((me, other), (other, me)):
            if await store.remove_follow(tx, follower, followee):
                tx.emit(MemberUnfollowed(user_id=follower, other_id=followee))
        await self._friends.part_by_block(tx, me, other)
        for listener, owner in ((me, other), (other, me)):
            await self._leaving.leave(tx, listener, owner)
        tx.emit(MemberBlocked(user_id=me, other_id=other))
        return other

    async def unblock(self, tx: Tx, principal: Principal, reference: str) -> UserId:
        me, other = await self._lock(tx, principal, reference)
        if await store.remove_block(tx, me, other):
            tx.emit(MemberUnblocked(user_id=me, other_id=other))
        return other

    async def mute(self, tx: Tx, principal: Principal, reference: str) -> UserId:
        me, other = await self._pair(tx, principal, reference)
        if await store.add_mute(tx, me, other):
            tx.emit(MemberMuted(user_id=me, other_id=other))
        return other

    async def unmute(self, tx: Tx, principal: Principal, reference: str) -> UserId:
        me, other = await self._pair(tx, principal, reference)
        if await store.remove_mute(tx, me, other):
            tx.emit(MemberUnmuted(user_id=me, other_id=other))
        return other

    async def _lock(self, tx: Tx, principal: Principal, reference: str) -> tuple[UserId, UserId]:
        me, other = await self._pair(tx, principal, reference)
        await store.lock_pair(tx, me, other)
        return me, other

    async def _pair(self, tx: Tx, principal: Principal, reference: str) -> tuple[UserId, UserId]:
        other = (await find_by_reference(tx, reference, principal.user_id)).id
        if other == principal.user_id:
            raise OnlyWithOthers
        return principal.user_id, other
