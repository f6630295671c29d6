"""A gateway dies with 10,000 sockets, and all of them come back at once.

A thousand members have ten browsers each; every one listens to the member's own topic and to one
that all share. Things are said while the gateway is away. Nobody waits politely: each tries at once
and then every second, without the spread that the client has.
"""

import asyncio
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from crowd import sign_in_many
from figures import Counted, Figures
from longhouse.kernel.adapters.live_redis import RedisLive
from longhouse.kernel.ids import new_id
from longhouse.kernel.live import Message
from roles import Roles
from storm_load import Order, Seen
from town import GENERAL

SOCKETS = 10_000
PEOPLE = 1000
MISSED = 20
COLUMNS = ("seconds", "back", "caught up", "read anew", "tries", "p50 ms", "p99 ms", "generator")
_TOPIC = f"section:{GENERAL}"


def measure(roles: Roles, cores: tuple[int, int], *, rounds: int) -> list[Seen]:
    people = asyncio.run(sign_in_many(roles.owner_url, PEOPLE))
    order = Order(
        core=cores[1],
        port=roles.port,
        sockets=SOCKETS,
        headers=[{"Cookie": f"session_id={one.token}", "Origin": roles.origin} for one in people],
        own_topics=[f"user:{one.id}" for one in people],
        shared_topic=_TOPIC,
    )
    return [_storm(roles, order) for _ in range(rounds)]


def rows(seen: list[Seen]) -> list[list[str]]:
    table = [["", *COLUMNS]]
    for number, one in enumerate(seen, start=1):
        table.append(
            [
                f"storm {number}, {one.sockets:,} sockets",
                f"{one.seconds:.1f}",
                f"{one.back:,}",
                f"{one.caught_up:,}",
                str(one.unrecovered),
                f"{one.tries:,}",
                f"{one.p50_ms:,.0f}",
                f"{one.p99_ms:,.0f}",
                f"{one.generator_busy:.0%}",
            ]
        )
    return table


def figures(seen: Sequence[Seen]) -> Figures:
    return {
        "storm.seconds": [one.seconds for one in seen],
        "storm.caught_up": [one.caught_up for one in seen],
        "storm.read_anew": [one.unrecovered for one in seen],
        "storm.generator": [one.generator_busy for one in seen],
    }


def counted(seen: Sequence[Seen]) -> Counted:
    return {"storm": [one.tally for one in seen]}


def _storm(roles: Roles, order: Order) -> Seen:
    with subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("storm_load.py"))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as load:
        assert load.stdin is not None
        assert load.stdout is not None
        load.stdin.write(msgspec.json.encode(order) + b"\n")
        load.stdin.flush()
        if load.stdout.readline() != b"ready\n":
            raise RuntimeError("not everybody was let in")
        roles.kill_gateway()
        asyncio.run(_say(roles.redis, MISSED))
        roles.start_gateway()
        load.stdin.write(b"%d\n" % MISSED)
        load.stdin.flush()
        return msgspec.json.decode(load.stdout.readline(), type=Seen)


async def _say(redis: str, count: int) -> None:
    live = RedisLive(f"unix://{redis}")
    await live.start()
    for number in range(count):
        data = msgspec.json.encode({"text": f"Number {number} of what was said meanwhile."})
        message = Message(
            event_id=new_id(),
            type="new_post",
            data=msgspec.Raw(data),
            timestamp=datetime.now(UTC),
        )
        await live.publish(_TOPIC, message)
    await live.stop()
