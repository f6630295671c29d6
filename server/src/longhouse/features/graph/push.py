"""What is told live about the graph: to who did it on every device, and to who is followed."""

from collections.abc import Sequence

from longhouse.features.graph.events import (
    MemberBlocked,
    MemberFollowed,
    MemberMuted,
    MemberUnblocked,
    MemberUnfollowed,
    MemberUnmuted,
)
from longhouse.features.graph.policy import wants_to_see
from longhouse.features.graph.schemas import FollowTold, TiesTold, person_of, ties_of
from longhouse.features.graph.store import lists, ties, visibility
from longhouse.kernel.db import Read
from longhouse.kernel.push import AnyPush, Push, Telling

AboutTie = (
    MemberFollowed
    | MemberUnfollowed
    | MemberBlocked
    | MemberUnblocked
    | MemberMuted
    | MemberUnmuted
)


async def _tie_changed(read: Read, event: AboutTie) -> Sequence[Telling]:
    found = (await ties.get_relationships(read, event.user_id, [event.other_id]))[0]
    told = TiesTold(event.other_id, ties_of(event.user_id, found))
    return [Telling(f"user:{event.user_id}", "relationship_changed", told)]


async def _followed(read: Read, event: MemberFollowed) -> Sequence[Telling]:
    tellings = list(await _tie_changed(read, event))
    sight = await visibility.get_sight(read, event.other_id, [event.user_id])
    follower = await lists.find_person(read, event.user_id)
    if follower is not None and wants_to_see(event.user_id, sight):
        told = FollowTold(person_of(follower))
        tellings.append(Telling(f"user:{event.other_id}", "user_followed", told))
    return tellings


PUSHES: list[AnyPush] = [
    Push(MemberFollowed, _followed),
    Push(MemberUnfollowed, _tie_changed),
    Push(MemberBlocked, _tie_changed),
    Push(MemberUnblocked, _tie_changed),
    Push(MemberMuted, _tie_changed),
    Push(MemberUnmuted, _tie_changed),
]
