"""Many who were sent away come back at once: each gets what they missed, and all take turns."""

import asyncio

import pytest

from longhouse.kernel.live import Delivery, Position
from longhouse.realtime.turns import Turns
from realtime.house import Client, House, Members, a_member
from support.waiting import settle

KITCHEN = "room:kitchen"


@pytest.fixture
def replayed(house: House, monkeypatch: pytest.MonkeyPatch) -> list[Position]:
    """The positions from which the live port was asked what came since."""
    asked: list[Position] = []
    replay = house.live.replay

    async def noted(topic: str, since: Position) -> list[Delivery] | None:
        asked.append(since)
        return await replay(topic, since)

    monkeypatch.setattr(house.live, "replay", noted)
    return asked


async def come(house: House, members: Members, name: str) -> Client:
    person = a_member(name)
    members.let(person, KITCHEN)
    return await house.connect(person)


async def test_what_all_of_them_missed_is_read_once(
    house: House, members: Members, replayed: list[Position]
) -> None:
    first = await come(house, members, "ada")
    here = await first.subscribe(KITCHEN)
    for text in ("soup", "bread"):
        await house.publish(KITCHEN, text)
    for name in ("ben", "carla", "dora"):
        client = await come(house, members, name)
        answer = await client.subscribe(KITCHEN, since=here)
        assert (answer["offset"], answer["recovered"]) == (2, True)
        assert client.texts() == ["soup", "bread"]
    assert len(replayed) == 1


async def test_what_was_told_since_is_not_left_out(
    house: House, members: Members, replayed: list[Position]
) -> None:
    first = await come(house, members, "ada")
    here = await first.subscribe(KITCHEN)
    await house.publish(KITCHEN, "soup")
    ben = await come(house, members, "ben")
    await ben.subscribe(KITCHEN, since=here)
    await house.publish(KITCHEN, "bread")
    carla = await come(house, members, "carla")
    answer = await carla.subscribe(KITCHEN, since=here)
    assert (answer["offset"], answer["recovered"]) == (2, True)
    assert carla.texts() == ["soup", "bread"]
    await house.publish(KITCHEN, "cheese")
    for client in (first, ben, carla):
        client.catch_breath()
        assert client.texts()[-1] == "cheese"
        assert len(client.texts()) == 3
    assert len(replayed) == 2


async def test_who_may_no_longer_listen_gets_nothing_of_what_others_were_given(
    house: House, members: Members
) -> None:
    first = await come(house, members, "ada")
    here = await first.subscribe(KITCHEN)
    await house.publish(KITCHEN, "soup")
    ben = await come(house, members, "ben")
    await ben.subscribe(KITCHEN, since=here)
    eve = await house.connect(a_member("eve"))
    answer = await eve.ask("subscribe", {"topics": {KITCHEN: here}})
    assert answer["data"]["code"] == "NOT_FOUND"
    assert eve.texts() == []


async def test_so_many_ask_at_once_and_the_rest_wait_in_their_order(
    house: House, members: Members
) -> None:
    asking, most, let = 0, 0, asyncio.Event()

    async def slowly() -> None:
        nonlocal asking, most
        asking += 1
        most = max(most, asking)
        await let.wait()
        asking -= 1

    members.before_answer = slowly
    coming = [asyncio.create_task(come(house, members, f"guest-{n}")) for n in range(40)]
    await settle()
    assert asking == 8
    let.set()
    clients = await asyncio.gather(*coming)
    assert len({client.connection.id for client in clients}) == 40
    assert most == 8


async def test_a_turn_that_fails_is_given_on() -> None:
    turns = Turns(1)

    async def fail(_about: str) -> None:
        raise ValueError("not now")

    for _ in range(3):
        with pytest.raises(ValueError, match="not now"):
            await turns.each(fail)("anything")
    async with turns.turn():
        pass
