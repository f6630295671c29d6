"""What the live port on Redis promises beyond the shared suite: many processes, broken lines."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import msgspec
import pytest

from longhouse.kernel.adapters.live_redis import RedisLive
from longhouse.kernel.adapters.live_redis.listener import Listener
from longhouse.kernel.adapters.live_redis.subscriber import DEAD_AFTER, PING_EVERY
from longhouse.kernel.errors import Unavailable
from longhouse.kernel.ids import new_id
from longhouse.kernel.live import Delivery, Message, Position
from support.clocks import FakeClock
from support.redis_server import RedisServer
from support.waiting import until

KITCHEN = "room:kitchen"


def said(text: str) -> Message:
    return Message(
        event_id=new_id(),
        type="new_message",
        data=msgspec.Raw(msgspec.json.encode(text)),
        timestamp=FakeClock().now(),
    )


def texts(deliveries: list[Delivery]) -> list[str]:
    return [msgspec.json.decode(delivery.message.data) for delivery in deliveries]


@asynccontextmanager
async def process(server: RedisServer, **options: float) -> AsyncGenerator[RedisLive]:
    """One process' end of the port, quick to notice that Redis is gone."""
    live = RedisLive(
        server.url,
        answer_within=options.get("answer_within", 2.0),
        ping_every=options.get("ping_every", 0.05),
        dead_after=options.get("dead_after", 5.0),
    )
    await live.start()
    try:
        yield live
    finally:
        await live.stop()


async def test_what_one_process_says_another_hears(redis_server: RedisServer) -> None:
    async with process(redis_server) as here, process(redis_server) as there:
        heard: list[Delivery] = []
        signals: list[bytes] = []
        await there.listen(KITCHEN, heard.append)
        await there.hear("withdrawals", signals.append)
        position = await here.publish(KITCHEN, said("soup"))
        await here.signal("withdrawals", b"now")
        await until(lambda: signals)
        assert [delivery.position for delivery in heard] == [position]
        assert await there.position(KITCHEN) == position


async def test_two_processes_that_publish_at_once_are_heard_alike_by_both(
    redis_server: RedisServer,
) -> None:
    async with process(redis_server) as here, process(redis_server) as there:
        heard_here: list[Delivery] = []
        heard_there: list[Delivery] = []
        await here.listen(KITCHEN, heard_here.append)
        await there.listen(KITCHEN, heard_there.append)
        await asyncio.gather(
            *(live.publish(KITCHEN, said(str(n))) for n in range(50) for live in (here, there))
        )
        await until(lambda: len(heard_here) == len(heard_there) == 100)
        assert [delivery.position.offset for delivery in heard_here] == list(range(1, 101))
        assert heard_here == heard_there


async def test_an_event_that_two_processes_relay_is_told_once(redis_server: RedisServer) -> None:
    async with process(redis_server) as here, process(redis_server) as there:
        message = said("soup")
        positions = await asyncio.gather(
            *(live.publish(KITCHEN, message) for _ in range(10) for live in (here, there))
        )
        assert len(set(positions)) == 1


def test_what_arrives_before_the_position_is_known_is_told_only_if_it_comes_after() -> None:
    def delivery(offset: int, epoch: str = "e") -> Delivery:
        return Delivery(KITCHEN, Position(epoch, offset), said("soup"))

    heard: list[Delivery] = []
    listener = Listener(heard.append)
    for offset in (4, 5, 6):
        listener.give(delivery(offset))
    assert heard == []
    listener.begin(Position("e", 5))
    listener.give(delivery(5))
    listener.give(delivery(7))
    listener.give(delivery(1, "another"))
    assert [(d.position.epoch, d.position.offset) for d in heard] == [
        ("e", 6), ("e", 7), ("another", 1),
    ]  # fmt: skip


async def test_presence_and_counters_are_shared(redis_server: RedisServer) -> None:
    async with process(redis_server) as here, process(redis_server) as there:
        await here.touch("canvas:default", "ada", b"Ada", 60)
        assert await there.present("canvas:default") == {"ada": b"Ada"}
        await here.count("sign-in:ada", 1, 60)
        assert (await there.count("sign-in:ada", 1, 60)).value == 2
        await here.put("ticket", b"ada", 60)
        assert await there.take("ticket") == b"ada"


async def test_every_key_has_a_time_to_live_and_the_house_prefix(redis_server: RedisServer) -> None:
    async with process(redis_server) as live:
        heard: list[Delivery] = []
        await live.listen(KITCHEN, heard.append)
        await live.position("room:garden")
        await live.publish(KITCHEN, said("soup"))
        await live.touch("canvas:default", "ada", b"", 60)
        await live.touch("canvas:default", "ada", b"", 1)
        await live.count("sign-in:ada", 1, 60)
        await live.put("ticket", b"ada", 60)
    lifetimes = redis_server.lifetimes()
    assert len(lifetimes) == 8
    assert all(key.startswith(b"longhouse:") for key in lifetimes)
    assert [key for key, left in lifetimes.items() if left <= 0] == []


