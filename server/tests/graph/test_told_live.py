"""What is told live about the graph."""

from graph.steps import NOTHING, act, ask, befriend, respond
from identity.witnesses import Ear
from support.people import People


async def test_the_followed_hear_who_follows_them(people: People, ear: Ear) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    await ear.listen(f"user:{carla.id}")
    await act(ben, "follow", carla)
    told = await ear.wait_for(f"user:{carla.id}", "user_followed")
    assert told["user"]["username"] == "ben"
    assert set(told["user"]) == {"id", "username", "display_name", "avatar", "bio", "created_at"}


async def test_every_device_of_mine_hears_how_i_stand_to_others(people: People, ear: Ear) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    await ear.listen(f"user:{ben.id}")
    await act(ben, "mute", carla)
    told = await ear.wait_for(f"user:{ben.id}", "relationship_changed")
    assert told == {"user_id": str(carla.id), "relationship": NOTHING | {"muting": True}}


async def test_the_blocked_and_the_muted_hear_nothing(people: People, ear: Ear) -> None:
    ben, carla, dora = [await people.member(name) for name in ("ben", "carla", "dora")]
    await ear.listen(f"user:{carla.id}")
    await act(ben, "block", carla)
    await act(ben, "unblock", carla)
    await act(ben, "mute", carla)
    await act(dora, "follow", carla)
    await ear.wait_for(f"user:{carla.id}", "user_followed")
    assert [kind for _, kind, _ in ear.heard] == ["user_followed"]


async def test_a_muted_person_who_follows_is_not_announced(people: People, ear: Ear) -> None:
    ben, carla, dora = [await people.member(name) for name in ("ben", "carla", "dora")]
    await ear.listen(f"user:{carla.id}")
    await act(carla, "mute", ben)
    await act(ben, "follow", carla)
    await act(dora, "follow", carla)
    await ear.wait_for(f"user:{carla.id}", "user_followed")
    heard = [data["user"]["username"] for _, kind, data in ear.heard if kind == "user_followed"]
    assert heard == ["dora"]


async def test_both_hear_of_a_request_and_its_answer(people: People, ear: Ear) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    for person in (ben, carla):
        await ear.listen(f"user:{person.id}")
    request = await ask(ben, carla, "It's Ben.")
    received = await ear.wait_for(f"user:{carla.id}", "friend_request_received")
    assert received["incoming_count"] == 1
    assert received["friend_request"] == request | {"direction": "incoming"}
    assert (await ear.wait_for(f"user:{ben.id}", "friend_request_sent"))["incoming_count"] == 0
    await respond(carla, request, "accept")
    for person, other in ((ben, carla), (carla, ben)):
        closed = await ear.wait_for(f"user:{person.id}", "friend_request_closed")
        assert closed["friend_request"]["status"] == "accepted"
        assert closed["incoming_count"] == 0
        began = await ear.wait_for(f"user:{person.id}", "friendship_began")
        assert began == {"user_id": str(other.id), "friend_count": 1}


async def test_a_request_of_a_muted_person_is_not_announced(people: People, ear: Ear) -> None:
    ben, carla, dora = [await people.member(name) for name in ("ben", "carla", "dora")]
    await ear.listen(f"user:{carla.id}")
    await act(carla, "mute", ben)
    await ask(ben, carla)
    await ask(dora, carla)
    received = await ear.wait_for(f"user:{carla.id}", "friend_request_received")
    assert received["friend_request"]["requester"]["username"] == "dora"
    assert received["incoming_count"] == 1


async def test_the_end_of_a_friendship_is_told_to_both(people: People, ear: Ear) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    await befriend(ben, carla)
    for person in (ben, carla):
        await ear.listen(f"user:{person.id}")
    await ben.delete(f"/friends/{carla.id}")
    for person, other in ((ben, carla), (carla, ben)):
        ended = await ear.wait_for(f"user:{person.id}", "friendship_ended")
        assert ended == {"user_id": str(other.id), "friend_count": 0}
