"""An act for each kind of event of the graph that is told live."""

from collections.abc import AsyncGenerator

from flows.event_stage import Act, Case, Stage
from support.people import Person

Played = AsyncGenerator[None]


async def carla_of(stage: Stage) -> Person:
    return await stage.people.member("carla")


async def asked_by(stage: Stage, asking: Person, other: Person) -> str:
    """Somebody has asked another for friendship; the id of the request."""
    wish = {"message": "We met at the harbour."}
    answer = await asking.post(f"/users/{other.id}/friend-request", wish)
    assert answer.status_code == 201, answer.text
    return answer.json()["friend_request"]["id"]


async def befriended(stage: Stage) -> Person:
    carla = await carla_of(stage)
    request = await asked_by(stage, carla, stage.ben)
    answer = await stage.ben.post(f"/friend-requests/{request}/respond", {"action": "accept"})
    assert answer.status_code == 200, answer.text
    await stage.told()
    return carla


async def somebody_follows(stage: Stage) -> Played:
    """Carla follows Ben."""
    carla = await carla_of(stage)
    yield
    await carla.post(f"/users/{stage.ben.id}/follow")


async def following_ends(stage: Stage) -> Played:
    """Ben followed Carla, and does so no more."""
    carla = await carla_of(stage)
    await stage.ben.post(f"/users/{carla.id}/follow")
    await stage.told()
    yield
    await stage.ben.delete(f"/users/{carla.id}/follow")


async def a_friend_is_blocked(stage: Stage) -> Played:
    """Ben blocks Carla, who was his friend."""
    carla = await befriended(stage)
    yield
    await stage.ben.post(f"/users/{carla.id}/block")


async def a_block_is_lifted(stage: Stage) -> Played:
    """Ben had blocked Carla, and lifts it."""
    carla = await carla_of(stage)
    await stage.ben.post(f"/users/{carla.id}/block")
    await stage.told()
    yield
    await stage.ben.delete(f"/users/{carla.id}/block")


async def somebody_is_muted(stage: Stage) -> Played:
    """Ben mutes Carla."""
    carla = await carla_of(stage)
    yield
    await stage.ben.post(f"/users/{carla.id}/mute")


async def somebody_is_heard_again(stage: Stage) -> Played:
    """Ben had muted Carla, and hears her again."""
    carla = await carla_of(stage)
    await stage.ben.post(f"/users/{carla.id}/mute")
    await stage.told()
    yield
    await stage.ben.delete(f"/users/{carla.id}/mute")


async def somebody_asks(stage: Stage) -> Played:
    """Carla asks Ben for friendship, and he asks Dora."""
    carla = await carla_of(stage)
    dora = await stage.people.member("dora")
    yield
    await asked_by(stage, carla, stage.ben)
    await asked_by(stage, stage.ben, dora)


async def a_request_is_declined(stage: Stage) -> Played:
    """Ben asked Carla, and she declines."""
    carla = await carla_of(stage)
    request = await asked_by(stage, stage.ben, carla)
    await stage.told()
    yield
    await carla.post(f"/friend-requests/{request}/respond", {"action": "decline"})


async def friends_are_made(stage: Stage) -> Played:
    """Ben asked Carla, and she accepts."""
    carla = await carla_of(stage)
    request = await asked_by(stage, stage.ben, carla)
    await stage.told()
    yield
    await carla.post(f"/friend-requests/{request}/respond", {"action": "accept"})


async def friends_part(stage: Stage) -> Played:
    """Ben and Carla were friends, and she ends it."""
    carla = await befriended(stage)
    yield
    await carla.delete(f"/friends/{stage.ben.id}")


_ACTS: dict[str, Act] = {
    "graph.MemberFollowed": somebody_follows,
    "graph.MemberUnfollowed": following_ends,
    "graph.MemberBlocked": a_friend_is_blocked,
    "graph.MemberUnblocked": a_block_is_lifted,
    "graph.MemberMuted": somebody_is_muted,
    "graph.MemberUnmuted": somebody_is_heard_again,
    "graph.FriendRequested": somebody_asks,
    "graph.FriendRequestClosed": a_request_is_declined,
    "graph.FriendshipBegan": friends_are_made,
    "graph.FriendshipEnded": friends_part,
}
FRIEND_CASES = [Case(event, "graph", act) for event, act in _ACTS.items()]
