"""A process that lags behind what is published, and deliveries that are lost on their way."""

from itertools import repeat
from typing import cast

from longhouse.kernel.adapters.live_memory import MemoryLive
from longhouse.kernel.live import Live
from longhouse.kernel.push import Withdrawal
from longhouse.realtime.settings import RealtimeSettings
from realtime.house import Client, House, Members, a_member
from realtime.lagging import LaggingLive
from support.clocks import FakeTimers
from support.waiting import settle

KITCHEN = "room:kitchen"


class Far:
    """A process whose line the test moves, beside another that acts at once."""

    def __init__(self, timers: FakeTimers, members: Members) -> None:
        self.members = members
        self.shared = MemoryLive(timers)
        self.line = LaggingLive(self.shared, repeat(3))
        self.far = House(cast("Live", self.line), timers, members, RealtimeSettings())
        self.near = House(self.shared, timers, members, RealtimeSettings())

    async def reader(self, name: str) -> Client:
        person = a_member(name)
        self.members.let(person, KITCHEN)
        client = await self.far.connect(person)
        await client.subscribe(KITCHEN)
        return client


async def start(timers: FakeTimers, members: Members) -> Far:
    far = Far(timers, members)
    await far.far.start()
    await far.near.start()
    return far


async def test_what_was_lost_is_fetched_when_the_next_one_comes(
    timers: FakeTimers, members: Members
) -> None:
    far = await start(timers, members)
    client = await far.reader("ada")
    await far.near.publish(KITCHEN, "lost")
    await far.near.publish(KITCHEN, "next")
    far.line.lose_next()
    far.line.arrive(1)
    await far.near.publish(KITCHEN, "last")
    far.line.arrive(1)
    await settle()
    client.catch_breath()
    assert client.texts() == ["lost", "next", "last"]
    assert client.of_type("resynced") == []


async def test_what_is_fetched_does_not_overtake_a_withdrawal(
    timers: FakeTimers, members: Members
) -> None:
    """The replay shows an event whose forbidding signal is still on its way."""
    far = await start(timers, members)
    kicked, witness = await far.reader("ada"), await far.reader("ben")
    await far.near.publish(KITCHEN, "lost")
    await far.near.publish(KITCHEN, "next")
    far.line.lose_next()
    far.line.arrive(1)
    ada = kicked.connection.principal
    kick = far.near.withdraw(Withdrawal(user_id=str(ada.user_id), topic=KITCHEN))
    await kick.prepare()
    members.rights.discard((ada.user_id, KITCHEN))
    await far.near.publish(KITCHEN, "secret")
    await settle()
    for client in (kicked, witness):
        client.catch_breath()
    assert witness.texts() == ["lost", "next", "secret"]
    assert kicked.texts() == []
    assert len(kicked.of_type("unsubscribed")) == 1


async def test_who_cannot_be_asked_for_again_is_sent_away_to_come_back(
    timers: FakeTimers, members: Members
) -> None:
    far = await start(timers, members)
    client = await far.reader("ada")

    async def fail() -> None:
        raise ZeroDivisionError

    members.before_answer = fail
    far.line.cut()
    far.line.mend()
    await settle()
    assert client.sink.closed == (4408, "Please come back.")
    members.before_answer = None
    assert len(far.far.hub) == 0


async def test_who_is_ahead_of_the_process_they_come_to_hears_nothing_twice(
    timers: FakeTimers, members: Members
) -> None:
    far = await start(timers, members)
    await far.reader("ben")
    ada = a_member("ada")
    members.let(ada, KITCHEN)
    await far.near.publish(KITCHEN, "heard elsewhere")
    stood = await far.shared.position(KITCHEN)
    client = await far.far.connect(ada)
    answer = await client.subscribe(KITCHEN, since={"epoch": stood.epoch, "offset": 1})
    await far.near.publish(KITCHEN, "soup")
    far.line.arrive(10)
    client.catch_breath()
    assert answer == {"epoch": stood.epoch, "offset": 1, "recovered": True}
    assert client.texts() == ["soup"]


async def test_who_knows_of_a_new_epoch_before_the_process_does_is_not_told_the_old_as_new(
    timers: FakeTimers, members: Members
) -> None:
    far = await start(timers, members)
    await far.reader("ben")
    ada = a_member("ada")
    members.let(ada, KITCHEN)
    for number in range(5):
        await far.near.publish(KITCHEN, f"old {number}")
    far.line.begin_anew(KITCHEN)
    await far.near.publish(KITCHEN, "new")
    stood = await far.shared.position(KITCHEN)
    client = await far.far.connect(ada)
    answer = await client.subscribe(KITCHEN, since={"epoch": stood.epoch, "offset": stood.offset})
    assert answer["recovered"] is False
    far.line.arrive(10)
    await settle()
    client.catch_breath()
    assert client.of_type("resynced")[-1]["data"] == {
        "epoch": stood.epoch,
        "offset": 1,
        "recovered": False,
    }
    await far.near.publish(KITCHEN, "newer")
    far.line.arrive(10)
    client.catch_breath()
    assert (client.texts()[-1], client.events()[-1]["offset"]) == ("newer", 2)


async def test_a_topic_that_begins_anew_while_one_subscribes_is_not_called_recovered(
    timers: FakeTimers, members: Members
) -> None:
    far = await start(timers, members)
    await far.reader("ben")
    ada = a_member("ada")
    members.let(ada, KITCHEN)
    before = await far.shared.position(KITCHEN)
    for number in range(5):
        await far.near.publish(KITCHEN, f"old {number}")
    far.line.arrive(10)
    client = await far.far.connect(ada)

    async def begun_anew() -> None:
        members.before_answer = None
        far.line.begin_anew(KITCHEN)
        await far.near.publish(KITCHEN, "new")
        far.line.arrive(10)
        await settle()

    members.before_answer = begun_anew
    answer = await client.subscribe(KITCHEN, since={"epoch": before.epoch, "offset": 0})
    now = await far.shared.position(KITCHEN)
    assert answer == {"epoch": now.epoch, "offset": 1, "recovered": False}
    await far.near.publish(KITCHEN, "newer")
    far.line.arrive(10)
    client.catch_breath()
    assert client.texts() == ["newer"]
