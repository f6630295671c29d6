"""Two processes on a real Redis, and what happens when it breaks."""

import asyncio
from collections.abc import AsyncGenerator, Iterator
from contextlib import AsyncExitStack

import pytest

from longhouse.kernel.adapters.live_redis import RedisLive
from longhouse.kernel.push import Withdrawal
from longhouse.realtime.settings import RealtimeSettings
from realtime.house import Client, House, Members, a_member
from support.clocks import FakeTimers
from support.redis_server import RedisServer
from support.waiting import settle, until

KITCHEN = "room:kitchen"


@pytest.fixture
def redis_server() -> Iterator[RedisServer]:
    server = RedisServer()
    server.start()
    yield server
    server.remove()


@pytest.fixture
async def houses(
    redis_server: RedisServer, timers: FakeTimers, members: Members
) -> AsyncGenerator[tuple[House, House]]:
    async with AsyncExitStack() as stack:
        started: list[House] = []
        for _ in range(2):
            live = RedisLive(redis_server.url, answer_within=2.0, ping_every=0.05)
            house = House(live, timers, members, RealtimeSettings())
            await house.start()
            stack.push_async_callback(house.stop)
            started.append(house)
        yield started[0], started[1]


async def heard(client: Client, *texts: str) -> None:
    def all_came() -> bool:
        client.catch_breath()
        return client.texts() == list(texts)

    await until(all_came)


async def test_members_of_two_processes_hear_each_other_in_one_order(
    houses: tuple[House, House], members: Members
) -> None:
    ada, ben = a_member("ada"), a_member("ben")
    clients: list[Client] = []
    for house, person in zip(houses, (ada, ben), strict=True):
        members.let(person, KITCHEN)
        clients.append(await house.connect(person))
        await clients[-1].subscribe(KITCHEN)
    await asyncio.gather(*(house.publish(KITCHEN, f"{n}") for n in range(20) for house in houses))

    def all_came() -> bool:
        for client in clients:
            client.catch_breath()
        return all(len(client.events()) == 40 for client in clients)

    await until(all_came)
    assert clients[0].events() == clients[1].events()


async def test_a_client_resumes_on_another_process(
    houses: tuple[House, House], members: Members
) -> None:
    here, there = houses
    ada = a_member("ada")
    members.let(ada, KITCHEN)
    first = await here.connect(ada)
    position = await first.subscribe(KITCHEN)
    await here.publish(KITCHEN, "soup")
    second = await there.connect(ada)
    answer = await second.subscribe(KITCHEN, since=position)
    assert (answer["offset"], answer["recovered"]) == (1, True)
    await here.publish(KITCHEN, "bread")
    await heard(second, "soup", "bread")


async def test_who_is_kicked_on_one_process_hears_nothing_on_the_other(
    houses: tuple[House, House], members: Members
) -> None:
    here, there = houses
    ada, ben = a_member("ada"), a_member("ben")
    members.let(ada, KITCHEN)
    members.let(ben, KITCHEN)
    kicked, witness = await there.connect(ada), await there.connect(ben)
    await kicked.subscribe(KITCHEN)
    await witness.subscribe(KITCHEN)
    kick = here.withdraw(Withdrawal(user_id=str(ada.user_id), topic=KITCHEN))
    await here.publish(KITCHEN, "before")
    await kick.prepare()
    members.rights.discard((ada.user_id, KITCHEN))
    await here.publish(KITCHEN, "after")
    await kick.committed()
    await here.publish(KITCHEN, "long after")
    await heard(witness, "before", "after", "long after")
    await heard(kicked, "before")
    assert len(kicked.of_type("unsubscribed")) == 1


async def test_a_logout_on_one_process_closes_the_sockets_of_the_other(
    houses: tuple[House, House],
) -> None:
    here, there = houses
    ada = a_member("ada")
    client = await there.connect(ada)
    logout = here.withdraw(Withdrawal(user_id=str(ada.user_id), reason="SESSION_ENDED"))
    await logout.prepare()
    await logout.committed()
    await until(lambda: client.sink.closed)
    assert client.sink.closed == (4401, "SESSION_ENDED")


