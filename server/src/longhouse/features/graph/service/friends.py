"""Asking for friendship, answering, and ending it."""

from datetime import timedelta
from uuid import UUID

from longhouse.features.graph.errors import (
    AlreadyAsked,
    AlreadyFriends,
    AskedRecently,
    OnlyWithOthers,
    RequestClosed,
    RequestsNotWanted,
    UnwelcomeMessage,
)
from longhouse.features.graph.events import (
    FriendRequestClosed,
    FriendRequested,
    FriendshipBegan,
    FriendshipEnded,
    MemberFollowed,
)
from longhouse.features.graph.model import FriendRequest, RequestStatus, SharesServer
from longhouse.features.graph.policy.asking import (
    ANSWERED_WITHIN,
    DAY,
    MONTH,
    WEEK,
    check_allowance,
    check_not_said_to_many,
    daily_allowance,
    normal_message,
)
from longhouse.features.graph.service.leaving import Leaving
from longhouse.features.graph.service.people import find_by_reference, get_visible
from longhouse.features.graph.settings import GraphSettings
from longhouse.features.graph.store import friends, ties
from longhouse.features.graph.store.visibility import blocked_either_way
from longhouse.features.identity import api as identity
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.errors import Forbidden, NotFound
from longhouse.kernel.ids import UserId, new_id
from longhouse.kernel.principal import Principal
from longhouse.kernel.wording import Wording


async def nobody_shares_a_server(_read: Read, _one: UserId, _other: UserId) -> bool:
    """The answer of a house without servers."""
    return False


