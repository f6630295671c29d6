"""What goes out to a peer: joining, slow readers, pings, the end."""

import asyncio
from datetime import timedelta

import msgspec

from longhouse.kernel.adapters.live_memory import MemoryLive
from longhouse.realtime.settings import RealtimeSettings
from realtime.house import Client, FakeSink, House, Members, a_member, still_waiting
from support.clocks import FakeTimers

KITCHEN = "room:kitchen"


async def test_the_first_event_goes_at_once_and_the_next_ones_travel_together(
    house: House, members: Members
) -> None:
    ada = a_member("ada")
    members.let(ada, KITCHEN)
    client = await house.connect(ada)
    await client.subscribe(KITCHEN)
    before = len(client.sink.messages)
    await house.publish(KITCHEN, "soup")
    assert len(client.sink.messages) == before + 1
    await house.publish(KITCHEN, "bread")
    await house.publish(KITCHEN, "cheese")
    assert len(client.sink.messages) == before + 1
    house.timers.advance(0.02)
    assert len(client.sink.messages) == before + 2
    assert client.texts() == ["soup", "bread", "cheese"]


async def test_a_burst_does_not_cut_off_a_reader_that_keeps_up(
    house: House, members: Members
) -> None:
    ada = a_member("ada")
    members.let(ada, KITCHEN)
    client = await house.connect(ada)
    await client.subscribe(KITCHEN)
    for _ in range(40):
        await house.publish(KITCHEN, "x" * 10_000)
    client.catch_breath()
    assert client.sink.closed is None
    assert len(client.texts()) == 40


async def test_who_gets_the_same_frames_gets_the_same_message(
    house: House, members: Members
) -> None:
    """Not an equal one: it is put together, and framed by the transport, once for all."""
    written: list[bytes] = []

    class Peer(FakeSink):
        def send(self, payload: bytes) -> bool:
            written.append(payload)
            return super().send(payload)

    for name in ("ada", "ben", "carla"):
        principal = a_member(name)
        members.let(principal, KITCHEN)
        sink = Peer()
        connection = await house.realtime.door.admit(principal, sink)
        await Client(connection, sink, house.timers).subscribe(KITCHEN)
    house.timers.advance(1)
    written.clear()
    for text in ("soup", "bread", "cheese"):
        await house.publish(KITCHEN, text)
    house.timers.advance(0.02)
    first, together = written[:3], written[3:]
    assert len({id(payload) for payload in first}) == 1
    assert len(together) == 3
    assert len({id(payload) for payload in together}) == 1


async def test_a_loop_that_is_behind_lets_more_travel_together(
    house: House, members: Members
) -> None:
    ada = a_member("ada")
    members.let(ada, KITCHEN)
    client = await house.connect(ada)
    await client.subscribe(KITCHEN)

    async def message_after(seconds: float) -> int:
        """How many messages come of one that goes at once and one that waits for company."""
        client.catch_breath()
        house.timers.advance(1)
        before = len(client.sink.messages)
        await house.publish(KITCHEN, "at once")
        await house.publish(KITCHEN, "waits")
        house.timers.advance(seconds)
        return len(client.sink.messages) - before

    assert await message_after(0.021) == 2
    # The loop is busy for half a second when the next flush is due.
    await house.publish(KITCHEN, "at once")
    await house.publish(KITCHEN, "waits")
    house.timers.call_later(0.019, lambda: house.timers.stall(0.5))
    house.timers.advance(0.6)
    assert await message_after(0.021) == 1
    house.timers.advance(0.06)
    assert await message_after(0.021) == 2


async def test_what_comes_while_a_write_is_under_way_travels_together(
    house: House, members: Members
) -> None:
    ada = a_member("ada")
    members.let(ada, KITCHEN)
    client = await house.connect(ada)
    await client.subscribe(KITCHEN)
    client.sink.slow = True
    for number in range(5):
        await house.publish(KITCHEN, str(number))
        house.timers.advance(1)
    assert client.texts() == ["0"]
    before = len(client.sink.messages)
    client.connection.writable()
    assert client.texts() == ["0", "1", "2", "3", "4"]
    assert len(client.sink.messages) == before + 1


async def test_a_slow_reader_is_cut_off_and_costs_the_others_nothing(
    house: House, members: Members
) -> None:
    ada, ben = a_member("ada"), a_member("ben")
    members.let(ada, KITCHEN)
    members.let(ben, KITCHEN)
    slow, quick = await house.connect(ada), await house.connect(ben)
    for client in (slow, quick):
        await client.subscribe(KITCHEN)
    slow.sink.slow = True
    for _ in range(16):
        await house.publish(KITCHEN, "x" * 20_000)
        house.timers.advance(1)
    assert slow.sink.closed == (4408, "This connection could not keep up.")
    assert len(slow.texts()) == 1
    assert len(quick.texts()) == 16
    assert quick.sink.closed is None


