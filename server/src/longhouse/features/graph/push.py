"""What is told live about the graph: to who did it on every device, and to who is followed."""

from collections.abc import Sequence

from longhouse.features.graph.events import (
    FriendRequestClosed,
    FriendRequested,
    FriendshipBegan,
    FriendshipEnded,
    MemberBlocked,
    MemberFollowed,
    MemberMuted,
    MemberUnblocked,
    MemberUnfollowed,
    MemberUnmuted,
)
from longhouse.features.graph.policy.sight import wants_to_see
from longhouse.features.graph.schemas import (
    FollowTold,
    FriendshipTold,
    RequestTold,
    SightTold,
    TiesTold,
    person_of,
    request_of,
    ties_of,
)
from longhouse.features.graph.store import acquaintances, lists, ties, visibility
from longhouse.features.identity.api import AddressOf, user_topic
from longhouse.kernel.db import Read
from longhouse.kernel.gatherings import sight_topic
from longhouse.kernel.ids import UserId
from longhouse.kernel.push import AnyPush, Push, Telling

AboutTie = (
    MemberFollowed
    | MemberUnfollowed
    | MemberBlocked
    | MemberUnblocked
    | MemberMuted
    | MemberUnmuted
)
AboutRequest = FriendRequested | FriendRequestClosed
AboutFriendship = FriendshipBegan | FriendshipEnded


def pushes(avatar_address: AddressOf) -> list[AnyPush]:
    views = _Views(avatar_address)
    return [
        Push(MemberFollowed, views.followed),
        Push(MemberUnfollowed, _tie_changed),
        Push(MemberBlocked, _blocked),
        Push(MemberUnblocked, _blocked),
        Push(MemberMuted, _muted),
        Push(MemberUnmuted, _muted),
        Push(FriendRequested, views.requested),
        Push(FriendRequestClosed, views.request_closed),
        Push(FriendshipBegan, _began),
        Push(FriendshipEnded, _ended),
    ]


class _Views:
    """What is told with a face to it, whose picture is reached by an address."""

    def __init__(self, avatar_address: AddressOf) -> None:
        self._address = avatar_address

    async def followed(self, read: Read, event: MemberFollowed) -> Sequence[Telling]:
        tellings = list(await _tie_changed(read, event))
        sight = await visibility.get_sight(read, event.other_id, [event.user_id])
        follower = await lists.find_person(read, event.other_id, event.user_id)
        if follower is not None and wants_to_see(event.user_id, sight):
            told = FollowTold(person_of(follower, self._address(follower.avatar_id, read.now)))
            tellings.append(Telling(user_topic(event.other_id), "user_followed", told))
        return tellings

    async def requested(self, read: Read, event: FriendRequested) -> Sequence[Telling]:
        tellings = await self._request(read, event, event.user_id, "friend_request_sent")
        sight = await visibility.get_sight(read, event.other_id, [event.user_id])
        if wants_to_see(event.user_id, sight):
            tellings += await self._request(read, event, event.other_id, "friend_request_received")
        return tellings

    async def request_closed(self, read: Read, event: FriendRequestClosed) -> Sequence[Telling]:
        return [
            *await self._request(read, event, event.user_id, "friend_request_closed"),
            *await self._request(read, event, event.other_id, "friend_request_closed"),
        ]

    async def _request(
        self, read: Read, event: AboutRequest, me: UserId, kind: str
    ) -> list[Telling]:
        found = await acquaintances.get_request(read, me, event.request_id)
        if found is None:
            return []
        waiting = await acquaintances.count_incoming(read, me)
        other = event.other_id if me == event.user_id else event.user_id
        shown = request_of(me, found, self._address, read.now)
        return [
            Telling(user_topic(me), kind, RequestTold(shown, waiting)),
            await _relationship(read, me, other),
        ]


async def _tie_changed(read: Read, event: AboutTie) -> Sequence[Telling]:
    return [await _relationship(read, event.user_id, event.other_id)]


async def _relationship(read: Read, me: UserId, other: UserId) -> Telling:
    found = (await ties.get_relationships(read, me, [other]))[0]
    return Telling(user_topic(me), "relationship_changed", TiesTold(other, ties_of(me, found)))


async def _began(read: Read, event: FriendshipBegan) -> Sequence[Telling]:
    return await _friendship(read, event, "friendship_began")


async def _ended(read: Read, event: FriendshipEnded) -> Sequence[Telling]:
    return await _friendship(read, event, "friendship_ended")


async def _friendship(read: Read, event: AboutFriendship, kind: str) -> Sequence[Telling]:
    tellings: list[Telling] = []
    for me, other in ((event.user_id, event.other_id), (event.other_id, event.user_id)):
        standings = await lists.get_standings(read, me, [me])
        count = standings[0].friend_count if standings else 0
        tellings.append(Telling(user_topic(me), kind, FriendshipTold(other, count)))
        tellings.append(await _relationship(read, me, other))
    return tellings


async def _blocked(read: Read, event: MemberBlocked | MemberUnblocked) -> Sequence[Telling]:
    """What the other sees has changed too, of which only the house itself hears."""
    seen_by = [_sight_changed(event.user_id), _sight_changed(event.other_id)]
    return [*seen_by, *await _tie_changed(read, event)]


async def _muted(read: Read, event: MemberMuted | MemberUnmuted) -> Sequence[Telling]:
    return [_sight_changed(event.user_id), *await _tie_changed(read, event)]


def _sight_changed(user_id: UserId) -> Telling:
    return Telling(sight_topic(user_id), "sight_changed", SightTold(user_id))