async def test_what_one_process_missed_while_its_line_was_cut_is_replayed(
    redis_server: RedisServer,
) -> None:
    async with process(redis_server) as here, process(redis_server) as there:
        order: list[str] = []
        last = await there.listen(KITCHEN, lambda _: order.append("delivery"))
        there.on_gap(lambda: order.append("gap"))
        redis_server.cut_listeners()
        await here.publish(KITCHEN, said("soup"))
        await until(lambda: "gap" in order)
        await here.publish(KITCHEN, said("bread"))
        await until(lambda: order[-1] == "delivery")
        assert order[0] == "gap"
        missed = await there.replay(KITCHEN, last)
        assert missed is not None
        assert texts(missed) == ["soup", "bread"]


async def test_the_gap_is_told_before_anything_that_came_after_it(
    redis_server: RedisServer,
) -> None:
    async with process(redis_server) as here, process(redis_server) as there:
        order: list[str] = []
        for number in range(1_200):
            await there.hear(f"channel {number}", lambda _: order.append("signal"))
        there.on_gap(lambda: order.append("gap"))
        redis_server.cut_listeners()
        while "signal" not in order:
            # The first channels are confirmed long before the last.
            await here.signal("channel 0", b"")
        assert order[0] == "gap"


async def test_a_redis_that_comes_back_empty_begins_another_epoch(own_redis: RedisServer) -> None:
    async with process(own_redis) as here, process(own_redis) as there:
        heard: list[Delivery] = []
        gaps: list[str] = []
        there.on_gap(lambda: gaps.append("gap"))
        before = await there.listen(KITCHEN, heard.append)
        await here.publish(KITCHEN, said("soup"))
        own_redis.kill()
        with pytest.raises(Unavailable):
            await here.publish(KITCHEN, said("lost"))
        with pytest.raises(Unavailable):
            await there.check()
        own_redis.start()
        await until(lambda: gaps)
        after = await here.publish(KITCHEN, said("bread"))
        await until(lambda: len(heard) == 2)
        assert after.epoch != before.epoch
        assert heard[-1].position == after
        assert await there.replay(KITCHEN, before) is None
        await there.check()


async def test_a_redis_that_is_emptied_while_it_runs_begins_another_epoch(
    redis_server: RedisServer,
) -> None:
    async with process(redis_server) as live:
        heard: list[Delivery] = []
        before = await live.listen(KITCHEN, heard.append)
        redis_server.command("FLUSHALL")
        redis_server.command("SCRIPT", "FLUSH")
        after = await live.publish(KITCHEN, said("bread"))
        await until(lambda: heard)
        assert after.epoch != before.epoch
        assert await live.replay(KITCHEN, before) is None


async def test_a_line_that_only_looks_alive_is_noticed(own_redis: RedisServer) -> None:
    async with process(own_redis, answer_within=0.2, dead_after=0.3) as live:
        gaps: list[str] = []
        live.on_gap(lambda: gaps.append("gap"))
        heard: list[bytes] = []
        await live.hear("withdrawals", heard.append)
        own_redis.freeze()
        with pytest.raises(Unavailable):
            await live.position(KITCHEN)
        with pytest.raises(Unavailable):
            await live.check()
        own_redis.thaw()
        await until(lambda: gaps)
        await live.signal("withdrawals", b"now")
        await until(lambda: heard)


def test_as_configured_a_dead_line_is_noticed_within_ten_seconds() -> None:
    assert DEAD_AFTER + PING_EVERY <= 10


async def test_listening_without_redis_is_refused_and_leaves_nothing_behind(
    own_redis: RedisServer,
) -> None:
    async with process(own_redis, answer_within=0.2) as live:
        own_redis.kill()
        heard: list[Delivery] = []
        with pytest.raises(Unavailable):
            await live.listen(KITCHEN, heard.append)
        own_redis.start()
        await until(lambda: _serves(live))
        await live.publish(KITCHEN, said("soup"))
        await live.listen(KITCHEN, heard.append)
        await live.publish(KITCHEN, said("bread"))
        await until(lambda: heard)
        assert texts(heard) == ["bread"]


async def test_a_house_does_not_start_without_its_redis() -> None:
    live = RedisLive("unix:///nowhere/redis.sock", answer_within=0.2)
    with pytest.raises(Unavailable):
        await live.start()
    await live.stop()


async def _serves(live: RedisLive) -> bool:
    try:
        await live.check()
    except Unavailable:
        return False
    return True