class Friends:
    """What happens between two members is done while their pair is locked, one thing after the
    other, and requests that both make at once become a friendship."""

    def __init__(
        self,
        settings: GraphSettings,
        leaving: Leaving,
        wording: Wording,
        shares_server: SharesServer = nobody_shares_a_server,
    ) -> None:
        self._settings = settings
        self._leaving = leaving
        self._wording = wording
        self._shares_server = shares_server

    async def ask(self, tx: Tx, principal: Principal, reference: str, message: str | None) -> UUID:
        """The request that stands afterwards: a new one, or theirs, accepted by asking back."""
        said = normal_message(message)
        if said and not self._wording.allows(said):
            raise UnwelcomeMessage
        me = principal.user_id
        other = (await find_by_reference(tx, reference, me)).id
        if other == me:
            raise OnlyWithOthers
        await ties.lock_pair(tx, me, other)
        if await blocked_either_way(tx, me, other):
            raise NotFound
        if await friends.are_friends(tx, me, other):
            raise AlreadyFriends
        waiting = await self._outstanding(tx, me, other)
        if waiting is not None:
            if waiting.requester_id == me:
                raise AlreadyAsked(details={"request_id": str(waiting.id)})
            await self._accept(tx, waiting)
            return waiting.id
        await self._check_allowed(tx, me, other)
        await self._check_words(tx, me, said)
        return await self._send(tx, me, other, said)

    async def respond(
        self, tx: Tx, principal: Principal, request_id: UUID, *, accept: bool
    ) -> None:
        """The same answer twice is one answer; another one comes too late."""
        request = await self._hold(tx, principal, request_id)
        if request.recipient_id != principal.user_id:
            raise Forbidden
        if request.status == ("accepted" if accept else "declined"):
            return
        if request.status != "pending" or request.expires_at <= tx.now:
            raise RequestClosed
        if accept:
            await self._accept(tx, request)
        else:
            await self._close(tx, request, "declined")

    async def cancel(self, tx: Tx, principal: Principal, request_id: UUID) -> None:
        request = await self._hold(tx, principal, request_id)
        if request.requester_id != principal.user_id:
            raise Forbidden
        if request.status == "cancelled":
            return
        if request.status != "pending":
            raise RequestClosed
        await self._close(tx, request, "cancelled")

    async def unfriend(self, tx: Tx, principal: Principal, reference: str) -> UserId:
        """They keep following each other until somebody unfollows."""
        me = principal.user_id
        other = (await get_visible(tx, principal, reference)).id
        if other == me:
            raise OnlyWithOthers
        await ties.lock_pair(tx, me, other)
        await self.part(tx, me, other)
        for listener, owner in ((me, other), (other, me)):
            await self._leaving.leave(tx, listener, owner, "friends")
        return other

    async def part(self, tx: Tx, me: UserId, other: UserId) -> None:
        """End the friendship of a locked pair."""
        if await friends.remove_friendship(tx, me, other):
            tx.emit(FriendshipEnded(user_id=me, other_id=other))

    async def part_by_block(self, tx: Tx, me: UserId, other: UserId) -> None:
        await self.part(tx, me, other)
        waiting = await friends.find_outstanding(tx, me, other)
        if waiting is not None:
            await self._close(tx, waiting, "cancelled")

    async def expire(self, tx: Tx) -> None:
        for request in await friends.list_run_out(tx, _AT_ONCE):
            await self._close(tx, request, "expired")

    async def _hold(self, tx: Tx, principal: Principal, request_id: UUID) -> FriendRequest:
        """A request that is one's own, read again under the lock of its pair."""
        found = await friends.find_request(tx, request_id)
        me = principal.user_id
        if found is None or me not in (found.requester_id, found.recipient_id):
            raise NotFound
        await ties.lock_pair(tx, found.requester_id, found.recipient_id)
        if await blocked_either_way(tx, found.requester_id, found.recipient_id):
            raise NotFound
        held = await friends.find_request(tx, request_id)
        if held is None:
            raise NotFound
        return held

    async def _outstanding(self, tx: Tx, me: UserId, other: UserId) -> FriendRequest | None:
        waiting = await friends.find_outstanding(tx, me, other)
        if waiting is not None and waiting.expires_at <= tx.now:
            await self._close(tx, waiting, "expired")
            return None
        return waiting

    async def _check_allowed(self, tx: Tx, me: UserId, other: UserId) -> None:
        declined = await friends.find_last_declined(tx, me, other)
        if declined and tx.now < declined + timedelta(days=self._settings.ask_again_days):
            raise AskedRecently
        policy = (await friends.get_wishes(tx, other)).friend_policy
        if policy == "nobody":
            raise RequestsNotWanted
        if policy == "mutual_server" and not await self._shares_server(tx, me, other):
            raise RequestsNotWanted
        account = await identity.get(tx, me)
        welcome = await friends.get_welcome(tx, me, tx.now - MONTH, tx.now - ANSWERED_WITHIN)
        allowance = daily_allowance(account.created_at, welcome, tx.now, self._settings)
        sent = await friends.list_sent_since(tx, me, tx.now - DAY, allowance.most)
        check_allowance(sent, allowance, tx.now)

    async def _check_words(self, tx: Tx, me: UserId, said: str | None) -> None:
        if said is None:
            return
        before = await friends.list_said_since(tx, me, tx.now - WEEK, _MOST_SAID)
        check_not_said_to_many(said, before, self._settings.same_message_per_week)

    async def _send(self, tx: Tx, me: UserId, other: UserId, said: str | None) -> UUID:
        wishes = await friends.get_wishes(tx, other)
        unwanted = wishes.auto_decline_non_mutual and not await self._shares_server(tx, me, other)
        request = FriendRequest(
            id=new_id(),
            requester_id=me,
            recipient_id=other,
            message=said,
            status="declined" if unwanted else "pending",
            created_at=tx.now,
            expires_at=tx.now + timedelta(days=self._settings.request_days),
            responded_at=tx.now if unwanted else None,
        )
        await friends.add_request(tx, request)
        if not unwanted:
            tx.emit(FriendRequested(request_id=request.id, user_id=me, other_id=other))
        return request.id

    async def _accept(self, tx: Tx, request: FriendRequest) -> None:
        asked, answered = request.requester_id, request.recipient_id
        await self._close(tx, request, "accepted")
        await friends.add_friendship(tx, asked, answered, request.id, tx.now)
        for follower, followee in ((asked, answered), (answered, asked)):
            if await ties.add_follow(tx, follower, followee, tx.now):
                tx.emit(MemberFollowed(user_id=follower, other_id=followee))
        tx.emit(FriendshipBegan(user_id=asked, other_id=answered))

    async def _close(self, tx: Tx, request: FriendRequest, status: RequestStatus) -> None:
        if await friends.close_request(tx, request.id, status):
            tx.emit(
                FriendRequestClosed(
                    request_id=request.id,
                    user_id=request.requester_id,
                    other_id=request.recipient_id,
                    accepted=status == "accepted",
                )
            )


_AT_ONCE = 500
_MOST_SAID = 500
