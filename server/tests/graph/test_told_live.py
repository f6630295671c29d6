"""What is told live about the graph."""

from graph.steps import NOTHING, act
from identity.witnesses import Ear
from support.people import People


async def test_the_followed_hear_who_follows_them(people: People, ear: Ear) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    await ear.listen(f"user:{carla.id}")
    await act(ben, "follow", carla)
    told = await ear.wait_for(f"user:{carla.id}", "user_followed")
    assert told["user"]["username"] == "ben"
    assert set(told["user"]) == {"id", "username", "display_name", "bio", "created_at"}


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