async def test_what_was_missed_while_the_line_was_cut_is_caught_up(
    houses: tuple[House, House], members: Members, redis_server: RedisServer
) -> None:
    here, _ = houses
    ada = a_member("ada")
    members.let(ada, KITCHEN)
    client = await here.connect(ada)
    await client.subscribe(KITCHEN)
    redis_server.cut_listeners()
    await here.publish(KITCHEN, "soup")
    await heard(client, "soup")
    await here.publish(KITCHEN, "bread")
    await heard(client, "soup", "bread")
    assert client.of_type("resynced") == []


async def test_rights_that_ended_while_the_line_was_cut_are_noticed(
    houses: tuple[House, House], members: Members, redis_server: RedisServer
) -> None:
    """The withdrawal is signalled while the process hears nothing."""
    here, there = houses
    ada, ben = a_member("ada"), a_member("ben")
    members.let(ada, KITCHEN)
    members.let(ben, KITCHEN)
    kicked, signed_out = await there.connect(ada), await there.connect(ben)
    await kicked.subscribe(KITCHEN)
    await signed_out.subscribe(KITCHEN)
    redis_server.cut_listeners()
    members.rights.discard((ada.user_id, KITCHEN))
    members.ended.add(ben.session_id)
    for _ in range(3):
        await here.publish(KITCHEN, "secret")
    await until(lambda: signed_out.sink.closed and kicked.of_type("unsubscribed"))
    await here.publish(KITCHEN, "secret")
    await settle()
    kicked.catch_breath()
    assert kicked.texts() == signed_out.texts() == []
    assert signed_out.sink.closed == (4401, "SESSION_ENDED")


async def test_a_redis_that_comes_back_empty_is_told_and_everything_goes_on(
    houses: tuple[House, House], members: Members, redis_server: RedisServer
) -> None:
    here, there = houses
    ada = a_member("ada")
    members.let(ada, KITCHEN)
    client = await there.connect(ada)
    before = await client.subscribe(KITCHEN)
    await here.publish(KITCHEN, "soup")
    await heard(client, "soup")
    redis_server.kill()
    redis_server.start()

    def told() -> bool:
        client.catch_breath()
        return bool(client.of_type("resynced"))

    await until(told)
    (resynced,) = client.of_type("resynced")
    assert resynced["topic"] == KITCHEN
    assert resynced["data"]["epoch"] != before["epoch"]
    assert resynced["data"]["recovered"] is False
    await here.publish(KITCHEN, "bread")
    await heard(client, "soup", "bread")
    again = await here.connect(ada)
    assert (await again.subscribe(KITCHEN, since=before))["recovered"] is False
    assert client.events()[-1]["offset"] == resynced["data"]["offset"] + 1


async def test_a_redis_that_is_emptied_while_it_runs_is_noticed_at_the_next_event(
    houses: tuple[House, House], members: Members, redis_server: RedisServer
) -> None:
    here, there = houses
    ada = a_member("ada")
    members.let(ada, KITCHEN)
    client = await there.connect(ada)
    await client.subscribe(KITCHEN)
    for text in ("soup", "bread"):
        await here.publish(KITCHEN, text)
    await heard(client, "soup", "bread")
    redis_server.command("FLUSHALL")
    await here.publish(KITCHEN, "lost in the flood")

    def told() -> bool:
        client.catch_breath()
        return bool(client.of_type("resynced"))

    await until(told)
    await here.publish(KITCHEN, "wine")
    await heard(client, "soup", "bread", "wine")
    assert client.events()[-1]["offset"] == 2


async def test_without_redis_subscribing_is_refused_with_a_sentence_and_works_again_later(
    houses: tuple[House, House], members: Members, redis_server: RedisServer
) -> None:
    here, _ = houses
    ada = a_member("ada")
    members.let(ada, KITCHEN)
    client = await here.connect(ada)
    redis_server.kill()
    refused = await client.ask("subscribe", {"topics": {KITCHEN: None}})
    assert refused["data"]["code"] == "UNAVAILABLE"
    assert client.sink.closed is None
    redis_server.start()

    async def works() -> bool:
        here.timers.advance(1)
        return "epoch" in await client.subscribe(KITCHEN)

    await until(works)
    await here.publish(KITCHEN, "soup")
    await heard(client, "soup")