async def test_many_small_frames_are_bounded_too(timers: FakeTimers, members: Members) -> None:
    house = House(MemoryLive(timers), timers, members, RealtimeSettings(queue_frames=100))
    await house.start()
    ada = a_member("ada")
    members.let(ada, KITCHEN)
    client = await house.connect(ada)
    await client.subscribe(KITCHEN)
    client.sink.slow = True
    for number in range(102):
        assert client.sink.closed is None, number
        await house.publish(KITCHEN, "x")
    assert client.sink.closed is not None
    assert client.sink.closed[0] == 4408


async def test_a_slow_reader_that_comes_back_misses_nothing(house: House, members: Members) -> None:
    ada = a_member("ada")
    members.let(ada, KITCHEN)
    client = await house.connect(ada)
    here = await client.subscribe(KITCHEN)
    client.sink.slow = True
    for number in range(14):
        await house.publish(KITCHEN, f"{number} " + "x" * 8_000)
        house.timers.advance(1)
    client.connection.close(4408, "slow")  # pyright: ignore[reportArgumentType] -- the same number
    again = await house.connect(ada)
    got = client.events()[-1]["offset"]
    answer = await again.subscribe(KITCHEN, since=here | {"offset": got})
    assert answer["recovered"]
    assert [e["offset"] for e in client.events() + again.events()] == list(range(1, 15))


# Pings and the end


async def test_a_peer_is_pinged_and_reaped_after_two_missed_pings(house: House) -> None:
    dead = await house.connect(a_member("ada"), pings=True)
    alive = await house.connect(a_member("ben"), pings=True)
    for _ in range(4):
        await house.pass_time(26)
        alive.connection.heard()
    assert dead.sink.pings == 2
    assert dead.sink.closed == (4408, "Nothing was heard from you.")
    assert alive.sink.pings == 4
    assert alive.sink.closed is None


async def test_a_frame_is_a_sign_of_life(house: House) -> None:
    client = await house.connect(a_member("ada"), pings=True)
    for _ in range(6):
        await house.pass_time(26)
        await client.say("ping")
    assert client.sink.closed is None


async def test_a_peer_that_takes_nothing_for_two_pings_is_let_go(
    house: House, members: Members
) -> None:
    ada = a_member("ada")
    members.let(ada, KITCHEN)
    client = await house.connect(ada)
    await client.subscribe(KITCHEN)
    client.sink.slow = True
    await house.publish(KITCHEN, "soup")
    await house.pass_time(80)
    assert client.sink.closed == (4408, "Nothing was heard from you.")


async def test_no_timer_is_left_when_everyone_has_gone(house: House) -> None:
    client = await house.connect(a_member("ada"))
    client.leave()
    await house.pass_time(60)
    assert house.timers.waiting == 0


async def test_at_the_end_everyone_is_told_to_come_back(house: House, members: Members) -> None:
    ada = a_member("ada")
    members.let(ada, KITCHEN)
    client = await house.connect(ada)
    await client.subscribe(KITCHEN)
    await house.publish(KITCHEN, "soup")
    await house.publish(KITCHEN, "bread")
    stopping = asyncio.create_task(house.realtime.shutdown())
    assert await still_waiting(stopping)
    assert client.sink.closed == (1001, "Server shutting down")
    assert client.texts() == ["soup", "bread"]
    client.leave()
    await stopping


async def test_who_does_not_leave_does_not_keep_the_house_from_stopping(house: House) -> None:
    await house.connect(a_member("ada"))
    stopping = asyncio.create_task(house.realtime.shutdown())
    await house.pass_time(4.9)
    assert not stopping.done()
    await house.pass_time(0.2)
    await stopping


async def test_a_socket_ends_with_the_last_day_of_its_session(
    house: House, members: Members
) -> None:
    """However much is heard on it."""
    ada = a_member("ada")
    soon = msgspec.structs.replace(ada, ends_at=house.timers.now() + timedelta(seconds=60))
    clients = [await house.connect(principal) for principal in (soon, ada)]
    for seconds, closed in ((59, None), (27, (4401, "Please sign in."))):
        house.timers.advance(seconds)
        assert [client.sink.closed for client in clients] == [closed, None]
