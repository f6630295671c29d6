"""What becomes of friendships and requests when a member leaves: nothing at once, and in the end no
friendship, while it stays known that there was a request."""

from typing import LiteralString, cast

from graph.steps import ask, befriend, names, requests_of, true_counts
from longhouse.app import Longhouse
from longhouse.features.identity.jobs import schedules
from longhouse.features.identity.service.members import Members
from support.clocks import FakeClock
from support.people import People
from support.waiting import until

MONTH = 31 * 24 * 3600


FRIENDSHIPS = "SELECT count(*) FROM graph.friendship"
ACCEPTED = "SELECT count(*) FROM graph.friend_request WHERE status = 'accepted'"
CANCELLED = "SELECT count(*) FROM graph.friend_request WHERE status = 'cancelled'"
WITH_WORDS = "SELECT count(*) FROM graph.friend_request WHERE message IS NOT NULL"


async def kept(longhouse: Longhouse, counted: LiteralString) -> int:
    async with longhouse.db.read() as read:
        return await read.value(int, counted) or 0


async def test_friendships_outlast_a_member_as_long_as_they_can_come_back(
    people: People, longhouse: Longhouse, clock: FakeClock
) -> None:
    ada, ben, carla = await people.admin(), await people.member("ben"), await people.member("carla")
    await befriend(ben, carla)
    await ask(ben, ada, "It's Ben.")
    await ada.delete(f"/admin/users/{ben.id}")
    assert await names(carla, "/users/me/friends") == []
    assert await requests_of(ada) == []
    assert await kept(longhouse, FRIENDSHIPS) == 2
    await ada.post(f"/admin/users/{ben.id}/restore")
    assert await names(carla, "/users/me/friends") == ["ben"]
    assert await requests_of(ada) == ["ben"]

    await ada.delete(f"/admin/users/{ben.id}")
    clock.advance(MONTH)
    members = cast("Members", longhouse.modules[0].dependencies["members"])
    erase = next(one for one in schedules(members) if "erase" in one.name)
    async with longhouse.db.transaction() as tx:
        await erase.run(tx)

    async def gone() -> bool:
        return await kept(longhouse, FRIENDSHIPS) == 0

    await until(gone)
    assert await kept(longhouse, ACCEPTED) == 1
    assert await kept(longhouse, CANCELLED) == 1
    assert await kept(longhouse, WITH_WORDS) == 0
    assert set((await true_counts(longhouse)).values()) <= {(0, 0, 0)}
